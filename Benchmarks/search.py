"""Measures searching the catalogue against SQLite's own ways over the same texts, alternately.

    search.py BINARY DATA WORK ROUNDS

Peers: FTS5 with the trigram tokeniser where a query has three characters or more, a pattern (LIKE) over the plain table
where it has two, since trigrams cannot answer them. Each answers the same: the exact total and the first ten.
"""

import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

QUERIES = 300
RECALLS = 1_000
# Patterns read the whole table each time: a sample of them says as much.
PEER_QUERIES = {2: 10, 3: 60, 4: 60}
RUN = re.compile("[\u4e00-\u9fff]+")


def texts(data):
    with sqlite3.connect(f"file:{data}/yuanliu.db?mode=ro", uri=True) as store:
        for number, name, abstract, content in store.execute("SELECT number, name, abstract, content FROM entry"):
            items = " ".join(item["name"] for item in json.loads(content)["items"])
            yield number, name, abstract, items


def peer(path, rows):
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE plain (number INTEGER PRIMARY KEY, name TEXT, abstract TEXT, items TEXT)")
    database.execute("CREATE VIRTUAL TABLE trigram USING fts5 (name, abstract, items, tokenize = 'trigram')")
    database.executemany("INSERT INTO plain VALUES (?, ?, ?, ?)", rows)
    database.execute("INSERT INTO trigram (rowid, name, abstract, items) SELECT * FROM plain")
    database.execute("PRAGMA mmap_size = 1073741824")
    database.commit()
    return database


def ask_peer(database, query):
    """Milliseconds and the exact total."""
    begun = time.perf_counter()
    if len(query) < 3:
        where, values = "plain WHERE name LIKE ?1 OR abstract LIKE ?1 OR items LIKE ?1", (f"%{query}%",)
        (total,) = database.execute(f"SELECT count(*) FROM {where}", values).fetchone()
        database.execute(f"SELECT number FROM {where} LIMIT 10", values).fetchall()
    else:
        values = (f'"{query}"',)
        (total,) = database.execute("SELECT count(*) FROM trigram WHERE trigram MATCH ?", values).fetchone()
        database.execute("SELECT rowid FROM trigram WHERE trigram MATCH ? ORDER BY rank LIMIT 10", values).fetchall()
    return (time.perf_counter() - begun) * 1_000, total


def ask_ours(binary, data, work, queries):
    file = work / "queries"
    file.write_text("".join(query + "\n" for query in queries), encoding="utf-8")
    answer = subprocess.run(
        [binary, "measure", "search", "--queries", file, "--data", data], check=True, stdout=subprocess.PIPE, text=True
    )
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(lines) == len(queries)
    return lines


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def cut(chance, rows, length):
    """A piece of a title or an abstract, with where it was cut."""
    while True:
        row = chance.choice(rows)
        field = chance.choice((1, 2))
        runs = [run for run in RUN.findall(row[field]) if len(run) >= length]
        if runs:
            run = chance.choice(runs)
            start = chance.randrange(len(run) - length + 1)
            return run[start : start + length], row, field


def main(binary, data, work, rounds):
    work = Path(work)
    rows = list(texts(data))
    by_number = {row[0]: row for row in rows}
    database = peer(work / "peer-search.db", rows)
    chance = random.Random(1)
    for length in (2, 3, 4):
        queries = [cut(chance, rows, length)[0] for _ in range(QUERIES)]
        ours, theirs, figures = [], [], []
        for _ in range(rounds):
            lines = ask_ours(binary, data, work, queries)
            sample = queries[: PEER_QUERIES[length]]
            answers = [ask_peer(database, query) for query in sample]
            for query, line, (_, total) in zip(sample, lines, answers):
                # Names of bodies are found by ours alone, so ours may find more.
                assert line["total"] >= total, f"{query}: {line['total']} of {total}"
            ours.append(sum(line["search"] for line in lines[: len(sample)]) / len(sample))
            theirs.append(sum(milliseconds for milliseconds, _ in answers) / len(sample))
            figures.append(
                [percentile([line[part] for line in lines], share) for part in ("search", "facets") for share in (0.5, 0.95)]
            )
        p50, p95, facets50, facets95 = (median(values) for values in zip(*figures))
        mean, other = median(ours), median(theirs)
        peer_name = "like" if length < 3 else "trigram"
        print(
            f"ratio search-{length} {other / mean:.2f} ours={1000 / mean:.0f}queries/s "
            f"peer={1000 / other:.0f}queries/s peer-is={peer_name}"
        )
        print(f"search-{length} entries={len(rows)} p50={p50:.1f}ms p95={p95:.1f}ms", flush=True)
        print(f"facets-{length} p50={facets50:.1f}ms p95={facets95:.1f}ms", flush=True)
    # A cut of eight characters or more says enough to ask for one entry.
    cuts = [cut(chance, rows, chance.randint(8, 12)) for _ in range(RECALLS)]
    lines = ask_ours(binary, data, work, [query for query, _, _ in cuts])
    same_text = same_entry = 0
    for (query, row, field), line in zip(cuts, lines):
        first = [by_number[number] for number in line["first"]]
        same_entry += any(found[0] == row[0] or found[field] == row[field] for found in first)
        same_text += any(query in found[1] or query in found[2] for found in first)
    print(f"recall@10 queries={RECALLS} holds-the-text={same_text / RECALLS:.3f} same-title-or-abstract={same_entry / RECALLS:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
