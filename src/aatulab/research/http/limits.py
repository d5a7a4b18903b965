"""What one client may do: so many requests a minute, so many bytes a request."""

import json
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

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
            asked = self._asked.setdefault(officer, deque())
            while asked and now - asked[0] >= 60:
                asked.popleft()
            if len(asked) >= self.most_a_minute:
                return 60 - (now - asked[0])
            asked.append(now)
            return 0.0


class SmallBodies:
    """Refuse a request of more than `most_bytes`, also one that does not say how long it is."""

    def __init__(self, app: App, most_bytes: int) -> None:
        self._app, self._most_bytes = app, most_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then hand it on in one piece."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":  # the client has gone
                return
            body += message.get("body", b"")
            if len(body) > self._most_bytes:
                await _refuse(send, f"over {self._most_bytes:,} bytes; ask in smaller pieces.")
                return
            if not message.get("more_body", False):
                break
        whole = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def again() -> Message:
            return next(whole, None) or await receive()

        await self._app(scope, again, send)


async def _refuse(send: Send, says: str) -> None:
    body = json.dumps({"error": says}).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
