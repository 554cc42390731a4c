"""Prepares a city to be measured, through the same interface that people and systems use.

    city.py prepare BINARY DATA            loads the demo city, publishes an empty entry for persons; prints its code
    city.py grant BINARY BASE DATA CODE PEER OUT  grants a system the items; writes the requests of both sides into OUT
    city.py token BASE OUT                 writes a fresh token of that system into OUT
"""

import json
import random
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests" / "Clients"))

import server  # noqa: E402
from api import Refused  # noqa: E402
from city import City, System, accounts  # noqa: E402
from contents import persons  # noqa: E402

REQUESTS = 20_000
ITEMS = ["id_number", "name", "gender", "birth_date", "phone", "address", "division", "updated_on"]


def prepare(binary, data):
    server.BINARY = Path(binary).resolve()
    with server.Server(data) as running:
        city = City(running.base, accounts(data))
        print(city.publish(persons("基准人口信息")))


def grant(binary, base, data, code, peer, out):
    server.BINARY = Path(binary).resolve()
    city = City(base, accounts(data))
    system = city.system("基准测试系统")
    city.grant(code, system, ITEMS)
    out = Path(out)
    out.mkdir()
    (out / "key").write_text(json.dumps([system.id, system.key, system.secret]))
    chance = random.Random(1)
    with sqlite3.connect(f"file:{peer}?mode=ro", uri=True) as database:
        (least, most) = database.execute("SELECT min(id_number), max(id_number) FROM person").fetchone()
        rows = database.execute("SELECT id_number, name, birth_date FROM person").fetchall()
    assert least < most
    chosen = []
    for row in chance.sample(rows, REQUESTS):
        # Rows that intake set aside are in the peer alone: both sides are asked for what both have.
        if len(chosen) % 500 == 0:
            api = system.api
        if is_stored(api, code, row[0]):
            chosen.append(row)
    assert len(chosen) > REQUESTS * 0.9, f"only {len(chosen)} of {REQUESTS} rows are on both sides"

    def write(name, lines):
        (out / name).write_text("".join(line + "\n" for line in lines))

    write("ids", (row[0] for row in chosen))
    write("query", (json.dumps({"key": {"id_number": row[0]}}) for row in chosen))
    write(
        "verify",
        (
            json.dumps({"key": {"id_number": row[0]}, "expected": {"name": row[1], "birth_date": row[2]}}, ensure_ascii=False)
            for row in chosen
        ),
    )


def is_stored(api, code, id_number):
    """Whether intake took the row: a number that breaks its standard cannot even be asked for."""
    try:
        return api.call("query", entry=code, json={"key": {"id_number": id_number}, "items": ["gender"]})["found"]
    except Refused as refused:
        if refused.code != "dataset-key-malformed":
            raise
        return False


def token(base, out):
    out = Path(out)
    system = System(City(base, []), *json.loads((out / "key").read_text()))
    (out / "token").write_text(system.token())


if __name__ == "__main__":
    {"prepare": prepare, "grant": grant, "token": token}[sys.argv[1]](*sys.argv[2:])
