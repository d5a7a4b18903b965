"""Two units, a server in this process, and accounts that are made quickly."""

import warnings
from datetime import UTC, datetime, timedelta

import pytest

from aatulab.exchange.client.line import HttpLine
from aatulab.exchange.client.session import log_in
from aatulab.exchange.crypto import password
from aatulab.exchange.notices import PlainMessage
from aatulab.exchange.server.app import build_app
from aatulab.exchange.server.settings import Settings
from aatulab.exchange.server.staff import enrol
from aatulab.exchange.store.keeping import Store

PASSWORD = "four words put together"
UNITS = {
    "ada": "Unit North",
    "ben": "Unit South",
    "cleo": "Unit South",
    "dan": "Unit East",
    "root": "Help desk",
}
START = datetime(2026, 5, 10, 12, tzinfo=UTC)


class Clock:
    """Seconds and moments that move only when a test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds

    def now(self):
        return START + timedelta(seconds=self.seconds)


class World:
    """A server and everybody's sessions."""

    def __init__(self, place, **limits):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # starlette's own, about httpx
            from fastapi.testclient import TestClient
        self.clock = Clock()
        self.store = Store(place)
        settings = Settings(now=self.clock.now, clock=self.clock, **limits)
        self.app = build_app(self.store, settings)
        self.http = TestClient(self.app, raise_server_exceptions=False)
        for name, unit in UNITS.items():
            role = "admin" if name == "root" else "officer"
            enrol(self.store, name, unit, role, PASSWORD, self.clock.now())

    def line(self):
        return HttpLine(self.http)

    def log_in(self, name, folder=None, line=None):
        return log_in(line or self.line(), name, PASSWORD, self.clock, folder)

    def close(self):
        self.store.close()


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch):
    """Let a password cost a thousand rounds, not six hundred thousand, in tests of other things."""
    from aatulab.exchange.client import enrol, session
    from aatulab.exchange.server import accounts

    for module, name in (
        (password, "ROUNDS"),
        (enrol, "ROUNDS"),
        (accounts, "LEAST_ROUNDS"),
        (session, "LEAST_ROUNDS"),
    ):
        monkeypatch.setattr(module, name, 1_000)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path / "exchange.sqlite")
    yield made
    made.close()


@pytest.fixture
def ada(world):
    return world.log_in("ada")


@pytest.fixture
def ben(world):
    return world.log_in("ben")


@pytest.fixture
def group(ada):
    return ada.begin_group("Freight, north and south", ["ben"])


def note(text="Nothing open.", subject="Handover"):
    return PlainMessage(subject=subject, text=text)
