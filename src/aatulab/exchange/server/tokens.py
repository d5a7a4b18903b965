"""The token of a session, and work that would hold up the event loop."""

import secrets
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import anyio.to_thread
from fastapi import Depends, Header

T = TypeVar("T")


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(32)


def _token(authorization: Annotated[str, Header()] = "") -> str:
    return authorization.partition(" ")[2]


Token = Annotated[str, Depends(_token)]


async def in_thread(work: Callable[..., T], *given: Any) -> T:
    """Return what work returns, done beside the event loop."""
    return await anyio.to_thread.run_sync(lambda: work(*given))
