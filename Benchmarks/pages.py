"""Measures pages and questions that must stay quick however large the catalogue is, each against its limit.

    pages.py duties BINARY DATA      the pages of duties and statistics, for all bodies and for one, over HTTP
    pages.py duplicates BINARY DATA  entries like one that is being compiled
"""

import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests" / "Clients"))

import server  # noqa: E402
from api import Api  # noqa: E402
from city import PASSWORD  # noqa: E402

ROUNDS = 100
WARM = 5
AUDITOR = "trial.auditor"
STAFF = "trial.data"
PAGE_LIMIT = 200
DUPLICATES_LIMIT = 100
# (name, account, path); the limit of statistics is that of every page.
PAGES = [
    ("duties-all", AUDITOR, "/console/duties"),
    ("duties-one", STAFF, "/console/duties"),
    ("statistics-all", AUDITOR, "/console/statistics?months=36"),
    ("statistics-one", STAFF, "/console/statistics?months=36"),
]


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def tell(name, values, limit, **more):
    p95 = percentile(values, 0.95)
    facts = " ".join(f"{key}={value}" for key, value in more.items())
    print(
        f"{name} {facts} p50={percentile(values, 0.5):.1f}ms p95={p95:.1f}ms limit={limit}ms "
        + ("within" if p95 <= limit else "OVER"),
        flush=True,
    )


def duties(binary, data):
    server.BINARY = Path(binary).resolve()
    with server.Server(data) as running:
        for name, account, path in PAGES:
            person = Api(running.base).sign_in(account, PASSWORD)
            entries = person.call("readStatistics")["city"]["entries"]
            times = []
            for number in range(WARM + ROUNDS):
                begun = time.perf_counter()
                answer = person.http.get(running.base + path, headers={"Cookie": f"yuanliu-session={person.token}"}, timeout=60)
                taken = (time.perf_counter() - begun) * 1_000
                assert answer.status_code == 200, f"{path}: {answer.status_code}"
                if number >= WARM:
                    times.append(taken)
            tell(name, times, PAGE_LIMIT, entries=entries, bytes=len(answer.content))


def duplicates(binary, data):
    answer = subprocess.run(
        [binary, "measure", "duplicates", "--data", data], check=True, stdout=subprocess.PIPE, text=True
    )
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert any(line["found"] for line in lines), "nothing like any entry was found"
    tell("duplicates", [line["similar"] for line in lines], DUPLICATES_LIMIT, questions=len(lines))


if __name__ == "__main__":
    {"duties": duties, "duplicates": duplicates}[sys.argv[1]](*sys.argv[2:])
