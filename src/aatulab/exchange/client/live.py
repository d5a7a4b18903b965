"""Listen on the live line, and come back by oneself when it breaks.

After each connection comes a sync, so nothing is missed between two of them; what waits in the
outbox is sent on the same occasion.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from aatulab.exchange.client.line import LostError
from aatulab.exchange.client.mail import Item
from aatulab.exchange.client.pinned import TIMEOUT_S, Server
from aatulab.exchange.client.session import Session
from aatulab.exchange.refusal import RefusedError

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 15.0
LOOK_S = 0.5  # how often `stop` is asked while nothing comes
_NO_TOKEN = 4401


def listen(
    session: Session,
    server: Server,
    stop: Callable[[], bool],
    sleep: Callable[[float], None],
    line_is: Callable[[bool], None] = lambda _is_open: None,
) -> Iterator[Item]:
    """Yield what comes in until `stop` says so; `not_logged_in` ends it, a lost line does not.

    `line_is` is told True when the line is open and nothing is missed, False when it is lost.
    """
    wait_s = FIRST_WAIT_S
    while not stop():
        try:
            with _connected(session, server) as socket:
                wait_s = FIRST_WAIT_S
                yield from session.sync()
                line_is(True)
                yield from _heard(session, socket, stop)
        except ConnectionClosed as error:
            if error.rcvd is not None and error.rcvd.code == _NO_TOKEN:
                raise RefusedError(
                    "not_logged_in", "The session has ended. Log in again."
                ) from error
        except (OSError, WebSocketException, LostError, TimeoutError):
            pass
        if not stop():
            line_is(False)
            sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)


@contextmanager
def _connected(session: Session, server: Server) -> Iterator[ClientConnection]:
    url = server.url.replace("https://", "wss://", 1) + "/api/live"
    opened = connect(url, ssl=server.trust, open_timeout=TIMEOUT_S, close_timeout=1, proxy=None)
    with opened as socket:
        socket.send(json.dumps({"type": "hello", "token": session.line.token}))
        session.clock.set(json.loads(socket.recv(TIMEOUT_S))["server_time"])
        yield socket


def _heard(session: Session, socket: ClientConnection, stop: Callable[[], bool]) -> Iterator[Item]:
    while not stop():
        with suppress(TimeoutError):
            yield from _taken(session, json.loads(socket.recv(LOOK_S)))


def _taken(session: Session, frame: dict[str, Any]) -> list[Item]:
    with session.turn:
        return _taken_in_turn(session, frame)


def _taken_in_turn(session: Session, frame: dict[str, Any]) -> list[Item]:
    if frame["type"] == "entry":
        entry = frame["entry"]
        return session.sync() if session.mail.missed(entry) else session.mail.take(entry)
    if frame["type"] == "gone":
        session.sync()
    elif frame["type"] == "rotation_due" and _keeps(session, frame["group"]):
        session.circles.renew(frame["group"])
    return []


def _keeps(session: Session, group: str) -> bool:
    mine = session.circles.epoch(group).record.member(session.account)
    return mine is not None and mine.keeper
