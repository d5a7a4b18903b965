"""`aatulab course gain`: what a class knew before and after each lesson.

Exit codes: 0 done, 1 done and some records were not taken, 2 wrong usage, 3 it could not be done.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from aatulab.cli.places import CHECKOUT, CourseOption, default_course

if TYPE_CHECKING:
    from aatulab.grading.gain import ClassRecords, GainRow

MOST_REFUSALS = 20
CAUTION = (
    "before, after: shares right among those who answered both times. gain: the share of what was"
    " not known before that is known after, with its 90 % interval. Learners hand these answers in"
    " as they like, and nothing proves them: good for judging a lesson, not a learner."
)


def gain(
    course: CourseOption = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="A folder of records instead: <learner>.json, or a folder for each learner.",
        ),
    ] = None,
    courses: Annotated[
        Path, typer.Option(help="The lessons' sources.", exists=True, file_okay=False)
    ] = CHECKOUT / "courses",
    out: Annotated[Path | None, typer.Option(help="Also write the table as CSV.")] = None,
) -> None:
    """Say what a class has gained by each lesson, and where it is too small to tell.

    Reads the files that learners made on their home page (my-self-checks.json) and handed in with
    their work. Names nobody.
    """
    from aatulab.authoring.quiz import quiz_name, read_quiz  # noqa: PLC0415 - quick --help
    from aatulab.grading.gain import measure_class  # noqa: PLC0415
    from aatulab.grading.gain.table import gain_csv  # noqa: PLC0415

    records = _records(course, source)
    quizzes = [read_quiz(path) for path in sorted(courses.glob(f"*/*{quiz_name('')}"))]
    rows = measure_class(records, quizzes)
    console = Console(soft_wrap=True, highlight=False)
    if rows:
        console.print(_table(rows))
    else:
        console.print(
            "No answers to a self-check were found. Ask the class to press the second button of"
            " their home page, and to hand in my-self-checks.json with their work."
        )
    if out is not None:
        out.write_text(gain_csv(rows), encoding="utf-8")
        console.print(f"{out} is written.")
    _show_refusals(console, records.refusals)
    raise typer.Exit(1 if records.refusals else 0)


def _records(course: Path | None, source: Path | None) -> "ClassRecords":
    from aatulab.errors import GradingError  # noqa: PLC0415
    from aatulab.grading.course import open_course  # noqa: PLC0415
    from aatulab.grading.gain import read_course, read_folder  # noqa: PLC0415

    try:
        return (
            read_folder(source) if source else read_course(open_course(course or default_course()))
        )
    except GradingError as error:
        hint = "--from" if source else "--course"
        raise typer.BadParameter(str(error), param_hint=hint) from error


def _table(rows: "list[GainRow]") -> Table:
    table = Table("lesson / question", caption=CAUTION, caption_justify="left")
    for head in ("n", "only before", "before", "after", "gain", "90 %"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("verdict")
    for row in rows:
        if not row.question:
            table.add_section()
        name = f"  {row.question}" if row.question else f"[bold]{escape(row.lesson)}[/bold]"
        span = "–" if row.low is None else f"{row.low:+.2f} … {row.high:+.2f}"
        table.add_row(
            name, str(row.n), str(row.only_before), _share(row.before), _share(row.after),
            "–" if row.gain is None else f"{row.gain:+.2f}", span, row.verdict,
        )  # fmt: skip
    return table


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _show_refusals(console: Console, refusals: list[str]) -> None:
    for refusal in refusals[:MOST_REFUSALS]:
        console.print(f"[bold]Not taken[/bold] {escape(refusal)}")
    if len(refusals) > MOST_REFUSALS:
        console.print(f"and {len(refusals) - MOST_REFUSALS:,} more.")
