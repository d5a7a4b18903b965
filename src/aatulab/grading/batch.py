"""Grade what is new or changed of one assignment in a course, and write it down.

Order of writing, per submission: graded notebook, gradebook, feedback, report.  The report is
the mark that all before it is done, so whatever interrupts a batch (a full disk, a power cut)
is made good by grading again.  One thread writes; no file is ever half written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from aatulab.errors import GradingError
from aatulab.grading.collect import Inbox, Refusal, read_handed_in
from aatulab.grading.course import Course
from aatulab.grading.feedback import render_feedback
from aatulab.grading.grader import Grader, digest_of, unrun_report
from aatulab.grading.intake import Submission
from aatulab.grading.marks import Marks
from aatulab.grading.pool import Pool
from aatulab.grading.rawnotebook import RefusedError
from aatulab.grading.report import Report
from aatulab.grading.store import full_disk_said, write_file

LOOK = "The grader failed on this submission; an instructor has to look."
CARRIED = ("timestamp.txt", "submission_secret.txt")  # nbgrader releases feedback by them
READ_ONLY, OWNER_ONLY = 0o444, 0o600


class Book(Protocol):
    """The gradebook, as far as a batch needs it; nbgrader's in production."""

    def require_assignment(self, assignment: str) -> None:
        """Raise `GradingError` when the gradebook does not know an assignment."""

    def graded_notebook(self, cells: Submission, report: Report) -> bytes:
        """Return the notebook that instructors see."""

    def record(self, report: Report, handed_in: datetime | None, *, changed: bool) -> None:
        """Enter a report as a whole or not at all."""

    def marks(self, trainee: str, assignment: str) -> Marks:
        """Return what people have added."""


class Worker(Protocol):
    """Whatever grades one submission after the other."""

    def grade(self, path: Path, trainee: str) -> Report:
        """Return the report on a submission."""


W = TypeVar("W", bound=Worker)


@dataclass(frozen=True)
class Entry:
    """What became of one submission in this run."""

    report: Report
    state: Literal["graded", "unchanged"]


@dataclass(frozen=True)
class Outcome:
    """What one run of grading came to."""

    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]

    @property
    def needs_attention(self) -> bool:
        """Tell whether an instructor should look at some submission."""
        return bool(self.refusals) or any(e.report.needs_attention for e in self.entries)


Progress = Callable[[int, int], None]


def grade_assignment(
    course: Course,
    grader: Grader,
    inbox: Inbox,
    book: Book,
    pool: Pool[W],
    *,
    again: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Outcome:
    """Grade and write down an assignment's submissions; `again` those, too, that are unchanged.

    Raises `GradingError` or `SandboxError` when grading as such is impossible; submissions
    that were done before that stay graded.
    """
    total = len(inbox.trainees)
    batch = _Batch(course, grader, book)
    book.require_assignment(batch.assignment)
    with full_disk_said(course.root, lambda: f"{len(batch.entries)} of {total} are graded. "):
        todo = batch.sort_out(inbox.trainees, again=again)
        progress(len(batch.entries), total)
        for report in pool.run_all([batch.task(trainee) for trainee in todo]):
            batch.settle(report)
            progress(len(batch.entries), total)
    entries = sorted(batch.entries, key=lambda entry: entry.report.trainee)
    return Outcome(tuple(entries), inbox.refusals, inbox.notes)


def write_down(course: Course, grader: Grader, book: Book, report: Report) -> None:
    """Bring graded notebook, gradebook, feedback and report of a submission up to date."""
    trainee, assignment = report.trainee, report.assignment
    before = Report.read(course.report_path(trainee, assignment))
    changed = before is None or before.submission_digest != report.submission_digest
    _, cells = grader.read(course.submitted_notebook(trainee, assignment))
    graded = course.step("autograded", trainee, assignment)
    _carry(course.step("submitted", trainee, assignment), graded)
    write_file(graded / f"{assignment}.ipynb", book.graded_notebook(cells, report), READ_ONLY)
    book.record(report, read_handed_in(course, trainee, assignment), changed=changed)
    write_feedback(course, grader, report, book.marks(trainee, assignment))
    write_file(course.report_path(trainee, assignment), report.to_json())


def write_feedback(course: Course, grader: Grader, report: Report, marks: Marks) -> None:
    """Write the page that the trainee reads, where nbgrader releases it from."""
    folder = course.step("feedback", report.trainee, report.assignment)
    _carry(course.step("submitted", report.trainee, report.assignment), folder)
    page = render_feedback(grader.exercise, report, marks)
    write_file(folder / f"{report.assignment}.html", page.encode())


class _Batch:
    """The submissions of one run and what has become of them so far."""

    def __init__(self, course: Course, grader: Grader, book: Book) -> None:
        self.course, self.grader, self.book = course, grader, book
        self.assignment = grader.exercise.assignment
        self.entries: list[Entry] = []

    def sort_out(self, trainees: Sequence[str], *, again: bool) -> list[str]:
        """Settle what needs no run, and return whose work has to be graded."""
        digest = self.grader.digest()
        todo = []
        for trainee in trainees:
            try:
                data, _ = self.grader.read(self.course.submitted_notebook(trainee, self.assignment))
            except RefusedError as error:
                self.settle(unrun_report(self.grader, trainee, "refused", str(error)))
                continue
            kept = Report.read(self.course.report_path(trainee, self.assignment))
            same = (digest_of(data), digest)
            if again or kept is None or (kept.submission_digest, kept.grader_digest) != same:
                todo.append(trainee)
                continue
            write_down(self.course, self.grader, self.book, kept)
            self.entries.append(Entry(kept, "unchanged"))
        return todo

    def task(self, trainee: str) -> Callable[[Worker], Report]:
        """Return what a worker has to do for one submission."""
        path = self.course.submitted_notebook(trainee, self.assignment)

        def grade(worker: Worker) -> Report:
            try:
                return worker.grade(path, trainee)
            except GradingError as error:  # the worker's process died
                return unrun_report(self.grader, trainee, "failed", f"{LOOK} {error}")

        return grade

    def settle(self, report: Report) -> None:
        """Write down a new report; one of which nothing was run leaves the gradebook alone."""
        if report.status in {"refused", "failed"}:
            write_feedback(self.course, self.grader, report, Marks())
        else:
            write_down(self.course, self.grader, self.book, report)
        self.entries.append(Entry(report, "graded"))


def _carry(source: Path, target: Path) -> None:
    for name in CARRIED:
        path = source / name
        if path.is_file():
            mode = OWNER_ONLY if name == "submission_secret.txt" else 0o644
            write_file(target / name, path.read_bytes(), mode)
