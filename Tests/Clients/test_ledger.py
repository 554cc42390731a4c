"""The log as the public sees it, and what one changed byte does to it."""

import sqlite3

import pytest
import requests

import tlog
from contents import persons
from server import yuanliu


def fetcher(city):
    """Reads the public files; the entries themselves are for those who may read the ledger."""
    auditor = city.person("government.audit").token

    def fetch(path):
        headers = {"Authorization": f"Bearer {auditor}"} if "entries" in path else {}
        answer = requests.get(f"{city.api.base}/ledger/{path}", headers=headers, timeout=30)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.content

    return fetch


def keys(city):
    """The public keys; whatever waits for its place in the log is there when this returns."""
    found = [tlog.VerifierKey.parse(line) for line in city.api.call("readLedgerKeys").decode().splitlines()]
    assert [key for key in found if key.kind == 1]
    return found


def integrated(running):
    """Brings what waits into the tree."""
    yuanliu("ledger", "checkpoint", data=running.data, database=running.database)


def test_the_public_log_is_sound_to_an_independent_reader(running):
    integrated(running)
    known = keys(running.city)
    checkpoint, entries = tlog.verify(fetcher(running.city), known)
    assert checkpoint.size == len(entries) > 256
    assert checkpoint.signed_lines >= 2, "an SM2 line stands beside the Ed25519 one"


def test_tiles_are_served_as_the_standard_says(running):
    base = running.server.base
    full = requests.get(f"{base}/ledger/tile/0/000", timeout=30)
    assert full.headers["Content-Type"] == "application/octet-stream"
    assert "immutable" in full.headers["Cache-Control"] and len(full.content) == 8192
    part = requests.get(f"{base}/ledger/tile/0/000.p/3", timeout=30)
    assert part.content == full.content[: 3 * 32]
    note = requests.get(f"{base}/ledger/checkpoint", timeout=30)
    assert note.headers["Content-Type"].startswith("text/plain")
    assert "immutable" not in note.headers.get("Cache-Control", "")


def test_the_entries_themselves_are_for_those_who_may_read_the_ledger(running):
    path = f"{running.server.base}/ledger/tile/entries/000"
    assert requests.get(path, timeout=30).status_code == 401
    headers = {"Authorization": f"Bearer {running.city.person('police.data').token}"}
    answer = requests.get(path, headers=headers, timeout=30)
    assert (answer.status_code, answer.json()["code"]) == (403, "ledger-not-yours")


@pytest.mark.parametrize(
    "path",
    ["tile/0/0", "tile/0/00", "tile/0/999999", "tile/64/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/x001/000",
     "tile/-1/000", "tile/entries/x000/000", "tile/0/000/extra", "tile/0/%2e%2e", "tile/entries/000.p/01"],
)  # fmt: skip
def test_a_path_that_is_no_tile_is_not_found(running, path):
    headers = {"Authorization": f"Bearer {running.city.person('government.audit').token}"}
    answer = requests.get(f"{running.server.base}/ledger/{path}", headers=headers, timeout=30)
    assert answer.status_code == 404
    assert answer.json()["code"]


def test_a_proof_file_holds_offline_for_its_own_entry(running):
    known = keys(running.city)
    checkpoint, entries = tlog.verify(fetcher(running.city), known)
    auditor = running.city.person("government.audit")
    for position in {0, 1, 255, 256, checkpoint.size - 1}:
        proof = tlog.ProofFile.parse(auditor.call("readProof", position=position).decode())
        assert proof.index == position
        proof.verify(entries[position], known)
        with pytest.raises(tlog.Unsound):
            proof.verify(entries[position - 1] + b"x", known)


def test_the_log_only_grows(running):
    known = keys(running.city)
    fetch = fetcher(running.city)
    before, entries = tlog.verify(fetch, known)
    running.city.publish(persons("增长测试"))
    integrated(running)
    after, more = tlog.verify(fetch, known)
    assert after.size > before.size and more[: before.size] == entries


def test_the_command_line_proves_the_whole_log(running):
    done = yuanliu("ledger", "verify", data=running.data, database=running.database)
    assert "台账完好" in done.stdout


def flip_in_file(data, position):
    """Flips one bit of the entry where it lies in the database file."""
    path = data / "yuanliu.db"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (content,) = database.execute(
            "SELECT content FROM ledger_entry WHERE position = ?", (position,)
        ).fetchone()
    database.close()
    whole = path.read_bytes()
    assert whole.count(content) == 1
    place = whole.index(content) + len(content) // 2
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])


def flip_in_postgresql(postgresql, url, position):
    postgresql.run(
        "UPDATE ledger_entry SET content = set_byte(content, length(content) / 2, "
        f"get_byte(content, length(content) / 2) # 1) WHERE position = {position}",
        url,
    )


@pytest.mark.parametrize("position", [0, 137, 255, 256])
def test_a_flipped_byte_in_the_store_is_named_by_its_entry(fresh, position):
    fresh.server.stop()
    if fresh.database:
        flip_in_postgresql(fresh.template.postgresql, fresh.database, position)
    else:
        flip_in_file(fresh.data, position)
    done = yuanliu("ledger", "verify", data=fresh.data, database=fresh.database, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"第 {position} 条 · entry {position}:" in done.stderr


def test_an_exported_log_is_verified_without_the_store(running, tmp_path):
    folder = tmp_path / "log"
    yuanliu("ledger", "export", folder, data=running.data, database=running.database)
    known = keys(running.city)
    checkpoint, _ = tlog.verify(lambda path: (folder / path).read_bytes(), known)
    assert checkpoint.size > 256
    done = yuanliu("ledger", "verify", "--folder", folder, data=running.data, database=running.database)
    assert "台账完好" in done.stdout
    bundle = folder / "tile" / "entries" / "000"
    data = bytearray(bundle.read_bytes())
    data[40] ^= 1
    bundle.write_bytes(bytes(data))
    with pytest.raises(tlog.Unsound):
        tlog.verify(lambda path: (folder / path).read_bytes(), known)
    done = yuanliu(
        "ledger", "verify", "--folder", folder, data=running.data, database=running.database, check=False
    )
    assert done.returncode == 1 and "entry 0:" in done.stderr
