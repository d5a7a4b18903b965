"""Hear the exchange beside the notebook, and say what happens to the line.

A thread of its own listens and comes back by itself after a lost line.  It ends with the desk, when
the session has ended, and with the kernel.  The session has one turn at a time: what a hand does
in the notebook and what comes by itself never touch it together.
"""

from collections.abc import Callable
from threading import Event, Thread

from aatulab.exchange.client import Session
from aatulab.exchange.client.live import listen
from aatulab.exchange.client.mail import Item
from aatulab.exchange.client.pinned import Server
from aatulab.exchange.refusal import RefusedError

LOST = "The line is lost. It is tried again by itself; what you send waits here meanwhile."
BACK = "The line is back; nothing was missed."


class LiveNews:
    """Listens from `begin` to `end`; `came` gets each item, `says` each sentence about the line."""

    def __init__(
        self,
        session: Session,
        server: Server,
        came: Callable[[Item], None],
        says: Callable[[str], None],
    ) -> None:
        self._session, self._server = session, server
        self._came, self._says = came, says
        self._ended, self._is_lost = Event(), False
        self._thread = Thread(target=self._listen, name=f"exchange-{session.account}", daemon=True)

    def begin(self) -> None:
        """Listen from now on."""
        self._thread.start()

    def end(self) -> None:
        """Listen no more; the thread ends within a second, whoever asks for it."""
        self._ended.set()

    @property
    def is_listening(self) -> bool:
        """Return whether news come by themselves."""
        return self._thread.is_alive()

    def _listen(self) -> None:
        stop = self._ended.is_set
        try:
            for item in listen(self._session, self._server, stop, self._wait, self._is):
                if not stop():
                    self._came(item)
        except RefusedError as error:
            if not stop():
                self._says(f"News do not come by themselves any more: {error}")

    def _wait(self, seconds: float) -> None:
        self._ended.wait(seconds)

    def _is(self, is_open: bool) -> None:  # noqa: FBT001 - the line says it so
        if is_open == self._is_lost:
            self._is_lost = not is_open
            self._says(BACK if is_open else LOST)
