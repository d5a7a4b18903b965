"""Our end of the processes that judge: started, asked, ended; see worker.py for the other end.

A process that dies fails the submission that it was at, and another takes its place.  What it
says it cannot do at all (no sandbox, a full disk) is raised here as if it had happened here.
"""

import contextlib
import errno
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from aatulab.errors import GradingError, SandboxError
from aatulab.grading.course import Course
from aatulab.grading.report import Report
from aatulab.grading.sandbox import ONE_CORE
from aatulab.grading.worker import DISK, SANDBOX

STOP_S = 10.0


class Judges:
    """The processes that judge one assignment, forked from one that has all they need.

    It starts with the first judge that is asked for.
    """

    def __init__(self, course: Course, assignment: str, notebook: str = "") -> None:
        # -P: a folder of submissions may be the working directory, and hold a json.py
        self._command = (
            *(sys.executable, "-P", "-m", "aatulab.grading.worker"),
            *(str(course.root), assignment, notebook),
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def judge(self) -> "Judge":
        """Return one more judge, for one thread."""
        return Judge(self)

    def new_line(self) -> socket.socket:
        """Return the line to a judge that was forked for it."""
        ours, theirs = socket.socketpair()
        with theirs, self._one_at_a_time:
            if self._process is None or self._process.poll() is not None:
                self._start()
            assert self._control is not None
            with contextlib.suppress(ConnectionError):  # then the line is dead, too
                socket.send_fds(self._control, [b"judge"], [theirs.fileno()])
        return ours

    def _start(self) -> None:
        self._end()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                self._command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={**os.environ, **ONE_CORE},
                start_new_session=True,  # Ctrl-C is for us, and we end it
            )

    def _end(self) -> None:
        """End the first process; it waits for the others, whose lines are closed."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None


class Judge:
    """One process that grades the submissions of one assignment, one after the other."""

    def __init__(self, judges: Judges) -> None:
        self._judges = judges
        self._line: socket.socket | None = None

    def __enter__(self) -> Self:
        self._line = self._judges.new_line()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def grade(self, path: Path, trainee: str) -> Report:
        """Return the report on a submission; raise what makes grading impossible."""
        if self._line is None:
            self._line = self._judges.new_line()
        asked = json.dumps({"path": str(path), "trainee": trainee}).encode()
        answer = b""
        with contextlib.suppress(ConnectionError), self._line.makefile("rwb") as messages:
            messages.write(asked + b"\n")
            messages.flush()
            answer = messages.readline()
        if not answer.endswith(b"\n"):
            self.close()
            raise GradingError("the grader's process ended unexpectedly.")
        return _read_answer(json.loads(answer))

    def close(self) -> None:
        """End the process, with its sandbox: the end of its line is what it waits for."""
        if self._line is not None:
            self._line.close()
        self._line = None


def _read_answer(message: dict[str, str]) -> Report:
    if message.get("stop") == SANDBOX:
        raise SandboxError(message["why"])
    if message.get("stop") == DISK:
        raise OSError(errno.ENOSPC, message["why"])
    return Report.from_json(message["report"].encode())
