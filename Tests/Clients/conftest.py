"""A demo city that was loaded once, and servers of their own on copies of it."""

import itertools
import os
import shutil
from pathlib import Path

import pytest

from browsing import WIDE, Browser
from city import City, accounts
from server import ROOT, PostgreSQL, Server

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql():
    url = os.environ.get("YUANLIU_TEST_DATABASE")
    assert url, "YUANLIU_TEST_DATABASE names no PostgreSQL: run scripts/test, which starts one"
    return PostgreSQL(url)


class Template:
    """A loaded store that nobody has open, to be copied."""

    def __init__(self, engine, folder, postgresql=None):
        self.engine = engine
        self.postgresql = postgresql
        self.data = folder / "city"
        self.database = None
        self.name = None
        if postgresql:
            self.name = f"template_{next(_numbers)}"
            self.database = postgresql.create(self.name)
        with Server(self.data, self.database) as server:
            self.greeting = server.output()
        self.people = accounts(self.data, self.database)

    def copy(self, folder):
        data = folder / f"city-{next(_numbers)}"
        shutil.copytree(self.data, data)
        if not self.postgresql:
            return data, None
        return data, self.postgresql.create(f"city_{next(_numbers)}", template=self.name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    return Template("sqlite", tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_template(tmp_path_factory, postgresql):
    return Template("postgresql", tmp_path_factory.mktemp("postgresql"), postgresql)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def template(request):
    return request.getfixturevalue(f"{request.param}_template")


class Running:
    """A server and the city in it; `again` starts it anew on the same store."""

    def __init__(self, template, data, database):
        self.template = template
        self.data = data
        self.database = database
        self.start()

    def start(self):
        self.server = Server(self.data, self.database).start()
        self.city = City(self.server.base, self.template.people)

    def again(self):
        self.server.stop()
        self.start()


@pytest.fixture(scope="module")
def running(template, tmp_path_factory):
    """One server a module and engine; its tests share what they made."""
    running = Running(template, *template.copy(tmp_path_factory.mktemp(template.engine)))
    yield running
    running.server.stop()


@pytest.fixture
def fresh(template, tmp_path):
    """A server of the test's own, to be killed and damaged."""
    running = Running(template, *template.copy(tmp_path))
    yield running
    running.server.kill()


@pytest.fixture
def city(running):
    return running.city


@pytest.fixture(scope="session")
def real_data():
    folder = Path(os.environ.get("YUANLIU_REAL_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"there is no real data at {folder}")
    return folder


@pytest.fixture(scope="module")
def console(sqlite_template, tmp_path_factory):
    running = Running(sqlite_template, *sqlite_template.copy(tmp_path_factory.mktemp("console")))
    yield running
    running.server.stop()


@pytest.fixture(scope="module")
def shared_browser(console):
    browser = Browser(console.server.base)
    yield browser
    browser.close()


@pytest.fixture
def browser(shared_browser):
    shared_browser.sign_out()
    shared_browser.resize(WIDE)
    shared_browser.complaints()
    yield shared_browser
    assert shared_browser.complaints() == []
