"""`kill -9` at any moment loses nothing that was acknowledged and doubles nothing."""

import random
import signal
import sqlite3
import subprocess
import threading
import time

import people
import tlog
from city import eventually
from contents import persons
from server import BINARY, ROOT, environment, yuanliu
from test_ledger import fetcher, integrated, keys

ROUNDS = 20
ROWS = 12_000


def stored(running, code):
    """The keys in the dataset of the entry, with how often each stands there, read past the product."""
    if running.database:
        run = running.template.postgresql.run
        number = run(f"SELECT number FROM entry WHERE code = '{code}'", running.database)
        lines = run(f"SELECT i_1 FROM d_{number}", running.database).split("\n")
        found = [line for line in lines if line]
    else:
        with sqlite3.connect(f"file:{running.data}/yuanliu.db?mode=ro", uri=True) as database:
            (number,) = database.execute("SELECT number FROM entry WHERE code = ?", (code,)).fetchone()
            found = [key for (key,) in database.execute(f"SELECT i_1 FROM d_{number}")]
    counts = {}
    for key in found:
        counts[key] = counts.get(key, 0) + 1
    return counts


def test_a_killed_server_loses_no_acknowledged_row_and_doubles_none(fresh):
    chance = random.Random(20_201_214)
    code = fresh.city.publish(persons("断电测试"))
    # How long a delivery takes here, so that the kills fall into its whole length.
    first = people.rows(10_000_000, ROWS)
    begun = time.monotonic()
    fresh.city.deliver(code, people.table(first))
    usual = time.monotonic() - begun
    expected = {line[0] for line in first}
    killed_early = 0
    for number in range(ROUNDS):
        # Half of the rows are new, half change what earlier rounds delivered.
        lines = people.rows(number * ROWS // 2, ROWS, seed=number)
        file = people.table(lines)
        outcome = {}

        def deliver(city=fresh.city, file=file, outcome=outcome):
            try:
                outcome["receipt"] = city.deliver(code, file)
            except Exception as error:  # noqa: BLE001  # the connection dies with the server
                outcome["error"] = error

        fresh.city.person("police.data")
        thread = threading.Thread(target=deliver)
        thread.start()
        time.sleep(chance.uniform(0, usual))
        fresh.server.kill()
        thread.join(60)
        fresh.start()
        if "receipt" in outcome:
            assert set(line[0] for line in lines) <= set(stored(fresh, code)), f"round {number} lost rows"
        else:
            killed_early += 1
        receipt = fresh.city.deliver(code, file)
        assert (receipt["state"], receipt["good"], receipt["problems"]) == ("finished", ROWS, 0)
        expected |= {line[0] for line in lines}
        counts = stored(fresh, code)
        assert set(counts) == expected, f"round {number}"
        assert set(counts.values()) == {1}
    assert killed_early >= ROUNDS // 2, "the server was hardly ever killed at work"
    deliveries = fresh.city.person("police.data").call("listDeliveries", entry=code)["receipts"]
    assert len({delivery["digest"] for delivery in deliveries}) == len(deliveries)
    assert all(delivery["state"] == "finished" for delivery in deliveries)
    assert "台账完好" in yuanliu("ledger", "verify", data=fresh.data, database=fresh.database).stdout


def test_every_answered_call_survives_a_kill(fresh):
    city = fresh.city
    code = city.publish(persons("记录测试"))
    city.deliver(code, people.table(people.rows(1, 200)))
    system = city.system("并发系统")
    city.grant(code, system, ["name"])
    answered, lock = [], threading.Lock()
    api = system.api

    def call(seed):
        chance = random.Random(seed)
        own = api.with_token(api.token)
        while True:
            try:
                answer = own.call("query", entry=code, json={"key": {"id_number": people.id_number(chance.randrange(1, 200))}})
            except Exception:  # noqa: BLE001  # the connection dies with the server
                return
            with lock:
                answered.append(answer["record"])

    threads = [threading.Thread(target=call, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    fresh.server.kill()
    for thread in threads:
        thread.join(60)
    assert len(answered) > 50
    fresh.start()
    integrated(fresh)
    checkpoint, entries = tlog.verify(fetcher(fresh.city), keys(fresh.city))
    log = b"\n".join(entries)
    missing = [record for record in answered if record.encode() not in log]
    assert not missing, f"{len(missing)} of {len(answered)} answered calls left no record"


def test_a_second_start_serves_what_the_first_acknowledged(fresh):
    code = fresh.city.publish(persons("重启测试"))
    fresh.city.deliver(code, people.table(people.rows(1, 100)))
    system = fresh.city.system("重启系统")
    fresh.city.grant(code, system, ["name"])
    token = system.token()
    fresh.again()
    answer = fresh.city.api.with_token(token).call(
        "query", entry=code, json={"key": {"id_number": people.id_number(5)}}
    )
    assert answer["found"]


def collecting(running, file, code):
    """`yuanliu collect` as a process of its own."""
    return subprocess.Popen(
        [BINARY, "collect", file, "--entry", code, "--data", running.data],
        cwd=ROOT,
        env=environment(YUANLIU_DATABASE=running.database),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def spooled(running, pattern):
    return [path.name for path in (running.data / "spool").glob(pattern)]


def killed_when_accepted(running, tmp_path, code, rows):
    """Delivers `rows` by a command that is killed once its file is accepted; the digest of the file."""
    file = tmp_path / "rows.csv"
    file.write_bytes(people.table(people.rows(1, rows)))
    command = collecting(running, file, code)
    kept = f"*-{'[0-9a-f]' * 64}"
    while not spooled(running, kept) and command.poll() is None:
        time.sleep(0.002)
    receipts = lambda: running.city.person("police.data").call("listDeliveries", entry=code)["receipts"]  # noqa: E731
    while not receipts() and command.poll() is None:
        time.sleep(0.002)
    command.send_signal(signal.SIGKILL)
    command.wait(30)
    assert command.returncode == -signal.SIGKILL, "the command ended before it was killed"
    return kept, receipts


def test_a_killed_collect_is_finished_by_the_server_beside_it(fresh, tmp_path):
    rows = 60_000
    code = fresh.city.publish(persons("命令行断电"))
    _, receipts = killed_when_accepted(fresh, tmp_path, code, rows)
    assert [receipt["state"] for receipt in receipts()] == ["accepted"]
    done = eventually(lambda: [receipt for receipt in receipts() if receipt["state"] == "finished"], 120)
    assert [(receipt["good"], receipt["inserted"]) for receipt in done] == [(rows, rows)]
    counts = stored(fresh, code)
    assert len(counts) == rows and set(counts.values()) == {1}
    assert not spooled(fresh, "*-*")


def test_a_collect_under_way_is_left_alone_by_a_server_that_starts(fresh, tmp_path):
    rows = 60_000
    code = fresh.city.publish(persons("命令行并行"))
    fresh.server.stop()
    file = tmp_path / "rows.csv"
    file.write_bytes(people.table(people.rows(1, rows)))
    command = collecting(fresh, file, code)
    while not spooled(fresh, "*.part") and command.poll() is None:
        time.sleep(0.002)
    assert command.poll() is None, "the command ended before the server started"
    fresh.start()
    out, err = command.communicate(timeout=300)
    assert command.returncode == 0, out + err
    counts = stored(fresh, code)
    assert len(counts) == rows and set(counts.values()) == {1}


def test_a_damaged_spooled_file_does_not_keep_the_server_from_starting(fresh, tmp_path):
    rows = 60_000
    code = fresh.city.publish(persons("暂存损坏"))
    pattern, receipts = killed_when_accepted(fresh, tmp_path, code, rows)
    fresh.server.kill()
    state = [path for path in (fresh.data / "spool").glob(pattern)]
    assert state, "the delivery had already been finished"
    state[0].write_bytes(b"\x00damaged")
    fresh.start()
    assert [receipt["state"] for receipt in receipts()] == ["interrupted"]
    assert "请重新交付" in fresh.server.output()
    assert spooled(fresh, "*.damaged")
    receipt = fresh.city.deliver(code, (tmp_path / "rows.csv").read_bytes())
    assert (receipt["state"], receipt["good"]) == ("finished", rows)
    assert receipt["id"] == receipts()[0]["id"]
    assert set(stored(fresh, code).values()) == {1}
    assert not spooled(fresh, "*-*")
