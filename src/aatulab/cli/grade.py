"""`aatulab grade ASSIGNMENT`: grade what was handed in, in the sandbox, on unseen cases.

Exit codes: 0 everything is graded and fine; 1 some submission needs attention; 2 wrong usage;
3 grading is impossible here (no sandbox, disk full), with what was graded before it kept.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from aatulab.cli.places import CourseOption, default_course

if TYPE_CHECKING:
    from aatulab.grading.course import Course


def grade(
    assignment: Annotated[str, typer.Argument(help="Such as targeting-1.")],
    course: CourseOption = None,
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
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and grade as submissions arrive; Ctrl-C ends.")
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(
            help="Grade on the workers of this Dask scheduler, such as tcp://10.0.0.5:8786."
        ),
    ] = None,
) -> None:
    """Collect and grade submissions: each in the sandbox, on a case that nobody has seen.

    What has not changed is not run again; marks that people gave are kept. Reports, gradebook,
    graded notebooks and feedback pages lie in the course.

    Exit codes: 0 everything is graded and fine; 1 some submission needs attention (it is named);
    2 wrong usage; 3 grading is impossible here (no sandbox, disk full), with what was graded
    before kept.
    """
    from aatulab.cli.grade_run import Order, run_once, run_ordinary, run_watch  # noqa: PLC0415 - quick --help
    from aatulab.cli.grade_show import show_outcome  # noqa: PLC0415

    order = Order(_open(course, assignment), assignment, source, workers, again, cluster)
    if source is not None and not source.is_dir():
        raise typer.BadParameter(f"there is no folder {source}", param_hint="--from")
    is_ordinary = not order.course.is_exercise(assignment)
    if is_ordinary and (source or watch or cluster):
        raise typer.BadParameter(
            "--from, --watch and --cluster are for our own exercises; bring the submissions of an"
            f" ordinary assignment in with `nbgrader collect {assignment}`",
            param_hint="ASSIGNMENT",
        )
    console = Console(soft_wrap=True, highlight=False)
    if watch:
        raise typer.Exit(1 if run_watch(order, console) else 0)
    outcomes = run_ordinary(order) if is_ordinary else [run_once(order)]
    for outcome in outcomes:
        show_outcome(console, order.course, outcome)
    raise typer.Exit(1 if any(outcome.needs_attention for outcome in outcomes) else 0)


def _open(folder: Path | None, assignment: str) -> "Course":
    from aatulab.errors import GradingError  # noqa: PLC0415
    from aatulab.grading.course import open_course  # noqa: PLC0415

    try:
        course = open_course(folder or default_course())
    except GradingError as error:
        raise typer.BadParameter(str(error), param_hint="--course") from error
    names = (*course.assignments(), *course.ordinary_assignments())
    if assignment not in names:
        known = ", ".join(names)
        message = f"{course.root} has no assignment {assignment!r}; there are: {known}"
        raise typer.BadParameter(message, param_hint="ASSIGNMENT")
    return course
