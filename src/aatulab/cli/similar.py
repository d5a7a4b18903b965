"""`aatulab similar ASSIGNMENT`: which submissions resemble each other, for a person to look at.

Exit codes: 0 done, 2 wrong usage, 3 it could not be done.
"""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from aatulab.cli.places import CourseOption, default_course

CAUTION = (
    "This is no finding: short answers to one question look alike. Read both before you ask"
    " anybody anything."
)


def similar(
    assignment: Annotated[str, typer.Argument(help="Such as targeting-1.")],
    course: CourseOption = None,
    most: Annotated[int, typer.Option(min=1, help="How many pairs to show.")] = 20,
) -> None:
    """List the pairs of submissions whose code is most alike. It changes no point."""
    from aatulab.errors import GradingError  # noqa: PLC0415 - quick --help
    from aatulab.grading.collect import submitted_trainees  # noqa: PLC0415
    from aatulab.grading.course import open_course  # noqa: PLC0415
    from aatulab.grading.papers import open_paper  # noqa: PLC0415
    from aatulab.grading.similarity import find_similar  # noqa: PLC0415
    from aatulab.grading.similarity.works import given_code, read_works  # noqa: PLC0415

    try:
        opened = open_course(course or default_course())
    except GradingError as error:
        raise typer.BadParameter(str(error), param_hint="--course") from error
    trainees, _ = submitted_trainees(opened, assignment)
    console = Console(soft_wrap=True, highlight=False)
    for notebook in opened.ordinary_notebooks(assignment) or (assignment,):
        paper = open_paper(opened, assignment, notebook)
        works = read_works(opened, paper, trainees)
        pairs = find_similar(works, given_code(paper.slots))
        if not pairs:
            console.print(f"{notebook}: no two of {len(trainees)} submissions are much alike.")
            continue
        table = Table("one", "other", "alike", "where", caption=CAUTION, caption_justify="left")
        for pair in pairs[:most]:
            where = ", ".join(f"{name} ({number})" for name, number in pair.pieces)
            table.add_row(escape(pair.one), escape(pair.other), f"{pair.share:.0%}", escape(where))
        console.print(table)
