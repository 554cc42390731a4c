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


class City:
    """One running server with the demo city in its store."""

    def __init__(self, base, people):
        self.api = Api(base)
        self.people = people
        self._signed = {}
        self._lock = threading.Lock()
        self._bodies = None

    def person(self, account):
        """The person of `account`, signed in once."""
        with self._lock:
            if account not in self._signed:
                self._signed[account] = self.api.sign_in(account, PASSWORD)
            return self._signed[account]

    @property
    def bodies(self):
        """Names of bodies by id."""
        if self._bodies is None:
            found = self.person("authority.admin").call("listBodies")["bodies"]
            self._bodies = {body["id"]: body["name"] for body in found}
        return self._bodies

    def holder(self, body, role):
        """The account that holds `role` in the body of that id."""
        name = self.bodies[body]
        return next(account for account, at, roles in self.people if at == name and role in roles)

    def approve(self, case, note=""):
        """Takes every step that is left, each by whom the regulation names; the closed case."""
        for _ in range(10):
            if case["state"] != "open":
                return case
            step = case["steps"][case["position"]]
            person = self.person(self.holder(step["body"], step["role"]))
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
        found = self.person("authority.admin").call("listEntries", query={"q": name, "state": "published"})
        code = next(entry["code"] for entry in found["entries"] if entry["name"] == name)
        return self.person("authority.admin").call("readEntry", entry=code)

    def deliver(self, code, data, account="police.data", **query):
        return self.person(account).call(
            "deliver", entry=code, data=data, query=query, headers={"Content-Type": "text/csv"}, timeout=600
        )

    def system(self, name, account="social.system"):
        """A system of the account's body with a key of its own."""
        staff = self.person(account)
        system = staff.call("addSystem", json={"name": name})
        key = staff.call("createKey", system=system["id"], json={})
        return System(self, system["id"], key["id"], key["secret"])

    def apply(self, code, system, items, forms=("verify", "query"), account="social.data", **more):
        content = {
            "basis": "《社会保险法》第八条",
            "scene": "养老待遇资格核验",
            "purpose": "核验待遇领取人身份",
            "scope": "经办机构窗口",
            "forms": list(forms),
            "items": list(items),
            "until": NEXT_YEAR,
            **more,
        }
        return self.person(account).call("apply", json={"entry": code, "system": system.id, **content})

    def grant(self, code, system, items, account="social.data", **more):
        """Applies, and has every step approved; the grant."""
        application = self.apply(code, system, items, account=account, **more)
        person = self.person(account)
        case = person.call("readCase", case=application["caseID"])
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
