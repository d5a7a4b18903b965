"""`aatulab grade ASSIGNMENT`: grade what was handed in, in the sandbox, on unseen cases.

Exit codes: 0 everything is graded and fine; 1 some submission needs attention; 2 wrong usage;
3 grading is impossible here (no sandbox, disk full), with what was graded before it kept.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from aatulab.cli.places import default_course

if TYPE_CHECKING:
    from aatulab.grading.batch import Entry, Outcome
    from aatulab.grading.course import Course
    from aatulab.grading.report import QuestionResult, Report

SIGNS = {
    "passed": "\u2713",
    "needs_review": "\u270e",
    "error": "!",
    "timeout": "\u25f7",
    "killed": "\u25a0",
    "not_run": "\u2013",
}
ELSE_SIGN = "\u2717"


def grade(
    assignment: Annotated[str, typer.Argument(help="Such as targeting-1.")],
    course: Annotated[
        Path | None,
        typer.Option(help="The course's folder [default: $AATULAB_COURSE or workspace/course]."),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="A folder of notebooks (ana.ipynb, ben/targeting-1.ipynb) instead of the"
            " exchange's inbox.",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="How many at once.", show_default="all cores")
    ] = os.cpu_count() or 1,
    again: Annotated[
        bool, typer.Option("--again", help="Run also what has not changed since last time.")
    ] = False,
) -> None:
    """Collect and grade submissions: each in the sandbox, on a case that nobody has seen.

    What has not changed is not run again; marks that people gave are kept. Reports, gradebook,
    graded notebooks and feedback pages lie in the course.

    Exit codes: 0 everything is graded and fine; 1 some submission needs attention (it is named);
    2 wrong usage; 3 grading is impossible here (no sandbox, disk full), with what was graded
    before kept.
    """
    from aatulab.errors import GradingError  # noqa: PLC0415 - quick --help
    from aatulab.grading.course import open_course  # noqa: PLC0415

    try:
        opened = open_course(course or default_course())
    except GradingError as error:
        raise typer.BadParameter(str(error), param_hint="--course") from error
    if assignment not in opened.assignments():
        known = ", ".join(opened.assignments())
        message = f"{opened.root} has no assignment {assignment!r}; there are: {known}"
        raise typer.BadParameter(message, param_hint="ASSIGNMENT")
    if source is not None and not source.is_dir():
        raise typer.BadParameter(f"there is no folder {source}", param_hint="--from")
    outcome = _run(opened, assignment, source, workers, again)
    _show(Console(soft_wrap=True, highlight=False), opened, outcome)
    raise typer.Exit(1 if outcome.needs_attention else 0)


def _run(
    course: "Course", assignment: str, source: Path | None, workers: int, again: bool
) -> "Outcome":
    from aatulab.grading.collect import open_inbox  # noqa: PLC0415
    from aatulab.grading.lock import only_grader  # noqa: PLC0415
    from aatulab.grading.policy import course_policy  # noqa: PLC0415
    from aatulab.grading.pool import Pool  # noqa: PLC0415
    from aatulab.grading.quick_imports import import_jsonschema  # noqa: PLC0415
    from aatulab.grading.store import full_disk_said  # noqa: PLC0415
    from aatulab.grading.workers import WorkerProcess  # noqa: PLC0415

    with only_grader(course, assignment):
        with full_disk_said(course.root):
            limit_bytes = course_policy(course.policy_path).notebook_bytes
            inbox = open_inbox(course, assignment, source, limit_bytes)
        at_once = min(workers, len(inbox.trainees))
        with Pool(lambda: WorkerProcess(course, assignment), at_once) as pool:
            # what takes seconds to import is imported while the workers start
            import_jsonschema()
            from aatulab.grading.batch import grade_assignment  # noqa: PLC0415
            from aatulab.grading.grader import Grader  # noqa: PLC0415
            from aatulab.grading.nbgrader_bridge.gradebook import Book  # noqa: PLC0415

            grader = Grader.of(course, assignment)
            with _progress_bar() as bar, Book(course) as book:
                task = bar.add_task("", total=None)
                return grade_assignment(
                    course,
                    grader,
                    inbox,
                    book,
                    pool,
                    again=again,
                    progress=lambda done, total: bar.update(task, completed=done, total=total),
                )


def _progress_bar() -> Progress:
    return Progress(
        TextColumn("Grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )


def _show(console: Console, course: "Course", outcome: "Outcome") -> None:
    if not outcome.entries and not outcome.refusals:
        console.print(f"Nothing was handed in: neither in {course.inbound} nor in a folder.")
        return
    if outcome.entries:
        console.print(_table(outcome))
    for note in outcome.notes:
        console.print(escape(note))
    for refusal in outcome.refusals:
        console.print(f"[bold]Not taken[/bold] {escape(refusal.trainee)}: {escape(refusal.reason)}")
    for entry in outcome.entries:
        if entry.report.needs_attention:
            _show_attention(console, entry.report)
    states = [_state(entry) for entry in outcome.entries]
    counts = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    console.print(f"{counts}. Feedback pages: {course.root / 'feedback'}")


def _state(entry: "Entry") -> str:
    return entry.state if entry.report.status == "graded" else entry.report.status


def _table(outcome: "Outcome") -> Table:
    names = [result.question for result in outcome.entries[0].report.questions]
    legend = ", ".join(f"{number} {name}" for number, name in enumerate(names, start=1))
    if any(result.needs_review for entry in outcome.entries for result in entry.report.questions):
        legend += f"; {SIGNS['needs_review']} is marked by a person in the formgrader"
    table = Table(caption=legend, caption_justify="left")
    table.add_column("trainee", overflow="fold")
    for number in range(1, len(names) + 1):
        table.add_column(str(number), justify="right", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for entry in outcome.entries:
        report = entry.report
        if report.status in {"refused", "failed"}:
            table.add_row(escape(report.trainee), *("" for _ in names), "\u2013", report.status)
            continue
        cells = [_cell(result) for result in report.questions]
        points = f"{report.points:g}/{report.max_points:g}"
        table.add_row(escape(report.trainee), *cells, points, _state(entry))
    return table


def _cell(result: "QuestionResult") -> str:
    sign = SIGNS.get(result.status, ELSE_SIGN)
    return sign if result.needs_review else f"{sign} {result.points:g}"


def _show_attention(console: Console, report: "Report") -> None:
    ended = [r.question for r in report.questions if r.status in {"timeout", "killed"}]
    notes = " ".join(report.notes) or f"{', '.join(ended) or 'it'} was ended at a limit."
    console.print(f"[bold]Attention[/bold] {escape(report.trainee)}: {escape(notes)}")
