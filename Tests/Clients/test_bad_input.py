"""Input as it should not be: each is refused clearly, nothing is half-stored, the process lives."""

import base64
import json
import random
import socket
import sqlite3
import time

import pytest
import requests

import people
from contents import item, persons


@pytest.fixture(scope="module")
def target(running):
    """An entry with fifty persons, a system with a grant, and how it all looked before."""
    city = running.city
    code = city.publish(persons("坏输入测试"))
    city.deliver(code, people.table(people.rows(1, 50)))
    system = city.system("坏输入系统")
    city.grant(code, system, ["id_number", "name", "birth_date"])
    return Target(running, code, system)


class Target:
    def __init__(self, running, code, system):
        self.running, self.city = running, running.city
        self.code, self.system = code, system
        self.base = running.server.base

    def deliveries(self):
        found = self.city.person("police.data").call("listDeliveries", entry=self.code)["receipts"]
        return [delivery["id"] for delivery in found]

    def works(self):
        assert self.running.server.is_alive(), self.running.server.output()
        assert self.system.query(self.code, {"id_number": people.id_number(1)})["found"]


@pytest.fixture(autouse=True)
def alive_and_unchanged(request):
    """Around every test that uses the target: the same deliveries before and after, and calls are answered."""
    if "target" not in request.fixturenames:
        yield
        return
    target = request.getfixturevalue("target")
    before = target.deliveries()
    yield
    assert target.deliveries() == before
    target.works()


GOOD = people.table(people.rows(100, 20))
HEADER = ",".join(people.HEADER).encode() + b"\r\n"
LINE = ",".join(people.person(200)).encode() + b"\r\n"

BAD_FILES = {
    "nothing": (b"", "file-without-rows"),
    "a header alone": (HEADER, "file-without-rows"),
    "blank lines": (b"\r\n\r\n", "file-without-rows"),
    "an open quote": (HEADER + LINE + b'"430', "quote-unclosed"),
    "text after a quote": (HEADER + b'"4302"04,x,,,,,,\r\n', "quote-followed-by-text"),
    "a column missing": (people.table([[line[0]] for line in people.rows(1, 3)], ["id_number"]), "column-missing"),
    "a column beyond the entry": (
        people.table([[*line, "x"] for line in people.rows(1, 3)], people.HEADER + ["bank_account"]),
        "column-beyond-plan",
    ),
    "a column twice": (people.table([[*line, "x"] for line in people.rows(1, 3)], people.HEADER + ["name"]), "column-repeated"),
    "no header and another number of columns": (people.table([["1", "2"]], None), "column-count"),
    "bytes that are no UTF-8 and no GB 18030": (HEADER + b"\xff\xff\xff\xff\x00\x01\r\n", None),
    "NUL bytes": (HEADER + LINE[:10] + b"\x00" + LINE[10:], "file-binary"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00" + random.Random(1).randbytes(5000), None),
    "UTF-16 cut in half": ("﻿".encode("utf-16-le") + HEADER.decode().encode("utf-16-le")[:-1], None),
    "five thousand columns": (b",".join([b"a"] * 5000) + b"\n", "fields-too-many"),
    "a row of two megabytes": (HEADER + b"x" * (2 << 20) + b"\r\n", "record-too-long"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_code(target, name):
    data, code = BAD_FILES[name]
    problem = target.city.person("police.data").refusal(
        "deliver", entry=target.code, data=data, headers={"Content-Type": "text/csv"}
    )
    assert 400 <= problem["status"] < 500
    if code:
        assert problem["code"] == code
    assert problem["remedy"] and problem["remedyEn"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_in_another_encoding_than_stated_is_refused(target, encoding):
    data = {"utf-8": GOOD.decode().encode("gb18030"), "gb18030": HEADER + b"\xff" * 9, "utf-16": GOOD}[encoding]
    problem = target.city.person("police.data").refusal(
        "deliver", entry=target.code, data=data, query={"encoding": encoding}, headers={"Content-Type": "text/csv"}
    )
    assert problem["status"] in (400, 413, 422), problem


def endless_line(megabytes):
    yield HEADER
    for _ in range(megabytes):
        yield b"9" * (1 << 20)


def test_a_line_of_100_mb_is_refused_and_the_server_lives(target):
    token = target.city.person("police.data").token
    try:
        answer = requests.post(
            f"{target.base}/intake/v1/entries/{target.code}/deliveries",
            data=endless_line(100),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "text/csv"},
            timeout=300,
        )
    except requests.ConnectionError:
        # Refused before the end was sent: the connection may close under the sender.
        return
    assert (answer.status_code, answer.json()["code"]) == (413, "record-too-long")


def test_an_upload_that_breaks_off_leaves_nothing(target):
    token = target.city.person("police.data").token
    host, port = target.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST /intake/v1/entries/{target.code}/deliveries HTTP/1.1\r\nHost: {host}\r\n"
            f"Authorization: Bearer {token}\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\n".encode()
            + GOOD
        )
    time.sleep(0.5)


BAD_BODIES = {
    "nothing": b"",
    "half of it": b'{"key": {"id_number":',
    "text": b"hello",
    "no UTF-8": b'{"key": {"id_number": "\xff\xfe"}}',
    "UTF-16": '{"key": {"id_number": "1"}}'.encode("utf-16"),
    "a lone surrogate's bytes": b'{"key": {"id_number": "\xed\xa0\x80"}}',
    "nested without end": b"[" * 100_000,
    "nested objects without end": b'{"key":' * 50_000,
    "an array": b"[]",
    "a number": b"1e999999",
    "two values": b"{}{}",
}


@pytest.mark.parametrize("name", BAD_BODIES)
@pytest.mark.parametrize("operation", ["query", "draftEntry"])
def test_a_body_that_is_no_json_is_refused(target, operation, name):
    body = BAD_BODIES[name]
    headers = {"Content-Type": "application/json"}
    if operation == "query":
        problem = target.system.api.refusal("query", entry=target.code, data=body, headers=headers)
    else:
        problem = target.city.person("police.data").refusal("draftEntry", data=body, headers=headers)
    assert problem["status"] == 400 and problem["code"] in ("malformed-json", "invalid-field")


BAD_CALLS = {
    "no key": {},
    "a key that is no object": {"key": "430204199001011234"},
    "a key that is a list": {"key": ["1"]},
    "a key value that is a number": {"key": {"id_number": 1}},
    "a key value that is null": {"key": {"id_number": None}},
    "another key item": {"key": {"name": "张伟"}},
    "an empty key value": {"key": {"id_number": ""}},
    "a key of 100,000 letters": {"key": {"id_number": "1" * 100_000}},
    "a member that is not known": {"key": {"id_number": "1"}, "admin": True},
    "items that are a text": {"key": {"id_number": "1"}, "items": "name"},
    "an unknown item": {"key": {"id_number": "1"}, "items": ["nothing"]},
    "items by the thousand": {"key": {"id_number": "1"}, "items": ["name"] * 1000},
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_a_call_out_of_form_is_refused(target, name):
    problem = target.system.refusal("query", target.code, **BAD_CALLS[name])
    assert 400 <= problem["status"] < 500 and problem["code"]


def test_a_value_is_never_in_the_refusal(target):
    secret = "43020419900101888X"
    for body in ({"key": {"id_number": secret, "name": secret}}, {"key": {"id_number": secret + secret}}):
        answer = target.system.api.send("query", entry=target.code, json=body)
        assert secret not in answer.text


@pytest.mark.parametrize("code", ["307001/999999", "999999/000001", "nothing", "0", "null", "1e3", "条目"])
def test_an_unknown_entry_is_refused(target, code):
    problem = target.city.person("police.data").refusal("readEntry", entry=code)
    assert (problem["status"], problem["code"]) == (404, "entry-not-found")
    problem = target.system.refusal("query", code, key={"id_number": "1"})
    assert problem["status"] in (403, 404)


def altered(token):
    head, claims, signature = token.split(".")
    padded = claims + "=" * (-len(claims) % 4)
    changed = json.loads(base64.urlsafe_b64decode(padded))
    changed["exp"] = changed["exp"] + 10_000_000 if isinstance(changed.get("exp"), int) else 9_999_999_999
    body = base64.urlsafe_b64encode(json.dumps(changed).encode()).rstrip(b"=").decode()
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return {
        "a later end": f"{head}.{body}.{signature}",
        "no algorithm": f"{none}.{claims}.",
        "no signature": f"{head}.{claims}.",
        "another signature": f"{head}.{claims}.{signature[:-4]}AAAA",
        "nothing": "",
        "garbage": "a.b.c",
        "dots": "." * 1000,
        "ten thousand letters": "A" * 10_000,
        "letters of another script": "令牌",
    }


@pytest.mark.parametrize(
    "name",
    ["a later end", "no algorithm", "no signature", "another signature", "nothing", "garbage", "dots",
     "ten thousand letters", "letters of another script"],
)  # fmt: skip
def test_a_token_that_is_none_is_refused(target, name):
    token = altered(target.system.token())[name]
    answer = requests.post(
        f"{target.base}/exchange/v1/entries/{target.code}/query",
        json={"key": {"id_number": people.id_number(1)}},
        headers={"Authorization": f"Bearer {token}".encode()},
        timeout=30,
    )
    assert answer.status_code in (400, 401), answer.text
    assert answer.json()["code"] in ("token-invalid", "sign-in-required", "session-invalid")


def test_a_revoked_token_is_refused_everywhere(target):
    city = target.city
    system = city.system("撤销测试系统")
    city.grant(target.code, system, ["name"])
    token = system.token()
    assert system.query(target.code, {"id_number": people.id_number(2)})["found"]
    city.person("social.system").call("revokeKey", key=system.key)
    replay = city.api.with_token(token).refusal(
        "query", entry=target.code, json={"key": {"id_number": people.id_number(2)}}
    )
    assert (replay["status"], replay["code"]) == (401, "token-revoked")
    assert city.api.with_token(token).refusal("readSelf")["status"] == 401


def test_a_person_does_not_call_as_a_system_and_a_system_not_as_a_person(target):
    person = target.city.person("social.data")
    assert person.refusal("query", entry=target.code, json={"key": {}})["code"] == "wrong-face"
    assert target.system.api.refusal("listCases")["code"] == "wrong-face"


def test_a_body_over_the_limit_is_refused(target):
    body = json.dumps({"key": {"id_number": "1" * (2 << 20)}})
    headers = {"Content-Type": "application/json"}
    problem = target.system.api.refusal("query", entry=target.code, data=body, headers=headers)
    assert (problem["status"], problem["code"]) == (413, "body-too-large")


def endless(chunk, sent):
    """A body that only ends when the server ends the connection; a quarter of a gigabyte counts as without end."""
    for _ in range(1 << 12):
        sent.append(len(chunk))
        yield chunk


@pytest.mark.parametrize(
    "path, type, chunk",
    [
        ("/exchange/v1/entries/{code}/query", "application/json", b"[" * 65_536),
        ("/api/v1/session", "application/json", b" " * 65_536),
        ("/console/sign-in", "application/x-www-form-urlencoded", b"a" * 65_536),
        ("/nowhere", "text/plain", b"a" * 65_536),
    ],
)
def test_a_body_without_end_is_refused_and_not_read_on(target, path, type, chunk):
    token = target.system.token() if path.startswith("/exchange") else target.city.person("police.data").token
    sent = []
    try:
        answer = requests.post(
            target.base + path.format(code=target.code),
            data=endless(chunk, sent),
            headers={"Authorization": f"Bearer {token}", "Content-Type": type},
            timeout=60,
        )
        assert answer.status_code in (403, 404, 413)
    except requests.ConnectionError:
        pass
    assert sum(sent) < 1 << 26, "the server goes on reading what it has refused"


def test_another_media_type_is_refused(target):
    headers = {"Content-Type": "application/xml"}
    problem = target.system.api.refusal("query", entry=target.code, data=b"<key/>", headers=headers)
    assert (problem["status"], problem["code"]) == (415, "unsupported-media-type")


RAW_PATHS = [
    "/../../../../etc/passwd",
    "/assets/../../../../etc/passwd",
    "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/assets/..%2f..%2f..%2fetc%2fpasswd",
    "/assets/..\\..\\etc\\passwd",
    "/assets//etc/passwd",
    "/assets/base.css%00.png",
    "/ledger/../data/yuanliu.db",
    "/ledger/tile/../../keys/master.key",
    "/ledger/%2e%2e/keys/master.key",
    "/data/yuanliu.db",
    "/console/../../keys/master.key",
    "//etc/passwd",
    "/" + "a" * 20_000,
    "/%ff%fe",
    "/%",
    "/api/v1/entries/%2e%2e%2f%2e%2e",
]


@pytest.mark.parametrize("path", RAW_PATHS, ids=lambda path: path[:40])
def test_no_path_leads_out(target, path):
    host, port = target.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
    status = int(answer.split(b" ", 2)[1])
    assert 300 <= status < 500, answer[:200]
    assert b"root:" not in answer and b"SQLite format" not in answer


INJECTIONS = [
    "' OR '1'='1",
    "'; DROP TABLE entry; --",
    '" OR ""="',
    "1); DELETE FROM person; --",
    "%' UNION SELECT name FROM sqlite_master --",
    "$1",
    "?",
    "\\'; SELECT pg_sleep(10); --",
    "i_1",
    "名称'\"`;--",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_sql_in_any_field_is_only_text(target, text):
    city = target.city
    compiler = city.person("police.data")
    total = compiler.call("searchEntries")["total"]
    before = compiler.call("searchEntries", query={"words": text})["total"]
    assert before < total, "what was typed is not taken for all"
    checked = compiler.call("checkEntry", json=persons("甲", items=[item(text, "乙", isKey=True)]))
    assert [reason["code"] for reason in checked["reasons"]] == ([] if text == "i_1" else ["entry-element-malformed"])
    entry = compiler.call("draftEntry", json=persons(text, abstract=text, usageRequirements=text))
    assert compiler.call("readEntry", entry=entry["id"])["content"]["name"] == text
    # Letters and digits are searched for; a text without any finds nothing.
    found = compiler.call("searchEntries", query={"words": text})["total"]
    assert found == (before + 1 if any(character.isalnum() for character in text) else 0)
    for code in (text, f"{target.code}{text}"):
        answer = requests.get(
            f"{target.base}/api/v1/entries/" + requests.utils.quote(code, safe=""),
            headers={"Authorization": f"Bearer {compiler.token}"},
            timeout=30,
        )
        assert answer.status_code in (400, 404)
    key = {"id_number": text}
    answer = target.system.api.send("query", entry=target.code, json={"key": key})
    assert answer.status_code in (200, 400) and not answer.json().get("found")
    answer = target.system.api.send("verify", entry=target.code, json={"key": key, "expected": {"name": text}})
    assert answer.status_code in (200, 400)
    assert target.system.refusal("query", target.code, key={"id_number": "1"}, items=[text])["status"] in (400, 403)
    assert city.api.refusal("signIn", json={"account": text, "password": text})["code"] == "sign-in-failed"
    token = {"grant_type": "client_credentials", "client_id": text, "client_secret": text}
    assert city.api.refusal("issueToken", json=token)["code"] in ("key-refused", "key-locked")
    assert compiler.call("searchEntries")["total"] == total + 1


def test_sql_in_the_cells_of_a_file_is_only_text(running):
    city = running.city
    items = [item("number", "编号", length=20, isRequired=True, isKey=True), item("text", "内容", length=200)]
    code = city.publish(persons("单元格注入", items=items, grade="general-2"))
    lines = [[f"{index}", text] for index, text in enumerate(INJECTIONS)]
    assert city.deliver(code, people.table(lines, ["number", "text"]))["good"] == len(INJECTIONS)
    system = city.system("注入读取系统")
    city.grant(code, system, ["text"])
    for index, text in enumerate(INJECTIONS):
        assert system.query(code, {"number": str(index)})["items"]["text"] == text


def test_a_cell_that_is_a_formula_stays_text_in_the_problems_file(running):
    city = running.city
    code = city.publish(persons("公式注入"))
    line = ["=cmd|' /C calc'!A0", *people.person(9)[1:]]
    receipt = city.deliver(code, people.table([line]))
    text = city.person("police.data").call("exportProblems", delivery=receipt["id"]).decode()
    assert receipt["problems"] == 1 and "=cmd" not in text


RAW_REQUESTS = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a line without end": b"GET /" + b"a" * 200_000,
    "headers without end": b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(2000)) + b"\r\n",
    "a header of 100 kB": b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"y" * 100_000 + b"\r\n\r\n",
    "two lengths": b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello",
    "length and chunks": b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "a negative length": b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a chunk that is none": b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
}


@pytest.mark.parametrize("name", RAW_REQUESTS)
def test_bytes_that_are_no_request_do_not_hurt_the_server(target, name):
    host, port = target.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        try:
            connection.sendall(RAW_REQUESTS[name])
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(65_536)
        except (ConnectionError, TimeoutError):
            answer = b""
    assert not answer.startswith(b"HTTP/1.1 5"), answer[:200]


def test_nothing_of_all_this_shows_in_the_store_as_another_table(running):
    if running.database:
        tables = running.template.postgresql.run(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", running.database
        ).split()
    else:
        with sqlite3.connect(f"file:{running.data}/yuanliu.db?mode=ro", uri=True) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert "entry" in tables and "ledger_entry" in tables
