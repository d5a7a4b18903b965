"""The process that runs the trainee's code: reads its job, runs the steps, sends frames."""

import contextlib
import json
import os
import random
import resource
import socket
import sys
from typing import Any

from aatulab.grading.sandbox.frames import encode_frame
from aatulab.grading.sandbox.inside.capture import CappedText
from aatulab.grading.sandbox.inside.isolation import HOME
from aatulab.grading.sandbox.inside.notebook import NotebookRun
from aatulab.grading.sandbox.inside.shell import QuietShell
from aatulab.grading.sandbox.job import split_job
from aatulab.grading.sandbox.limits import Limits, StepLimits

TOO_MUCH = "… (the notebook shows too much)"

_RESERVE = 4_096  # of the output limit, for the last frames


class Sender:
    """Sends frames, and makes one smaller that would not fit in what is left.

    What cells showed (pictures, printed text) gets half of the limit: a notebook that shows
    much must not lose its values by it.
    """

    def __init__(self, channel: socket.socket, most_bytes: int) -> None:
        self._channel = channel
        self._left = most_bytes - _RESERVE
        self._left_to_show = most_bytes // 2
        self._left_of_step = self._left

    def allow(self, step_bytes: int) -> None:
        """Let the frames of the next step have so many bytes, if so many are left."""
        self._left_of_step = step_bytes - _RESERVE

    def send(self, frame: dict[str, Any]) -> None:
        """Send a frame: if need be without pictures, printed text, large values."""
        for drop in (_drop_images, _drop_text):
            if _shown_bytes(frame) > min(self._left_to_show, self._left_of_step // 2):
                drop(frame)
        self._left_to_show -= _shown_bytes(frame)
        data = encode_frame(frame)
        if len(data) > min(self._left, self._left_of_step):
            _drop_values(frame)
            data = encode_frame(frame)
        self._left = max(0, self._left - len(data))
        self._left_of_step = max(0, self._left_of_step - len(data))
        self._channel.sendall(data)


class Room:
    """The address space of this process: as much as a step may have, never more than the job.

    A cell that wants more ends in a `MemoryError`, and the next one goes on.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes

    def allow(self, step_bytes: int) -> None:
        """Give the next step so much above what the libraries take."""
        _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(ValueError):  # a cell has lowered it for good
            room = (ceiling - self._most_bytes + step_bytes, ceiling)
            resource.setrlimit(resource.RLIMIT_AS, room)


def _shown_bytes(frame: dict[str, Any]) -> int:
    return len(json.dumps([frame.get("images", []), frame.get("stdout", "")]))


def _drop_images(frame: dict[str, Any]) -> None:
    if "images" in frame:
        frame["images"] = []


def _drop_text(frame: dict[str, Any]) -> None:
    if "stdout" in frame:
        frame["stdout"] = TOO_MUCH


def _drop_values(frame: dict[str, Any]) -> None:
    too_large = {"kind": "too_large", "rows": None}
    if "values" in frame:
        frame["values"] = dict.fromkeys(frame["values"], too_large)
    for name, outputs in frame.get("calls", {}).items():
        frame["calls"][name] = outputs and [too_large] * len(outputs)


def read_job(descriptor: int) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    """Return the job that lies in a memory file, and close that."""
    with os.fdopen(descriptor, "rb") as blob:
        blob.seek(0)
        return split_job(blob.read())


def run_job(
    head: dict[str, Any], files: list[tuple[str, bytes]], channel: socket.socket, shell: QuietShell
) -> None:
    """Run a job's steps and send what they did; the process ends with it."""
    _place_files(files)
    sys.path.insert(0, "")  # modules beside the notebook
    _seed()
    shell.allow_magics(head["magics"])
    printed = CappedText()
    sys.stdout = sys.stderr = printed
    sender = Sender(channel, head["limits"]["output_bytes"])
    run = NotebookRun(shell, printed, sender.send)
    whole = Limits(**head["limits"])
    room = Room(whole.memory_bytes)
    for number, step in enumerate(head["steps"]):
        limits = StepLimits(**step["limits"]).within(whole)
        room.allow(limits.memory_bytes)
        sender.allow(limits.output_bytes)
        run.run_step(number, step, limits.cell_s)
    sender.send({"frame": "done"})


def _place_files(files: list[tuple[str, bytes]]) -> None:
    os.chdir(HOME)
    for path, content in files:
        place = HOME / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _seed() -> None:
    """Start the global random generators from one place: the same notebook, the same values."""
    random.seed(0)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(0)
