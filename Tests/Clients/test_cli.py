"""The command line as an operator uses it."""

import hashlib
import re
import shutil
import subprocess
import time

import pytest

import people
from city import PASSWORD
from contents import persons
from server import BINARY, ROOT, Server, environment, yuanliu


def test_the_profiles_of_the_house_have_no_error(tmp_path):
    done = yuanliu("profile", "check", data=tmp_path)
    assert "6 份档案,0 个错误" in done.stdout


def broken(tmp_path, old, new):
    folder = tmp_path / "Profiles"
    shutil.copytree(ROOT / "Profiles", folder)
    path = folder / "zhuzhou-2020.yaml"
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1))
    line = text[: text.index(old)].count("\n") + 1
    done = yuanliu("profile", "check", "--profiles", folder, data=tmp_path, check=False)
    return done, line


@pytest.mark.parametrize(
    "old, new",
    [
        ('none: { zh: 不予共享, en: Not shared, article: "18"', 'none: { zh: 不予共享, en: Not shared, article: "99"'),
        ("entry-full-maintenance: { every-months: 6", "entry-full-maintenance: { every-months: 0"),
        ("annual-report: { yearly: 01-05", "annual-report: { yearly: 02-30"),
    ],
)
def test_a_fault_of_a_profile_is_named_with_file_and_line(tmp_path, old, new):
    done, line = broken(tmp_path, old, new)
    assert done.returncode == 1
    assert re.search(rf"zhuzhou-2020\.yaml:{line}\b", done.stdout), done.stdout


def test_two_regulations_are_compared(tmp_path):
    done = yuanliu("profile", "diff", "zhuzhou-2020", "guiyang-2017", data=tmp_path)
    assert "zhuzhou-2020#13" in done.stdout and "guiyang-2017#14" in done.stdout
    same = yuanliu("profile", "diff", "zhuzhou-2020", "zhuzhou-2020", data=tmp_path)
    assert same.stdout.strip() == ""


def test_the_first_start_prints_the_address_and_the_accounts(template):
    assert re.search(r"http://127\.0\.0\.1:\d+", template.greeting)
    assert PASSWORD in template.greeting
    for account in ("police.data", "police.head", "authority.review", "social.data"):
        assert account in template.greeting


def test_a_second_start_loads_nothing_again(sqlite_template, tmp_path):
    data, _ = sqlite_template.copy(tmp_path)
    size = (data / "yuanliu.db").stat().st_size
    with Server(data):
        pass
    assert abs((data / "yuanliu.db").stat().st_size - size) < size / 20


def test_a_file_is_collected_once(running, tmp_path):
    code = running.city.publish(persons("命令行归集"))
    file = tmp_path / "rows.csv"
    file.write_bytes(people.table(people.rows(1, 500)))
    first = yuanliu("collect", file, "--entry", code, data=running.data, database=running.database)
    assert hashlib.sha256(file.read_bytes()).hexdigest() in first.stdout
    assert re.search(r"合格 · good 500\b", first.stdout)
    again = yuanliu("collect", file, "--entry", code, data=running.data, database=running.database)
    assert "此前已交付" in again.stdout
    assert running.city.person("police.data").call("listDeliveries", entry=code)["receipts"][0]["good"] == 500


@pytest.mark.parametrize(
    "arguments, status",
    [
        (["collect", "missing.csv", "--entry", "307001/999999"], 2),
        (["profile", "diff", "zhuzhou-2020", "nowhere-1999"], 64),
        (["nothing"], 64),
    ],
)
def test_a_wrong_command_ends_with_a_message_and_a_status(running, arguments, status):
    done = yuanliu(*arguments, data=running.data, database=running.database, check=False)
    assert done.returncode == status, done.stderr
    assert done.stderr.strip()


def test_the_demo_plays_the_whole_story(tmp_path):
    begun = time.monotonic()
    done = subprocess.run(
        [BINARY, "demo", "--data", tmp_path / "demo"], cwd=ROOT, env=environment(), capture_output=True, text=True,
        timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for word in ("目录", "归集", "申请", "授权", "核验", "查询", "台账"):
        assert word in done.stdout
    # 60 s are promised for the release; this is the debug build.
    assert time.monotonic() - begun < 180
    assert "台账完好" in yuanliu("ledger", "verify", data=tmp_path / "demo").stdout


def test_the_same_seed_generates_the_same_rows(tmp_path):
    digests = set()
    for name in ("a", "b"):
        file = tmp_path / f"{name}.csv"
        yuanliu("generate", "persons", "--count", 1000, "--seed", 7, "--output", file, data=tmp_path)
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_master_key_of_another_store_is_refused(sqlite_template, tmp_path):
    data, _ = sqlite_template.copy(tmp_path)
    key = data / "keys" / "master.key"
    key.chmod(0o600)
    key.write_bytes(bytes(32))
    assert_fault(yuanliu("ledger", "verify", data=data, check=False), 4, "主密钥", "master key")


def assert_fault(done, status, *words):
    """A fault is one line in both languages, and no raw error of the program."""
    assert done.returncode == status, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and " · " in lines[0], done.stderr
    for word in words:
        assert word in lines[0]


def test_every_fault_is_told_in_both_languages_with_a_status_of_its_own(sqlite_template, tmp_path):
    data, _ = sqlite_template.copy(tmp_path)
    key = data / "keys" / "master.key"
    key.chmod(0o644)
    assert_fault(yuanliu("account", "list", data=data, check=False), 4, "主密钥", "master key")
    key.chmod(0o600)
    output = tmp_path / "absent" / "rows.csv"
    done = yuanliu("generate", "persons", "--count", 10, "--output", output, data=tmp_path, check=False)
    assert_fault(done, 5, "无法写入", "cannot write")
    url = "postgresql://nobody@127.0.0.1:1/none"
    assert_fault(yuanliu("account", "list", data=tmp_path / "new", database=url, check=False), 3, "存储不可用")
    (data / "yuanliu.db").write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    assert_fault(yuanliu("account", "list", data=data, check=False), 3, "存储")


def test_a_port_in_use_is_told_in_both_languages(running):
    done = yuanliu(
        "serve", "--port", running.server.port, data=running.data, database=running.database, check=False
    )
    assert_fault(done, 5, "fault")
