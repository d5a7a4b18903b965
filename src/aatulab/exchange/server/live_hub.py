"""Who is connected, and what goes out to them.

A connection has a queue of its own.  Who reads too slowly is cut off, so that nobody waits for
him; he connects again and asks for what is missing.  Runs on the server's event loop only.
"""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_QUEUED = 512
TOO_SLOW = 4503
ENDED = 4401


@dataclass(eq=False)
class Line:
    """One live connection of an account."""

    account: str
    queue: "asyncio.Queue[str | None]" = field(default_factory=lambda: asyncio.Queue(MOST_QUEUED))
    close_code: int = 1000

    def put(self, frame: str) -> None:
        """Send a frame, or end a line whose reader is too slow."""
        if self.close_code != 1000:
            return
        try:
            self.queue.put_nowait(frame)
        except asyncio.QueueFull:
            self.end(TOO_SLOW)

    def end(self, code: int) -> None:
        """Close after what is on its way; what still waits is dropped."""
        self.close_code = code
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


@dataclass
class Hub:
    """All live connections, by account."""

    lines: dict[str, set[Line]] = field(default_factory=dict)

    def join(self, line: Line, most: int) -> bool:
        """Take a connection in, unless the account has enough of them."""
        mine = self.lines.setdefault(line.account, set())
        if len(mine) >= most:
            return False
        mine.add(line)
        return True

    def part(self, line: Line) -> None:
        """Forget a connection."""
        mine = self.lines.get(line.account, set())
        mine.discard(line)
        if not mine:
            self.lines.pop(line.account, None)

    def tell(self, accounts: Iterable[str], frame: Mapping[str, Any]) -> None:
        """Send one frame to all connections of these accounts; it is written once."""
        self._put(accounts, json.dumps(frame, ensure_ascii=False, separators=(",", ":")))

    def tell_entry(self, accounts: Iterable[str], entry: str) -> None:
        """Send an entry of a group's log, which is JSON already."""
        self._put(accounts, f'{{"type":"entry","entry":{entry}}}')

    def cut(self, account: str) -> None:
        """End all connections of an account whose sessions have ended."""
        for line in tuple(self.lines.get(account, ())):
            line.end(ENDED)

    def _put(self, accounts: Iterable[str], text: str) -> None:
        for account in accounts:
            for line in tuple(self.lines.get(account, ())):
                line.put(text)
