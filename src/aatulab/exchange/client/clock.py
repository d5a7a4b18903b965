"""The exchange's time, as a client knows it: the server's moment plus what has passed since.

A class may play in simulated time, so a client does not trust its own wall clock.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from aatulab.exchange.moments import moment_of


class ExchangeClock:
    """`seconds` only grow; `set` is called with every moment that the server tells."""

    def __init__(self, seconds: Callable[[], float], server_time: object) -> None:
        self._seconds = seconds
        self.set(server_time)

    def set(self, server_time: object) -> None:
        """Go by the server from now on."""
        self._moment, self._since = moment_of(server_time, "server_time"), self._seconds()

    def now(self) -> datetime:
        """Return the exchange's moment."""
        return self._moment + timedelta(seconds=self._seconds() - self._since)
