"""Units that talk, a server in this process, and accounts that are made quickly.

ada (North) and ben (South) share a group; cleo (South) and dan (East) are officers outside it; root
is an administrator and a member of nothing.
"""

import shutil
import threading
import warnings
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn

from aatulab.exchange.client import enrol, session
from aatulab.exchange.client.line import HttpLine
from aatulab.exchange.client.pinned import pinned
from aatulab.exchange.notices import PlainMessage
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.server import accounts, staff
from aatulab.exchange.server.app import build_app
from aatulab.exchange.server.certificate import certificate_in
from aatulab.exchange.server.run import config_of, free_port
from aatulab.exchange.server.settings import Settings
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
        self.clock, self.place = Clock(), place
        self.store = Store(place)
        self.settings = Settings(now=self.clock.now, clock=self.clock, **limits)
        self.app = build_app(self.store, self.settings)
        self.http = TestClient(self.app, raise_server_exceptions=False)
        self.http.__enter__()  # one event loop for requests and live lines

    def line(self):
        line = HttpLine(self.http)
        line.close = lambda: None  # others use it, too
        return line

    def log_in(self, name, folder=None, line=None, password=PASSWORD):
        return session.log_in(line or self.line(), name, password, self.clock, folder)

    def close(self):
        self.http.__exit__(None, None, None)
        self.store.close()


class Served:
    """A world's app on a port of its own, over TLS; it can stop, and come back."""

    def __init__(self, app, folder):
        self.certificate = certificate_in(folder, ["127.0.0.1"], datetime.now(UTC))
        self.app, self.port = app, free_port()
        self.start()
        self.known = pinned(f"https://127.0.0.1:{self.port}", self.certificate.fingerprint)

    def start(self):
        config = config_of(self.app, "127.0.0.1", self.port, self.certificate)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.05)

    def stop(self):
        """Break off all connections, as a dead server does, and end."""
        self._server.should_exit = True
        for one in tuple(self._server.server_state.connections):
            one.loop.call_soon_threadsafe(one.transport.abort)
        self._thread.join()


def _with_few_rounds(patch):
    """Let a password cost a thousand rounds, not six hundred thousand, in tests of other things."""
    patch.setattr(enrol, "ROUNDS", 1_000)
    patch.setattr(accounts, "LEAST_ROUNDS", 1_000)
    patch.setattr(session, "LEAST_ROUNDS", 1_000)


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch):
    _with_few_rounds(monkeypatch)


@pytest.fixture(scope="session")
def peopled(tmp_path_factory):
    """A database that has the accounts, to be copied."""
    place = tmp_path_factory.mktemp("peopled") / "exchange.sqlite"
    with pytest.MonkeyPatch.context() as patch, Store(place) as store:
        _with_few_rounds(patch)
        for name, unit in UNITS.items():
            role = "admin" if name == "root" else "officer"
            staff.enrol(store, name, unit, role, PASSWORD, START)
    return place


@pytest.fixture
def make_world(tmp_path, peopled):
    """Build servers with limits of their own; they are closed afterwards."""
    made = []

    def make(**limits):
        place = tmp_path / f"exchange-{len(made)}.sqlite"
        shutil.copy(peopled, place)
        made.append(World(place, **limits))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def world(make_world):
    return make_world()


@pytest.fixture
def served(world, tmp_path):
    made = Served(world.app, tmp_path)
    yield made
    made.stop()


@pytest.fixture
def ada(world):
    return world.log_in("ada")


@pytest.fixture
def ben(world):
    return world.log_in("ben")


@pytest.fixture
def group(ada):
    return ada.begin_group("Freight, north and south", ["ben"])


@pytest.fixture
def note():
    """Write a plain notice."""
    return lambda text="Nothing open.", subject="Handover": PlainMessage(subject, text)


@pytest.fixture
def refused():
    """Expect a refusal with a code, and return it."""

    class Expected:
        def __init__(self, code):
            self.code, self.error = code, None

        def __enter__(self):
            return self

        def __exit__(self, kind, error, _trace):
            assert isinstance(error, RefusedError), error
            assert error.code == self.code, (error.code, str(error))
            self.error, self.says = error, str(error)
            return True

    return Expected


@pytest.fixture
def sealed(note):
    """Seal a message of a session's without sending it; later parts may be changed."""
    from aatulab.exchange.client.sealing import Draft, new_id, seal_message

    def seal(who, group, counter=1, at=None, **about):
        about = {"id": new_id(), "notice": note()} | about
        draft = Draft(group=group, **about)
        moment = who.clock.now() if at is None else at
        return seal_message(draft, who.circles.epoch(group), who.identity, counter, moment)

    return seal


@pytest.fixture
def hand_in():
    """Hand in a message as it is, past the client's outbox."""
    return lambda who, group, raw: who.line.call("POST", f"/groups/{group}/messages", raw)
