"""Listen to one job until it has ended, and see that it does end."""

import logging
import select
import socket
import time

from aatulab.grading.sandbox.ending import Ending
from aatulab.grading.sandbox.frames import MalformedFrameError, OutputLimitError
from aatulab.grading.sandbox.link import ParentLink
from aatulab.grading.sandbox.recorder import Recorder

logger = logging.getLogger(__name__)

_STOP_S = 10.0  # for the warm parent to end a job, before all of it is ended
_CHUNK = 256 * 1024


class Conversation:
    """One job's frames on its channel, and the warm parent's word on its end."""

    def __init__(
        self, parent: ParentLink, channel: socket.socket, number: int, recorder: Recorder
    ) -> None:
        self._parent = parent
        self._channel = channel
        self._number = number
        self._recorder = recorder
        self._is_listening = True
        self._stopped = ""  # why we asked for its end
        self._end_s = self._step_end_s = 0.0
        self._limits = recorder.limits  # as the warm parent knows them

    def hold(self, end_s: float, grace_s: float) -> Ending:
        """Return how the job ended; at the latest it is made to at `end_s` (monotonic)."""
        poll = select.poll()
        poll.register(self._parent.control, select.POLLIN)
        poll.register(self._channel, select.POLLIN)
        self._end_s = end_s
        self._allow_step(grace_s)
        while True:
            left = min(self._end_s, self._step_end_s) - time.monotonic()
            if left <= 0 and self._is_stopped():
                return self._give_up()
            if left <= 0:
                self._stop("wall" if self._end_s <= self._step_end_s else "step")
                continue
            ready = {descriptor for descriptor, _ in poll.poll(left * 1_000 + 1)}
            if self._channel.fileno() in ready:
                self._hear(poll, grace_s)
            if self._parent.control.fileno() in ready:
                return self._end()

    def _hear(self, poll: select.poll, grace_s: float) -> None:
        if self._listen() and not self._is_stopped():
            self._allow_step(grace_s)
            self._tell_limits()
        if not self._is_listening:
            poll.unregister(self._channel)

    def _allow_step(self, grace_s: float) -> None:
        self._step_end_s = time.monotonic() + self._recorder.limits.cell_s + grace_s

    def _tell_limits(self) -> None:
        """Let the warm parent watch by the limits of the step that is running now."""
        limits = self._recorder.limits
        if limits != self._limits:
            self._limits = limits
            self._parent.request_limits(self._number, limits)

    def _is_stopped(self) -> bool:
        return bool(self._stopped)

    def _listen(self) -> bool:
        """Take what has arrived; tell whether a frame was complete."""
        try:
            data = self._channel.recv(_CHUNK)
            if data:
                return self._recorder.feed(data)
        except ConnectionError:
            pass
        except OutputLimitError:
            self._stop("output_limit")
        except MalformedFrameError as error:
            logger.debug("job %d: %s", self._number, error)
            self._stop("malformed")
        self._is_listening = False
        return False

    def _stop(self, reason: str) -> None:
        if not self._stopped:
            self._stopped = reason
            self._end_s = self._step_end_s = time.monotonic() + _STOP_S
        self._parent.request_stop(self._number)

    def _end(self) -> Ending:
        message = self._parent.receive()
        if message is None:
            self._parent.is_alive = False
            return Ending(self._stopped or "parent")
        # every process that held the other end is gone, so this comes to an end
        while self._is_listening:
            self._listen()
        return Ending(self._stopped or message["stopped"], message["code"])

    def _give_up(self) -> Ending:
        """End the whole container: its parent does not answer."""
        self._parent.end()
        return Ending(self._stopped)
