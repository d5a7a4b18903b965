"""Run the grader for `aatulab grade`: once, or on and on as submissions arrive.

Here are the clock and the signals; what is graded, and how it is written down, is the business
of `aatulab.grading`.  What takes seconds to import is imported while the workers start.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from aatulab.cli.grade_show import show_outcome, show_round
from aatulab.errors import GradingError
from aatulab.grading.arrivals import Arrivals
from aatulab.grading.collect import Inbox, arrived, open_inbox, submitted_trainees
from aatulab.grading.course import Course
from aatulab.grading.lock import only_grader
from aatulab.grading.policy import course_policy
from aatulab.grading.pool import Pool
from aatulab.grading.quick_imports import import_jsonschema, import_jupytext, no_collecting
from aatulab.grading.store import full_disk_said
from aatulab.grading.workers import Judges

if TYPE_CHECKING:
    from aatulab.grading.batch import Outcome
    from aatulab.grading.desk import Desk

POLL_S = 2.0
MOST = 1_000  # submissions at once, when nobody knows how many will come


@dataclass(frozen=True)
class Order:
    """What the command line asks for."""

    course: Course
    assignment: str
    source: Path | None
    workers: int
    again: bool
    cluster: str | None = None

    def inbox(self) -> Inbox:
        """Collect what was handed in, and return all there is."""
        return open_inbox(self.course, self.assignment, self.source, self.limit_bytes)

    def arrived(self, arrivals: Arrivals) -> Inbox:
        """Collect what has come to rest since the last look, and return that alone."""
        return arrived(self.course, self.assignment, self.source, self.limit_bytes, arrivals)

    @property
    def limit_bytes(self) -> int:
        """Return the size above which a notebook is not taken."""
        return course_policy(self.course.policy_path).notebook_bytes


def run_once(order: Order) -> "Outcome":
    """Grade what is there."""
    with only_grader(order.course, order.assignment), full_disk_said(order.course.root):
        inbox = order.inbox()
        with _open_desk(order, len(inbox.trainees)) as desk, _progress() as progress:
            return desk.grade(inbox, again=order.again, progress=progress)


def run_ordinary(order: Order) -> list["Outcome"]:
    """Grade what was collected of an ordinary assignment, notebook by notebook."""
    course, assignment = order.course, order.assignment
    outcomes = []
    with only_grader(course, assignment), full_disk_said(course.root):
        trainees, refusals = submitted_trainees(course, assignment)
        inbox = Inbox(tuple(trainees), tuple(refusals))
        for notebook in course.ordinary_notebooks(assignment):
            workers = min(order.workers, len(trainees))
            with _open_here(order, workers, notebook) as desk, _progress() as progress:
                outcomes.append(desk.grade(inbox, again=order.again, progress=progress))
    return outcomes


def run_watch(order: Order, console: Console) -> bool:
    """Grade what is there, then what arrives, until told to stop; tell whether one needs attention.

    An exercise that has been changed meanwhile is taken up at once, for everybody.
    """
    attention = False
    with (
        only_grader(order.course, order.assignment),
        full_disk_said(order.course.root),
        _until_told() as stop,
    ):
        while not stop.is_set():
            with _open_desk(order, MOST) as desk:
                with _progress() as progress:
                    outcome = desk.grade(
                        order.inbox(), again=order.again, progress=progress, stop=stop.is_set
                    )
                show_outcome(console, order.course, outcome)
                attention |= outcome.needs_attention
                attention |= _watch(order, desk, console, stop)
    console.print("Stopped; everything that was graded is written down.")
    return attention


def _watch(order: Order, desk: "Desk", console: Console, stop: threading.Event) -> bool:
    """Grade what arrives until told to stop, or until the exercise is another one."""
    attention = False
    arrivals = Arrivals()
    where = order.source or order.course.inbound
    console.print(f"Watching {where}; Ctrl-C ends.")
    while not stop.wait(POLL_S) and not desk.is_outdated():
        inbox = order.arrived(arrivals)
        if inbox.trainees or inbox.refusals:
            with _progress() as progress:
                outcome = desk.grade(inbox, again=False, progress=progress, stop=stop.is_set)
            show_round(console, outcome)
            attention |= outcome.needs_attention
    return attention


def _has_news(order: Order) -> bool:
    """Tell whether there is likely something to run: worth starting workers before it is sure."""
    reports, submitted = order.course.root / "reports", order.course.root / "submitted"
    if order.again:
        return True
    for path in submitted.glob(f"*/{order.assignment}"):
        report = reports / path.parent.name / f"{order.assignment}.json"
        if not report.is_file() or report.stat().st_mtime < path.stat().st_mtime:
            return True
    return False


def _open_desk(order: Order, most: int) -> AbstractContextManager["Desk"]:
    """Open a desk for so many submissions at once, at most."""
    if order.cluster:
        return _open_on_cluster(order, order.cluster, most)
    return _open_here(order, min(order.workers, most))


@contextmanager
def _open_here(order: Order, workers: int, notebook: str = "") -> Iterator["Desk"]:
    with (
        Judges(order.course, order.assignment, notebook) as judges,
        Pool(judges.judge, workers, lazy=not _has_news(order)) as pool,
    ):
        with no_collecting():
            import_jsonschema()
            import_jupytext()
            from aatulab.grading.desk import Desk  # noqa: PLC0415 - takes seconds

        with Desk(order.course, order.assignment, pool, notebook) as desk:
            yield desk


@contextmanager
def _open_on_cluster(order: Order, address: str, most: int) -> Iterator["Desk"]:
    import_jsonschema()
    if find_spec("distributed") is None:
        raise GradingError(
            "--cluster needs Dask, which is not installed here: pip install 'aatulab[cluster]'."
        )
    from aatulab.grading.cluster.client import use_cluster  # noqa: PLC0415 - takes seconds
    from aatulab.grading.desk import Desk  # noqa: PLC0415
    from aatulab.grading.grader import Grader  # noqa: PLC0415

    grader = Grader.of(order.course, order.assignment)
    with (
        use_cluster(address, grader) as cluster,
        Pool(cluster.worker, min(cluster.at_once, most)) as pool,
        Desk(order.course, order.assignment, pool) as desk,
    ):
        yield desk


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far it is, and how long it will take; give what to tell it."""
    bar = Progress(
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C or SIGTERM sets; a second one ends everything at once."""
    stop = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def tell(_number: int, _frame: FrameType | None) -> None:
        print("Stopping after the submissions at work; again: at once.", file=sys.stderr)
        stop.set()
        restore()

    for number in numbers:
        signal.signal(number, tell)
    try:
        yield stop
    finally:
        restore()
