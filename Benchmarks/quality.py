"""Measures a check of data at rest: one pass over 1,000,000 persons with every rule of the entry.

    quality.py declare BINARY DATA CODE   declares four rules across items and has the authority approve them
    quality.py export DATABASE OUT        writes the stored rows as CSV, for the peer
    quality.py peer CSV                   the same rules by DuckDB over that file; prints `seconds rules`

The peer reads the file and counts A and B of every rule; it keeps no problem rows, digests or results.
"""

import csv
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests" / "Clients"))

import server  # noqa: E402
from city import City, accounts  # noqa: E402

COLUMNS = ["id_number", "name", "gender", "birth_date", "phone", "address", "division", "updated_on"]
RULES = [
    {"name": "出生日期与身份证号码一致", "kind": "birth-in-id", "items": ["id_number", "birth_date"]},
    {"name": "性别与身份证号码一致", "kind": "sex-in-id", "items": ["id_number", "gender"]},
    {"name": "更新不早于出生", "kind": "comparison", "items": ["birth_date", "updated_on"], "order": "at-most"},
    {"name": "更新日期不晚于检查之日", "kind": "range", "items": ["updated_on"], "most": "today"},
]


def declare(binary, data, code):
    server.BINARY = Path(binary).resolve()
    with server.Server(data) as running:
        city = City(running.base, accounts(data))
        person = city.person("police.data")
        declared = person.call("declareQualityRules", entry=code, json={"rules": RULES})
        case = person.call("readCase", case=declared["caseID"])["case"]
        assert city.approve(case)["state"] == "approved"


def export(database, out):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as store:
        (number,) = store.execute("SELECT number FROM dataset ORDER BY row_count DESC LIMIT 1").fetchone()
        columns = ", ".join(f"i_{index + 1}" for index in range(len(COLUMNS)))
        rows = store.execute(f"SELECT {columns} FROM d_{number}")
        with open(out, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(rows)


WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
SUM = " + ".join(f"{w} * (ascii(id_number[{i + 1}]) - 48)" for i, w in enumerate(WEIGHTS))
IS_ID = (
    "regexp_full_match(id_number, '[1-9][0-9]{16}[0-9X]')"
    " AND try_strptime(id_number[7:14], '%Y%m%d') IS NOT NULL"
    f" AND '10X98765432'[({SUM}) % 11 + 1] = id_number[18]"
)
IS_PHONE = "regexp_full_match(phone, '1[3-9][0-9]{9}')"
IS_DIVISION = "regexp_full_match(division, '[1-8][0-9]{5}')"
IS_DAY = "try_strptime({0}, '%Y-%m-%d') IS NOT NULL"
# Each rule as what must hold, of rows where the condition applies.
PEER = (
    [(f"{name} IS NOT NULL", "true") for name in ["id_number", "name", "gender", "birth_date", "updated_on"]]
    + [(IS_DAY.format(name), f"{name} IS NOT NULL") for name in ["birth_date", "updated_on"]]
    + [
        (f"length({name}) <= {most}", f"{name} IS NOT NULL")
        for name, most in [
            ("id_number", 18), ("name", 50), ("gender", 1), ("phone", 11), ("address", 200), ("division", 6),
        ]
    ]
    + [(IS_ID, "id_number IS NOT NULL"), (IS_PHONE, "phone IS NOT NULL"), (IS_DIVISION, "division IS NOT NULL")]
    + [
        ("id_number[7:14] = replace(birth_date, '-', '')", "birth_date IS NOT NULL"),
        ("((ascii(id_number[17]) - 48) % 2 = 1) = (gender IN ('1', '男'))", "gender IN ('1', '2', '男', '女')"),
        ("birth_date <= updated_on", "birth_date IS NOT NULL AND updated_on IS NOT NULL"),
        ("updated_on <= strftime(current_date, '%Y-%m-%d')", "updated_on IS NOT NULL"),
    ]
)


def peer(file):
    # Of the benchmark alone: the client tests do without it.
    import duckdb

    counts = ", ".join(
        f"count(*) FILTER (WHERE ({applies}) AND ({holds})), count(*) FILTER (WHERE {applies})"
        for holds, applies in PEER
    )
    database = duckdb.connect()
    database.execute("SET threads = 2")
    begun = time.monotonic()
    found = database.execute(
        f"SELECT {counts} FROM read_csv('{file}', header = true, all_varchar = true)"
    ).fetchone()
    seconds = time.monotonic() - begun
    assert found is not None and found[1] > 0
    print(f"{seconds:.3f} {len(PEER)}")


if __name__ == "__main__":
    {"declare": declare, "export": export, "peer": peer}[sys.argv[1]](*sys.argv[2:])
