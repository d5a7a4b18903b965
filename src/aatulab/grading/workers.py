"""Our end of the processes that judge: started, asked, ended; see worker.py for the other end.

A process that dies fails the submission that it was at, and another takes its place.  What it
says it cannot do at all (no sandbox, a full disk) is raised here as if it had happened here.
"""

import contextlib
import errno
import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from aatulab.errors import GradingError, SandboxError
from aatulab.grading.course import Course
from aatulab.grading.report import Report
from aatulab.grading.worker import DISK, SANDBOX

STOP_S = 10.0


class WorkerProcess:
    """One process that grades the submissions of one assignment, one after the other."""

    def __init__(self, course: Course, assignment: str, notebook: str = "") -> None:
        # -P: a folder of submissions may be the working directory, and hold a json.py
        self._command = (
            *(sys.executable, "-P", "-m", "aatulab.grading.worker"),
            *(str(course.root), assignment, notebook),
        )
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._start()
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
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        asked = json.dumps({"path": str(path), "trainee": trainee}).encode()
        line = b""
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(asked + b"\n")
            process.stdin.flush()
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            code = self.close()
            raise GradingError(f"the grader's process ended unexpectedly (exit code {code}).")
        return _read_answer(json.loads(line))

    def close(self) -> int | None:
        """End the process, with its sandbox; return its exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        with process:  # closes the pipes: the end of its input is what it waits for
            assert process.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            try:
                return process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
        return process.returncode

    def _start(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us, and we end it
        )
        return self._process


def _read_answer(message: dict[str, str]) -> Report:
    if message.get("stop") == SANDBOX:
        raise SandboxError(message["why"])
    if message.get("stop") == DISK:
        raise OSError(errno.ENOSPC, message["why"])
    return Report.from_json(message["report"].encode())
