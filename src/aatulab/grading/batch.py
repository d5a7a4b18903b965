"""Grade what is new or changed of one assignment in a course, and write it down.

Order of writing, per group of submissions: graded notebooks, gradebook (one transaction),
feedback, reports.  A report is the mark that all before it is done, so whatever interrupts a
batch (a full disk, kill -9, a power cut) is made good by grading again.  One thread writes; no
file is ever half written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from aatulab.errors import GradingError
from aatulab.grading.collect import Inbox, Refusal, read_handed_in
from aatulab.grading.course import Course
from aatulab.grading.feedback import lay_out, render_page
from aatulab.grading.grader import Paper, unrun_report
from aatulab.grading.intake import Submission
from aatulab.grading.marks import Marks, NewReport
from aatulab.grading.pool import Pool
from aatulab.grading.rawnotebook import RefusedError
from aatulab.grading.report import Report
from aatulab.grading.store import full_disk_said, sweep, write_file

LOOK = "The grader failed on this submission; an instructor has to look."
CARRIED = ("timestamp.txt", "submission_secret.txt")  # nbgrader releases feedback by them
READ_ONLY, OWNER_ONLY = 0o444, 0o600
GROUP = 32  # reports in one transaction, at most,
PATIENCE_S = 1.0  # or as many as are done within this time after the first


class Book(Protocol):
    """The gradebook, as far as a batch needs it; nbgrader's in production."""

    def require_questions(self, paper: Paper) -> None:
        """Raise `GradingError` unless the gradebook knows the questions and their points."""

    def graded_notebook(self, cells: Submission, report: Report) -> bytes:
        """Return the notebook that instructors see."""

    def enter(self, reports: Sequence[NewReport]) -> Mapping[str, Marks]:
        """Enter reports, all or none, and return what stands beside each, by trainee."""


class Worker(Protocol):
    """Whatever grades one submission after the other."""

    def grade(self, path: Path, trainee: str) -> Report:
        """Return the report on a submission."""


W = TypeVar("W", bound=Worker)
State = Literal["graded", "unchanged"]


@dataclass(frozen=True)
class Ledger:
    """What reports are written down in: the folders of a course and its gradebook."""

    course: Course
    paper: Paper
    book: Book


@dataclass(frozen=True)
class Entry:
    """What became of one submission in this run; its report without what the cells showed."""

    report: Report
    state: State


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
    ledger: Ledger,
    inbox: Inbox,
    pool: Pool[W],
    *,
    again: bool = False,
    progress: Progress = lambda _done, _total: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Grade and write down an assignment's submissions; `again` those, too, that are unchanged.

    When `stop` says so, what is not at work yet is left for the next time.

    Raises `GradingError` or `SandboxError` when grading as such is impossible; submissions
    that were done before that stay graded.
    """
    total = len(inbox.trainees)
    batch = _Batch(ledger)
    ledger.book.require_questions(ledger.paper)
    with full_disk_said(
        ledger.course.root, lambda: f"{len(batch.entries)} of {total} are graded. "
    ):
        todo = batch.sort_out(inbox.trainees, again=again)
        progress(len(batch.entries), total)
        tasks = [batch.task(trainee) for trainee in todo]
        for reports in pool.run_in_groups(tasks, GROUP, PATIENCE_S):
            batch.settle(reports)
            progress(len(batch.entries), total)
            if stop():
                break
    entries = sorted(batch.entries, key=lambda entry: entry.report.trainee)
    return Outcome(tuple(entries), inbox.refusals, inbox.notes)


def write_down(ledger: Ledger, reports: Sequence[Report]) -> None:
    """Bring graded notebooks, gradebook, feedback and reports of submissions up to date."""
    news = [_new_report(ledger.course, report) for report in reports]
    for report in reports:
        _write_graded(ledger, report)
    marks = ledger.book.enter(news)
    for report in reports:
        write_feedback(ledger.course, ledger.paper, report, marks[report.trainee])
    for report in reports:
        write_file(_report_path(ledger.course, report), report.to_json())


def _report_path(course: Course, report: Report) -> Path:
    return course.report_path(report.trainee, report.assignment, report.notebook)


def _new_report(course: Course, report: Report) -> NewReport:
    before = Report.read(_report_path(course, report))
    changed = before is None or before.submission_digest != report.submission_digest
    return NewReport(report, read_handed_in(course, report.trainee, report.assignment), changed)


def _write_graded(ledger: Ledger, report: Report) -> None:
    course, trainee, assignment = ledger.course, report.trainee, report.assignment
    submitted = course.submitted_notebook(trainee, assignment, report.notebook)
    _, cells = ledger.paper.read(submitted)
    graded = course.step("autograded", trainee, assignment)
    _carry(course.step("submitted", trainee, assignment), graded)
    notebook = ledger.book.graded_notebook(cells, report)
    write_file(graded / f"{report.notebook}.ipynb", notebook, READ_ONLY)


def write_feedback(course: Course, paper: Paper, report: Report, marks: Marks) -> None:
    """Write the page that the trainee reads, where nbgrader releases it from."""
    folder = course.step("feedback", report.trainee, report.assignment)
    _carry(course.step("submitted", report.trainee, report.assignment), folder)
    page = feedback_page(paper, report, marks)
    write_file(folder / f"{report.notebook}.html", page.encode())


def feedback_page(paper: Paper, report: Report, marks: Marks) -> str:
    """Return the page that the trainee reads."""
    titles = {question.id: question.title for question in paper.asked}
    return render_page(lay_out(paper.title, titles, report, marks))


class _Batch:
    """The submissions of one run and what has become of them so far."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.course, self.paper = ledger, ledger.course, ledger.paper
        self.entries: list[Entry] = []

    def sort_out(self, trainees: Sequence[str], *, again: bool) -> list[str]:
        """Settle what needs no run, and return whose work has to be graded."""
        todo: list[str] = []
        for start in range(0, len(trainees), GROUP):
            kept = []
            for trainee in trainees[start : start + GROUP]:
                self._sweep(trainee)
                try:
                    report = self._kept_report(trainee)
                except RefusedError as error:
                    self.settle([unrun_report(self.paper, trainee, "refused", str(error))])
                    continue
                if again or report is None:
                    todo.append(trainee)
                else:
                    kept.append(report)
            if kept:
                write_down(self.ledger, kept)
                self._note(kept, "unchanged")
        return todo

    def _sweep(self, trainee: str) -> None:
        for step in ("submitted", "autograded", "feedback"):
            sweep(self.course.step(step, trainee, self.paper.assignment))
        sweep(self._path(self.course.report_path, trainee).parent)

    def _path(self, of: Callable[[str, str, str], Path], trainee: str) -> Path:
        return of(trainee, self.paper.assignment, self.paper.notebook)

    def _kept_report(self, trainee: str) -> Report | None:
        """Return the report that still holds for a trainee's work; None when it has to run."""
        digest = self.paper.submission_digest(self._path(self.course.submitted_notebook, trainee))
        kept = Report.read(self._path(self.course.report_path, trainee))
        same = (digest, self.paper.digest())
        is_valid = kept is not None and (kept.submission_digest, kept.grader_digest) == same
        return kept if is_valid else None

    def task(self, trainee: str) -> Callable[[Worker], Report]:
        """Return what a worker has to do for one submission."""
        path = self._path(self.course.submitted_notebook, trainee)

        def grade(worker: Worker) -> Report:
            try:
                return worker.grade(path, trainee)
            except GradingError as error:  # the worker's process died
                return unrun_report(self.paper, trainee, "failed", f"{LOOK} {error}")

        return grade

    def settle(self, reports: Sequence[Report]) -> None:
        """Write down new reports; one of which nothing was run leaves the gradebook alone."""
        unrun = [report for report in reports if report.status in {"refused", "failed"}]
        for report in unrun:
            write_feedback(self.course, self.paper, report, Marks())
        ran = [report for report in reports if report not in unrun]
        if ran:
            write_down(self.ledger, ran)
        self._note(reports, "graded")

    def _note(self, reports: Sequence[Report], state: State) -> None:
        # without what they showed: a run over thousands must not hold all their pictures
        self.entries += [Entry(report.without_evidence(), state) for report in reports]


def _carry(source: Path, target: Path) -> None:
    for name in CARRIED:
        path = source / name
        if path.is_file():
            mode = OWNER_ONLY if name == "submission_secret.txt" else 0o644
            write_file(target / name, path.read_bytes(), mode)
