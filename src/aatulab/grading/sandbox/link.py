"""The warm parent as seen from outside: its process, and our end of the control socket."""

import contextlib
import json
import os
import select
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from aatulab.errors import SandboxError
from aatulab.grading.sandbox.bubblewrap import NOBODY_UID, Container
from aatulab.grading.sandbox.cores import OwnCore
from aatulab.grading.sandbox.job import Job
from aatulab.grading.sandbox.limits import Limits, StepLimits
from aatulab.grading.sandbox.machine import process_base

_MODULE = "aatulab.grading.sandbox.inside.parent"
_END_S = 10


class ParentLink:
    """A running container; raises `SandboxError` when it does not start."""

    def __init__(self, container: Container, preload: Sequence[str], start_s: float) -> None:
        self.is_alive = True
        self._core = OwnCore()
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "uid": NOBODY_UID,
            "preload": list(preload),
            "outer_pids": str(Path("/proc/self/ns/pid").readlink()),
            "core": self._core.number,
        }
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this
        with theirs:
            self.process = subprocess.Popen(
                container.command(_MODULE, json.dumps(settings)),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env={},
                cwd="/",
                start_new_session=True,  # Ctrl-C is for us, and we end it
            )
        try:
            self._await_ready(start_s)
        except BaseException:
            self.end()
            raise

    def _await_ready(self, start_s: float) -> None:
        self.control.settimeout(start_s)
        try:
            ready = self.receive()
        except TimeoutError:
            raise SandboxError(
                f"The sandbox did not start within {start_s:g} s. Is the machine overloaded?"
            ) from None
        if ready is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=_END_S)
            self._errors.seek(0)
            words = self._errors.read()[-2_000:].decode("utf-8", "replace").strip()
            raise SandboxError(
                f"The sandbox did not start: {words or 'it said nothing'}. All that it reads"
                " (Python, its packages, aatulab) must be readable for other users."
            )
        self.control.settimeout(None)

    def is_ready(self) -> bool:
        """Tell whether it still runs and has nothing to say between jobs."""
        if not self.is_alive or self.process.poll() is not None:
            return False
        poll = select.poll()  # not select(): a grader may have many files open
        poll.register(self.control, select.POLLIN)
        return not poll.poll(0)

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, None when the parent is gone."""
        try:
            data = self.control.recv(65_536)
        except ConnectionError:
            return None
        message: dict[str, Any] | None = json.loads(data) if data else None
        return message

    def request_run(self, job: Job, number: int, channel: socket.socket) -> None:
        """Hand a job over: its description and the channel for results travel as descriptors."""
        limits = {**asdict(job.limits), "process_base": process_base()}
        first = job.steps[0].limits if job.steps else StepLimits()
        watched = asdict(first.within(job.limits))
        request = {"do": "run", "job": number, "limits": limits, "watched": watched}
        text = json.dumps(request).encode("ascii")
        blob = os.memfd_create("job", os.MFD_CLOEXEC)
        try:
            with os.fdopen(os.dup(blob), "wb") as file:
                file.write(job.to_bytes())
            socket.send_fds(self.control, [text], [channel.fileno(), blob])
        finally:
            os.close(blob)

    def request_limits(self, number: int, limits: Limits) -> None:
        """Ask to watch a job by other limits from now on."""
        self._ask({"do": "limit", "job": number, "limits": asdict(limits)})

    def request_stop(self, number: int) -> None:
        """Ask for the end of a job."""
        self._ask({"do": "stop", "job": number})

    def _ask(self, request: dict[str, object]) -> None:
        with contextlib.suppress(OSError):  # gone already: then so is the job
            self.control.send(json.dumps(request).encode("ascii"))

    def end(self) -> None:
        """Kill the container; its first process takes all others with it."""
        self.is_alive = False
        self.process.kill()
        self.process.wait()
        self.control.close()
        self._errors.close()
        self._core.close()
