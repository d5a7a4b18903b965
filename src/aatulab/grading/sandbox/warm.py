"""Keep one container with a warm parent, and run jobs in it, each isolated from all others.

The clock, the limits on output and the last word are here, outside: a job ends when its
processes end, when it breaks a limit, or when its warm parent dies, and each of these is a
status in the transcript.  Only a machine that cannot isolate raises.
"""

import logging
import socket
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from aatulab.grading.sandbox.conversation import Conversation
from aatulab.grading.sandbox.ending import Ending, describe_ending
from aatulab.grading.sandbox.job import Job
from aatulab.grading.sandbox.link import ParentLink
from aatulab.grading.sandbox.machine import open_container
from aatulab.grading.sandbox.recorder import Recorder
from aatulab.grading.sandbox.transcript import Transcript

logger = logging.getLogger(__name__)

DEFAULT_PRELOAD = ("aatulab.cases", "aatulab.targeting")


class WarmSandbox:
    """Runs jobs one after the other; use one per thread, in the thread that started it.

    `preload` names modules to import once, before the fork.  A cell that does not heed its time
    gets `grace_s` more seconds before its job is ended.  Raises `SandboxError` when this machine
    cannot isolate.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = DEFAULT_PRELOAD,
        start_s: float = 120.0,
        grace_s: float = 3.0,
    ) -> None:
        self._preload = tuple(preload)
        self._start_s = start_s
        self._grace_s = grace_s
        self._parent: ParentLink | None = None
        self._jobs = 0

    def __enter__(self) -> Self:
        self._ready_parent()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm parent and everything in its container; the next job starts another."""
        if self._parent is not None:
            self._parent.end()
            self._parent = None

    def run(self, job: Job) -> Transcript:
        """Return what a job did; whatever it did is data, not an exception."""
        start = time.monotonic()
        parent = self._ready_parent()
        self._jobs += 1
        recorder = Recorder(job)
        try:
            ending = self._hand_over(parent, job, recorder)
        except BaseException:  # KeyboardInterrupt, too: nothing of the job may live on
            self.close()
            raise
        if not parent.is_alive:
            self.close()
        status, last, detail = describe_ending(job, recorder, ending)
        seconds = time.monotonic() - start
        logger.debug("job %d: %s in %.2f s", self._jobs, status, seconds)
        return Transcript(recorder.results(last), status, detail, seconds)

    def _hand_over(self, parent: ParentLink, job: Job, recorder: Recorder) -> Ending:
        channel, theirs = socket.socketpair()
        with channel:
            with theirs:
                try:
                    parent.request_run(job, self._jobs, theirs)
                except ConnectionError:  # it has died since we looked
                    parent.is_alive = False
                    return Ending("parent")
            conversation = Conversation(parent, channel, self._jobs, recorder)
            return conversation.hold(time.monotonic() + job.limits.wall_s, self._grace_s)

    def _ready_parent(self) -> ParentLink:
        """Return the warm parent, started anew when it is gone."""
        if self._parent is not None and not self._parent.is_ready():
            self.close()
        if self._parent is None:
            container = open_container()
            self._parent = ParentLink(container, self._preload, self._start_s)
        return self._parent
