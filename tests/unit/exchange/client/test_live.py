"""The live line over real TLS: what is new comes by itself; durability/ breaks it."""

import threading
import time

from aatulab.exchange.client.live import listen
from aatulab.exchange.client.session import log_in
from aatulab.exchange.refusal import RefusedError

PASSWORD = "four words put together"
LONG_S = 60


def test_what_is_sent_comes_by_itself_until_the_account_is_closed(world, served, ada, group, note):
    ben = log_in(served.known.line(), "ben", PASSWORD, time.monotonic)
    texts, error = [], []

    def hear():
        try:
            for item in listen(ben, served.known, lambda: False, time.sleep):
                texts.append(item.notice.text)
                heard.release()
        except RefusedError as refusal:
            error.append(refusal.code)

    heard, thread = threading.Semaphore(0), threading.Thread(target=hear)
    thread.start()
    for text in ("one", "two"):
        ada.post(group, note(text))
        assert heard.acquire(timeout=LONG_S)
    world.log_in("root").line.call("POST", "/accounts/ben/disable", {})
    world.http.get("/api/hello")
    thread.join(LONG_S)
    ben.line.close()
    assert not thread.is_alive()
    assert (texts, error) == (["one", "two"], ["not_logged_in"])


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
