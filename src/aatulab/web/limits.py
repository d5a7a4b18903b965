"""What one client may do: so many requests a minute, so many bytes a request."""

import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

MOST_REMEMBERED = 10_000

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass
class RateLimit:
    """So many requests in a sliding minute; `clock` gives seconds that only grow."""

    most_a_minute: int
    clock: Callable[[], float]
    _asked: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait_s(self, officer: str) -> float:
        """Return 0 and count the request, or for how many seconds to wait."""
        now = self.clock()
        with self._lock:
            if len(self._asked) >= MOST_REMEMBERED:
                self._forget_before(now - 60)
            asked = self._asked.setdefault(officer, deque())
            while asked and now - asked[0] >= 60:
                asked.popleft()
            if len(asked) >= self.most_a_minute:
                return 60 - (now - asked[0])
            asked.append(now)
            return 0.0

    def _forget_before(self, moment: float) -> None:
        """Forget who has not asked since; names that somebody makes up must not fill the memory."""
        self._asked = {name: asked for name, asked in self._asked.items() if asked[-1] > moment}


class SmallBodies:
    """Refuse a request of more than `most_bytes`, also one that does not say how long it is."""

    def __init__(self, app: App, most_bytes: int, larger: Mapping[str, int] | None = None) -> None:
        """`larger` gives parts of a path, such as "/attachments/", with limits of their own."""
        self._app, self._most_bytes, self._larger = app, most_bytes, larger or {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then hand it on in one piece."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most_bytes, body = self._most_for(scope["path"]), bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":  # the client has gone
                return
            body += message.get("body", b"")
            if len(body) > most_bytes:
                await _refuse(send, most_bytes)
                return
            if not message.get("more_body", False):
                break
        whole = iter([{"type": "http.request", "body": bytes(body), "more_body": False}])

        async def again() -> Message:
            return next(whole, None) or await receive()

        await self._app(scope, again, send)

    def _most_for(self, path: str) -> int:
        more = (most for part, most in self._larger.items() if part in path)
        return max(more, default=self._most_bytes)


async def _refuse(send: Send, most_bytes: int) -> None:
    says = f"over {most_bytes:,} bytes; ask in smaller pieces."
    said = {"error": says, "code": "too_large", "most_bytes": most_bytes}
    body = json.dumps(said).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
