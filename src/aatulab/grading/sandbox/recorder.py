"""Turn the frames of an untrusted process into a transcript, step by step.

Frames must come in the order of the job and name only what was asked; the first that does not
ends the job.  What arrived before stays.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from aatulab.grading.sandbox.frames import FrameReader, MalformedFrameError, OutputLimitError
from aatulab.grading.sandbox.job import Job, Step
from aatulab.grading.sandbox.limits import Limits, StepLimits
from aatulab.grading.sandbox.png import SIGNATURE, clean_png
from aatulab.grading.sandbox.transcript import Plain, StepResult, StepStatus

MAX_STDOUT = 100_000
MAX_IMAGES = 32
_STATUSES = frozenset({"ok", "error", "timeout"})


class Recorder:
    """Collects the results of one job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._reader = FrameReader(job.limits.output_bytes)
        self._results: list[StepResult] = []
        self._owes_calls = False
        self._step_bytes = 0
        self.is_done = False
        self.failure = ""

    def feed(self, data: bytes) -> bool:
        """Take received bytes; tell whether a frame was complete.

        Raises `OutputLimitError` or `MalformedFrameError`.
        """
        complete = False
        for frame in self._reader.feed(data):
            self._step_bytes += self._reader.last_bytes
            self._check_size(self._step_bytes)
            step = self.running()
            self._take(frame)
            complete = True
            if self.running() != step:
                self._step_bytes = 0
        self._check_size(self._step_bytes + self._reader.pending_bytes)
        return complete

    def _check_size(self, step_bytes: int) -> None:
        if step_bytes > self.limits.output_bytes:
            raise OutputLimitError

    @property
    def limits(self) -> Limits:
        """Return the limits of the step that is running."""
        steps = self._job.steps
        own = steps[self._place].limits if self._place < len(steps) else StepLimits()
        return own.within(self._job.limits)

    def results(self, last: StepStatus) -> tuple[StepResult, ...]:
        """Return one result per step; the step that was running when it ended has this status."""
        results = list(self._results)
        if self._owes_calls:
            results[-1] = replace(results[-1], status=last)
        rest = self._job.steps[len(results) :]
        status = last if not self._owes_calls else "not_run"
        for step in rest:
            results.append(StepResult(step.id, status))
            status = "not_run"
        return tuple(results)

    def running(self) -> str:
        """Return the id of the step that is running, empty when all are done."""
        steps = self._job.steps
        return steps[self._place].id if self._place < len(steps) else ""

    @property
    def _place(self) -> int:
        return len(self._results) - self._owes_calls

    def _take(self, frame: dict[str, Any]) -> None:
        kind = frame.get("frame")
        if self.is_done:
            raise MalformedFrameError("a frame after the last")
        if kind == "failed" and not self._results:
            self.failure = _text(frame, "reason", 2_000) or "no reason given"
        elif kind == "cell" and not self._owes_calls and len(self._results) < len(self._job.steps):
            self._take_cell(frame, self._job.steps[len(self._results)])
        elif kind == "calls" and self._owes_calls:
            step = self._job.steps[len(self._results) - 1]
            self._results[-1] = replace(self._results[-1], calls=_calls(frame, step))
            self._owes_calls = False
        elif kind == "done" and len(self._results) == len(self._job.steps):
            if self._owes_calls:
                raise MalformedFrameError("done without its calls")
            self.is_done = True
        else:
            raise MalformedFrameError("a frame out of turn")

    def _take_cell(self, frame: dict[str, Any], step: Step) -> None:
        status = frame.get("status")
        if type(status) is not str or status not in _STATUSES:
            raise MalformedFrameError("no such status")
        if frame.get("step") != len(self._results):
            raise MalformedFrameError("a step out of turn")
        line = frame.get("error_line")
        asked = {*step.ask, *(call.function for call in step.calls)}
        self._results.append(
            StepResult(
                step.id,
                cast("StepStatus", status),
                _text(frame, "error_type", 200) if status != "ok" else None,
                _text(frame, "error_message", 2_000) if status != "ok" else None,
                line if type(line) is int and 0 < line < 1_000_000 else None,
                _text(frame, "stdout", MAX_STDOUT) or "",
                _images(frame),
                _values(frame, asked),
            )
        )
        self._owes_calls = bool(step.calls)


def _text(frame: dict[str, Any], name: str, most: int) -> str | None:
    text = frame.get(name)
    if text is None:
        return None
    if type(text) is not str:
        raise MalformedFrameError(f"{name} is no text")
    # lone surrogates are valid JSON, and no file or database takes them
    return text[:most].encode("utf-8", "replace").decode("utf-8")


def _images(frame: dict[str, Any]) -> tuple[bytes, ...]:
    """Return the pictures that can be shown; one that is broken or too large is left out."""
    raw = frame.get("images", [])
    if type(raw) is not list or len(raw) > MAX_IMAGES:
        raise MalformedFrameError(f"images are not a list of at most {MAX_IMAGES}")
    try:
        images = tuple(base64.b64decode(image, validate=True) for image in raw)
    except (binascii.Error, TypeError, ValueError):
        raise MalformedFrameError("an image is not base64") from None
    if not all(image.startswith(SIGNATURE) for image in images):
        raise MalformedFrameError("an image is no PNG")
    return tuple(clean for image in images if (clean := clean_png(image)) is not None)


def _values(frame: dict[str, Any], asked: set[str]) -> dict[str, Plain]:
    values = frame.get("values")
    if type(values) is not dict or set(values) != asked:
        raise MalformedFrameError("not the names that were asked for")
    if not _are_plain(list(values.values())):
        raise MalformedFrameError("a value is no mapping")
    return values


def _calls(frame: dict[str, Any], step: Step) -> dict[str, tuple[Plain, ...] | None]:
    raw = frame.get("calls")
    wanted = {call.function: len(call.arguments) for call in step.calls}
    if type(raw) is not dict or set(raw) != set(wanted):
        raise MalformedFrameError("not the functions that were to be called")
    calls: dict[str, tuple[Plain, ...] | None] = {}
    for name, outputs in raw.items():
        if outputs is None:
            calls[name] = None
            continue
        if type(outputs) is not list or len(outputs) != wanted[name] or not _are_plain(outputs):
            raise MalformedFrameError("not one outcome per call")
        calls[name] = tuple(outputs)
    return calls


def _are_plain(items: Sequence[object]) -> bool:
    return all(type(item) is dict for item in items)
