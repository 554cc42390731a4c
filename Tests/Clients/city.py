"""The demo city as its people and systems use it, through the HTTP interface alone."""

import datetime
import threading
import time

from api import Api
from server import yuanliu

PASSWORD = "yuanliu-demo-2020"
NEXT_YEAR = (datetime.date.today() + datetime.timedelta(days=300)).isoformat()


def accounts(data, database=None):
    """Who has an account: `(account, body, roles)`, as the command line lists them."""
    listed = yuanliu("account", "list", data=data, database=database).stdout
    lines = [line.split("\t") for line in listed.splitlines() if line.count("\t") == 3]
    return [(account, body, set(roles.split(","))) for account, body, _, roles in lines]


def eventually(attempt, seconds=20):
    """The first value of `attempt` that is not empty: records reach the log a moment after they are durable."""
    end = time.monotonic() + seconds
    while not (value := attempt()) and time.monotonic() < end:
        time.sleep(0.1)
    return value


class City:
    """One running server with the demo city in its store."""

    def __init__(self, base, people):
        self.api = Api(base)
        self.people = people
        self._signed = {}
        self._lock = threading.Lock()

    def person(self, account):
        """The person of `account`, signed in once."""
        with self._lock:
            if account not in self._signed:
                self._signed[account] = self.api.sign_in(account, PASSWORD)
            return self._signed[account]

    def whose_turn(self, case):
        """The account whose role in whose body the current step waits for."""
        step = next(step for step in case["steps"] if step["isCurrent"])
        name, role = step["body"]["name"], step["role"]
        return next(account for account, body, roles in self.people if body == name and role in roles)

    def approve(self, case, note=""):
        """Takes every step that is left, each by whom the regulation names; the closed case."""
        for _ in range(10):
            if case["state"] != "open":
                return case
            person = self.person(self.whose_turn(case))
            case = person.call("decideCase", case=case["id"], json={"act": "approve", "note": note})
        raise AssertionError("the case does not end")

    def publish(self, content, account="police.data"):
        """Compiles, submits and reviews an entry; its resource code."""
        compiler = self.person(account)
        entry = compiler.call("draftEntry", json=content)
        case = compiler.call("submitEntry", entry=entry["id"], json={})
        assert self.approve(case)["state"] == "approved"
        return compiler.call("readEntry", entry=entry["id"])["code"]

    def entry(self, name):
        """The published entry of that name."""
        found = self.person("admin").call("searchEntries", query={"words": name, "state": "published"})
        code = next(entry["code"] for entry in found["entries"] if entry["name"] == name)
        return self.person("admin").call("readEntry", entry=code)

    def deliver(self, code, data, account="police.data", **query):
        return self.person(account).call(
            "deliver", entry=code, data=data, query=query, headers={"Content-Type": "text/csv"}, timeout=600
        )

    def system(self, name, account="social.system"):
        """A system of the account's body with a key of its own."""
        staff = self.person(account)
        system = staff.call("addSystem", body=staff.call("readSelf")["body"]["id"], json={"name": name})
        key = staff.call("createKey", system=system["id"], json={})
        return System(self, system["id"], key["id"], key["secret"])

    def apply(self, code, system, items, forms=("verify", "query"), account="social.data", **more):
        content = {
            "basis": "《社会保险法》第八条",
            "scene": "养老待遇资格核验",
            "purpose": "核验待遇领取人身份",
            "scope": "经办机构窗口",
            "forms": list(forms),
            "items": [{"field": field} for field in items],
            "until": NEXT_YEAR,
            **more,
        }
        return self.person(account).call("apply", json={"entry": code, "system": system.id, "content": content})

    def grant(self, code, system, items, account="social.data", **more):
        """Applies, and has every step approved; the grant."""
        application = self.apply(code, system, items, account=account, **more)
        person = self.person(account)
        case = person.call("readCase", case=application["caseID"])["case"]
        assert self.approve(case)["state"] == "approved"
        application = person.call("readApplication", application=application["id"])
        return person.call("readGrant", grant=application["grant"])


class System:
    """An information system that calls with tokens of its key."""

    def __init__(self, city, id, key, secret):
        self.city = city
        self.id = id
        self.key = key
        self.secret = secret
        self._token = None
        self._until = 0

    def token(self):
        if time.monotonic() > self._until - 60:
            given = self.city.api.call(
                "issueToken",
                json={"grant_type": "client_credentials", "client_id": self.key, "client_secret": self.secret},
            )
            self._token = given["access_token"]
            self._until = time.monotonic() + given["expires_in"]
        return self._token

    @property
    def api(self):
        return self.city.api.with_token(self.token())

    def verify(self, code, key, expected, **more):
        return self.api.call("verify", entry=code, json={"key": key, "expected": expected, **more})

    def query(self, code, key, **more):
        return self.api.call("query", entry=code, json={"key": key, **more})

    def refusal(self, means, code, **body):
        return self.api.refusal(means, entry=code, json=body)
