"""What all parts of the server share: store, settings, limits and the live connections."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeVar

import anyio.to_thread
from fastapi import Depends, Header, Request
from sqlalchemy import Connection

from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.server.bodies import strict_json
from aatulab.exchange.server.live_hub import Hub
from aatulab.exchange.server.settings import Settings
from aatulab.exchange.store import people
from aatulab.exchange.store.keeping import Store
from aatulab.exchange.store.people import Account
from aatulab.web.limits import RateLimit

T = TypeVar("T")


@dataclass
class Desk:
    """The server's inside; one for each app."""

    store: Store
    settings: Settings
    secret: bytes
    hub: Hub
    limits: dict[str, RateLimit] = field(default_factory=dict)

    def now(self) -> datetime:
        """Return the moment of the class."""
        return self.settings.now()

    async def read(self, job: Callable[[Connection], T]) -> T:
        """Return what a job reads, without holding up anybody else."""
        return await anyio.to_thread.run_sync(lambda: self.store.read(job))

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Return what a job returns once it is durable."""
        return await self.store.writer.awaited(job)

    def count(self, what: str, whose: str, most: int) -> None:
        """Count one more of something in this minute, or refuse it."""
        limit = self.limits.setdefault(what, RateLimit(most, self.settings.clock))
        wait_s = limit.wait_s(whose)
        if wait_s:
            raise RefusedError(
                "too_many",
                f"Over {most} {what} a minute; wait {wait_s:.0f} s.",
                wait_s=int(wait_s) + 1,
            )

    async def account_of(self, token: str) -> Account:
        """Return whose token it is."""
        now = self.now()
        account = None
        if 20 <= len(token) <= 100:
            account = await self.read(lambda c: people.session_of(c, token, now))
        if account is None:
            raise RefusedError(
                "not_logged_in", "You are not logged in, or no longer. Log in again."
            )
        return account


def desk_of(request: Request) -> Desk:
    """Return the inside of the server that got a request."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


async def _asking(request: Request, authorization: Annotated[str, Header()] = "") -> Account:
    desk = desk_of(request)
    kind, _, token = authorization.partition(" ")
    account = await desk.account_of(token if kind.lower() == "bearer" else "")
    desk.count("requests", account.name, desk.settings.requests_a_minute)
    return account


async def _admin(account: Annotated[Account, Depends(_asking)]) -> Account:
    if account.role != people.ADMIN:
        raise RefusedError("not_admin", "Only an administrator may do this.")
    return account


async def _body(request: Request) -> Any:
    return strict_json(await request.body())


Asking = Annotated[Account, Depends(_asking)]
Admin = Annotated[Account, Depends(_admin)]
Body = Annotated[Any, Depends(_body)]
Inside = Annotated[Desk, Depends(desk_of)]
