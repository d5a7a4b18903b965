"""Run a job's steps in one shell and report after each what it did, printed and holds.

A step that fails does not stop the next one.  Time is limited softly here (an exception in
the cell) and firmly outside (the end of the job).
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aatulab.grading.sandbox.inside.capture import CappedText
from aatulab.grading.sandbox.inside.shell import QuietShell
from aatulab.values import to_plain

Frame = dict[str, Any]

_READ_S = 5.0  # at most, to turn the asked names into plain values
_AGAIN_S = 0.5  # a cell that swallows the first alarm gets more of them
_MAX_MESSAGE = 2_000


class CellTimeout(BaseException):
    """The step has used up its time."""


class NotebookRun:
    """One job's run; `send` takes a frame at a time."""

    def __init__(
        self, shell: QuietShell, printed: CappedText, send: Callable[[Frame], None]
    ) -> None:
        self._shell = shell
        self._printed = printed
        self._send = send
        self._process = os.getpid()
        signal.signal(signal.SIGALRM, _ring)

    def run_step(self, number: int, step: Frame, cell_s: float) -> None:
        """Run one step and send its frames."""
        frame: Frame = {"frame": "cell", "step": number}
        frame |= self._run_cell(step, cell_s)
        self._end_if_copy()
        frame["values"] = self._read_names(step, min(cell_s, _READ_S))
        frame["stdout"] = self._printed.take()
        self._send(frame)
        if step["calls"]:
            outcome = self._call_functions(step["calls"], cell_s)
            self._end_if_copy()
            self._send({"frame": "calls", "step": number, "calls": outcome})

    def _run_cell(self, step: Frame, cell_s: float) -> Frame:
        self._shell.pictures.take()
        report: Frame
        try:
            with _alarm(cell_s):
                result = self._shell.run_quietly(step["source"])
                error = result.error_before_exec or result.error_in_exec
                report = _describe(error, self._shell.user_ns)
                self._shell.pictures.close_figures(draw=step["images"])
        except CellTimeout as late:
            report = _describe(late, self._shell.user_ns)
        except Exception as error:  # noqa: BLE001 - a figure of the trainee's may fail to draw
            report = _describe(error, self._shell.user_ns)
        if step["images"]:
            report["images"] = self._shell.pictures.take()
        return report

    def _read_names(self, step: Frame, read_s: float) -> Frame:
        names = [*step["ask"], *(call["function"] for call in step["calls"])]
        values: Frame = {}
        try:
            with _alarm(read_s):
                for name in names:
                    values[name] = self._read(name)
        except CellTimeout:
            kind = {"kind": "unsupported", "type": "a value that takes too long to read"}
            values |= {name: kind for name in names if name not in values}
        return values

    def _read(self, name: str) -> Frame:
        if name not in self._shell.user_ns:
            return {"kind": "missing"}
        return to_plain(self._shell.user_ns[name])

    def _call_functions(self, calls: list[Frame], cell_s: float) -> Frame:
        outcome: Frame = {}
        for call in calls:
            function = self._shell.user_ns.get(call["function"])
            if not callable(function) or isinstance(function, type):
                outcome[call["function"]] = None
                continue
            outputs: list[Frame] = []
            try:
                with _alarm(cell_s):
                    for arguments in call["arguments"]:
                        outputs.append(_call(function, arguments))  # noqa: PERF401 - kept so far
            except CellTimeout as late:
                rest = len(call["arguments"]) - len(outputs)
                outputs += [_raised(late)] * rest
            outcome[call["function"]] = outputs
        return outcome

    def _end_if_copy(self) -> None:
        """End a copy that the cell made of this process: it must not report a second time."""
        if os.getpid() != self._process:
            os._exit(1)


def _call(function: Callable[..., object], arguments: list[Any]) -> Frame:
    try:
        return to_plain(function(*arguments))
    except CellTimeout:
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit of one call is an outcome, too
        return _raised(error)


def _raised(error: BaseException) -> Frame:
    return {"kind": "raised", "type": type(error).__name__, "message": _message(error)}


def _describe(error: BaseException | None, namespace: Frame) -> Frame:
    if error is None:
        return {"status": "ok"}
    return {
        "status": "timeout" if isinstance(error, CellTimeout) else "error",
        "error_type": type(error).__name__,
        "error_message": _message(error),
        "error_line": _line(error, namespace),
    }


def _message(error: BaseException) -> str:
    if isinstance(error, CellTimeout):
        return "The time for this cell is over."
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)
    except Exception:  # noqa: BLE001 - its __str__ is the trainee's
        return ""
    return text[:_MAX_MESSAGE].encode("utf-8", "replace").decode("utf-8")


def _line(error: BaseException, namespace: Frame) -> int | None:
    """Return the line of the cell that the error comes from."""
    if isinstance(error, SyntaxError) and error.__traceback__ is None:
        return error.lineno
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals is namespace and code.co_name in {"<module>", "<cell line: 1>"}:
            return trace.tb_lineno
        trace = trace.tb_next
    return error.lineno if isinstance(error, SyntaxError) else None


def _ring(_signal: int, _frame: object) -> None:
    raise CellTimeout


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
