"""What `aatulab grade` prints: a table, what was not taken, what needs attention."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

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


def show_outcome(console: Console, course: "Course", outcome: "Outcome") -> None:
    """Print what a run over the whole inbox came to."""
    if not outcome.entries and not outcome.refusals:
        console.print(f"Nothing was handed in: neither in {course.inbound} nor in a folder.")
        return
    if outcome.entries:
        console.print(_table(outcome))
        _show_guarantee(console, outcome)
    _show_odd(console, outcome)
    states = [_state(entry) for entry in outcome.entries]
    counts = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    console.print(f"{counts}. Feedback pages: {course.root / 'feedback'}")


def show_round(console: Console, outcome: "Outcome") -> None:
    """Print what has become of the submissions that have just arrived, a line each."""
    for entry in outcome.entries:
        report = entry.report
        points = f"{report.points:g}/{report.max_points:g}"
        shown = _state(entry) if report.status in {"refused", "failed"} else points
        console.print(f"{escape(report.trainee)}: {shown}")
    _show_odd(console, outcome)


def _show_odd(console: Console, outcome: "Outcome") -> None:
    for note in outcome.notes:
        console.print(escape(note))
    for refusal in outcome.refusals:
        console.print(f"[bold]Not taken[/bold] {escape(refusal.trainee)}: {escape(refusal.reason)}")
    for entry in outcome.entries:
        if entry.report.needs_attention:
            _show_attention(console, entry.report)


def _show_guarantee(console: Console, outcome: "Outcome") -> None:
    """Say how much the scores prove, where that is less than usual."""
    from aatulab.grading.report import GUARANTEES  # noqa: PLC0415 - quick --help

    weaker = {e.report.guarantee for e in outcome.entries} - {"unseen_case"}
    for guarantee in sorted(weaker):
        console.print(f"[bold]Mind[/bold] {GUARANTEES[guarantee]}")


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
