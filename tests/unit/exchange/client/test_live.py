"""The live line over real TLS: what is new comes by itself, and comes back after a break."""

import threading
import time
from datetime import UTC, datetime

import pytest
import uvicorn

from aatulab.exchange.client.live import listen
from aatulab.exchange.client.pinned import pinned
from aatulab.exchange.client.session import log_in
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.server.certificate import certificate_in
from aatulab.exchange.server.run import config_of, free_port

PASSWORD = "four words put together"
LONG_S = 60


class Served:
    """The world's app on a port, which can be stopped and started again."""

    def __init__(self, app, folder):
        self.certificate = certificate_in(folder, ["127.0.0.1"], datetime.now(UTC))
        self.app, self.port = app, free_port()

    def start(self):
        config = config_of(self.app, "127.0.0.1", self.port, self.certificate)
        config.timeout_graceful_shutdown = 1
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        while not self.server.started:
            self.thread.join(0.05)
        return pinned(f"https://127.0.0.1:{self.port}", self.certificate.fingerprint)

    def stop(self):
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture
def served(world, tmp_path):
    made = Served(world.app, tmp_path)
    yield made
    made.stop()


class Listener(threading.Thread):
    """Listens as ben until told to stop."""

    def __init__(self, session, server):
        super().__init__()
        self.session, self.server = session, server
        self.texts, self.error = [], None
        self.over = threading.Event()
        self.heard = threading.Condition()

    def run(self):
        try:
            for item in listen(self.session, self.server, self.over.is_set, time.sleep):
                with self.heard:
                    self.texts.append(item.notice.text)
                    self.heard.notify_all()
        except RefusedError as error:
            self.error = error
        finally:
            self.session.line.close()

    def wait_for(self, count):
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.texts) >= count, LONG_S), self.texts

    def stop(self):
        self.over.set()
        self.join(LONG_S)
        assert not self.is_alive()


def test_what_is_sent_comes_by_itself_also_after_a_break(world, served, ada, group, note):
    server = served.start()
    ben = Listener(log_in(server.line(), "ben", PASSWORD, time.monotonic), server)
    ben.start()
    ada.post(group, note("one"))
    ben.wait_for(1)
    served.stop()
    ada.post(group, note("while nobody listened"))
    served.start()
    ben.wait_for(2)
    ben.stop()
    assert ben.texts == ["one", "while nobody listened"]
    assert ben.error is None


def test_listening_ends_when_the_account_is_closed(world, served, ada, group, note):
    server = served.start()
    ben = Listener(log_in(server.line(), "ben", PASSWORD, time.monotonic), server)
    ben.start()
    ada.post(group, note("one"))
    ben.wait_for(1)
    root = log_in(server.line(), "root", PASSWORD, time.monotonic)
    root.line.call("POST", "/accounts/ben/disable", {})
    root.line.close()
    ben.join(LONG_S)
    assert not ben.is_alive()
    assert ben.error.code == "not_logged_in"


def test_messages_go_out_on_the_live_line_too(world, ada, ben, group, sealed):
    raw = sealed(ada, group)
    with world.http.websocket_connect("/api/live") as socket:
        socket.send_json({"type": "hello", "token": ada.line.token})
        assert socket.receive_json()["type"] == "welcome"
        for again in (False, True):
            socket.send_json({"type": "send", "ref": "r1", "message": raw})
            frames = [socket.receive_json() for _ in range(1 if again else 2)]
            ack = next(one for one in frames if one["type"] == "ack")
            assert (ack["ref"], ack["id"], ack["again"]) == ("r1", raw["header"]["id"], again)
    assert len(ben.sync()) == 1
