"""An exchange inside this process: no network, no port, no password, and a clock that one moves.

The server, the sealing, the signatures and the receipts are those of the Duty Line.  Only logging
in is left out, since nobody else is in the room; accounts of a room have no password that opens.
"""

import shutil
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from anyio.from_thread import start_blocking_portal

from aatulab.errors import ExchangeError
from aatulab.exchange.client.circles import Circles
from aatulab.exchange.client.clock import ExchangeClock
from aatulab.exchange.client.keyring import Keyring
from aatulab.exchange.client.known import KnownKeys
from aatulab.exchange.client.line import HttpLine
from aatulab.exchange.client.mail import Mail
from aatulab.exchange.client.outbox import Outbox
from aatulab.exchange.client.session import Session
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.password import ROUNDS
from aatulab.exchange.moments import written
from aatulab.exchange.server.app import build_app
from aatulab.exchange.server.settings import Settings
from aatulab.exchange.server.staff import HERE
from aatulab.exchange.server.tokens import new_token
from aatulab.exchange.store import people
from aatulab.exchange.store.keeping import Store
from aatulab.exchange.store.people import OFFICER, Account, NewAccount

_LASTS = timedelta(days=365)
_NO_LIMIT = 1_000_000  # time stands still here, so a minute never ends


class RoomClock:
    """A moment that goes on only when it is told."""

    def __init__(self, at: datetime) -> None:
        self._begin = self._at = at

    def now(self) -> datetime:
        """Return the moment of the room."""
        return self._at

    def seconds(self) -> float:
        """Return how much has passed."""
        return (self._at - self._begin).total_seconds()

    def go_to(self, at: datetime) -> None:
        """Go on to a moment; refuses to go back."""
        if at < self._at:
            raise ExchangeError(
                f"The clock of the room stands at {self._at:%d %B %H:%M}, which is after"
                f" {at:%d %B %H:%M}. It cannot go back: open the room again."
            )
        self._at = at


@dataclass
class Room:
    """A server of one's own with everybody's sessions; `with` or `close` lets go of it."""

    clock: RoomClock
    sessions: Mapping[str, Session]
    store: Store

    def __post_init__(self) -> None:
        """See to it that a room that nobody holds leaves nothing behind."""
        self._forget = weakref.finalize(self, _forget, self.store, self.folder)

    @property
    def folder(self) -> Path:
        """Return where the database lies as long as the room is open."""
        return Path(str(self.store.engine.url.database)).parent

    def close(self) -> None:
        """Forget the room; nothing of it is kept."""
        self._forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()


def open_room(at: datetime, units: Mapping[str, str]) -> Room:
    """Return a room in which each account of `units` (account to unit) has its session."""
    clock = RoomClock(at)
    store = Store(Path(tempfile.mkdtemp(prefix="duty-line-")) / "exchange.sqlite")
    settings = Settings(
        now=clock.now, clock=clock.seconds, session=_LASTS,
        requests_a_minute=_NO_LIMIT, posts_a_minute=_NO_LIMIT,
    )  # fmt: skip
    http = httpx.Client(transport=_InProcess(build_app(store, settings)), base_url="http://room")
    sessions = {name: _session(store, clock, http, name, unit) for name, unit in units.items()}
    return Room(clock, sessions, store)


def _forget(store: Store, folder: Path) -> None:
    store.close()
    shutil.rmtree(folder, ignore_errors=True)


class _InProcess(httpx.BaseTransport):
    """Hands requests to an app; each in a loop of its own, as a notebook's own loop is taken."""

    def __init__(self, app: object) -> None:
        self._inner = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with start_blocking_portal() as portal:
            return portal.call(self._answer, request)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        content = await answer.aread()
        return httpx.Response(answer.status_code, headers=answer.headers, content=content)


def _session(store: Store, clock: RoomClock, http: httpx.Client, name: str, unit: str) -> Session:
    identity, token = Identity.fresh(name), new_token()
    account = Account(name, unit, OFFICER, identity.public)
    store.write(lambda c: people.add_account(c, NewAccount(account, "", ROUNDS, "", {}),
                                             clock.now(), HERE))  # fmt: skip
    store.write(lambda c: people.open_session(c, name, token, clock.now() + _LASTS))
    line = HttpLine(http)
    line.token = token
    known = KnownKeys.at(None)
    known.check(name, identity.public)
    exchange_clock = ExchangeClock(clock.seconds, written(clock.now()))
    circles = Circles(line, identity, Keyring(identity, known), exchange_clock)
    mail = Mail(line, identity, circles, exchange_clock, Outbox.at(None), 0)
    return Session(line, identity, unit, OFFICER, exchange_clock, circles, mail, ("", ROUNDS))
