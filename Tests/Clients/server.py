"""Runs the real `yuanliu` as a process of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / ".build" / "debug" / "yuanliu"
START_SECONDS_MAX = 240


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**more):
    """The caller's environment without settings that would move the store."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("YUANLIU_")}
    return {**keep, **{name: str(value) for name, value in more.items() if value is not None}}


def yuanliu(*arguments, data, database=None, stdin=None, check=True, **settings):
    """One command to its end."""
    done = subprocess.run(
        [BINARY, *map(str, arguments), "--data", str(data)],
        cwd=ROOT,
        env=environment(YUANLIU_DATABASE=database, **settings),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=600,
    )
    if check:
        assert done.returncode == 0, f"yuanliu {' '.join(map(str, arguments))}\n{done.stdout}\n{done.stderr}"
    return done


class Server:
    """`yuanliu serve` on a free port; leave the block, or `kill`, to end it."""

    def __init__(self, data, database=None, **settings):
        self.data = Path(data)
        self.database = database
        self.settings = settings
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = self.data.parent / f"{self.data.name}-{self.port}.log"
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--data", self.data],
                cwd=ROOT,
                env=environment(YUANLIU_PORT=self.port, YUANLIU_DATABASE=self.database, **self.settings),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS_MAX
        while True:
            assert self.process.poll() is None, f"the server ended:\n{self.output()}"
            try:
                if requests.get(self.base + "/api/openapi.json", timeout=5).ok:
                    return self
            except requests.RequestException:
                pass
            assert time.monotonic() < deadline, f"the server did not answer:\n{self.output()}"
            time.sleep(0.1)

    def output(self):
        return re.sub(r"\x1b\[[0-9;]*m", "", self.log.read_text(errors="replace"))[-20_000:]

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """Asks it to end, as an operator does, and expects that it does so cleanly."""
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"the server did not end when asked:\n{self.output()}") from None

    def kill(self):
        """What a power cut does to a process."""
        if self.is_alive():
            self.process.kill()
            self.process.wait(30)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class PostgreSQL:
    """Databases on the server that `scripts/test` started, reached by its own client program."""

    def __init__(self, url):
        self.url = url

    def run(self, statement, url=None):
        done = subprocess.run(
            ["psql", url or self.url, "-v", "ON_ERROR_STOP=1", "-qAtc", statement],
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def create(self, name, template="template0"):
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return re.sub(r"/[^/?]*\?", f"/{name}?", self.url, count=1) if "?" in self.url else (
            self.url.rsplit("/", 1)[0] + "/" + name
        )

    def drop(self, name):
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def copy(template, target):
    """A store of its own from a closed one."""
    shutil.copytree(template, target)
    return target
