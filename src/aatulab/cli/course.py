"""`aatulab course`: the folder in which submissions are graded, and the tables of what is taught.

Exit codes: 0 made or up to date, 2 wrong usage, 3 it could not be done.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from aatulab.cli.course_gain import gain
from aatulab.cli.places import CHECKOUT, CourseOption, default_course

if TYPE_CHECKING:
    from aatulab.grading.course import Course

course_app = typer.Typer(no_args_is_help=True, help="The instructor's folder: a course.")
course_app.command("gain")(gain)


@course_app.command("create")
def create(
    course: CourseOption = None,
    course_id: Annotated[
        str | None, typer.Option(help="nbgrader's id of the course.", show_default="aatu")
    ] = None,
    exercises: Annotated[
        Path, typer.Option(help="The exercises' sources.", exists=True, file_okay=False)
    ] = CHECKOUT / "exercises",
    database: Annotated[
        str | None,
        typer.Option(
            help="A server for the gradebook, such as postgresql+pg8000://USER:PASSWORD@HOST/NAME.",
            show_default="a file in the course",
        ),
    ] = None,
    assignment: Annotated[
        list[str] | None, typer.Option(help="Only these assignments.", show_default="all")
    ] = None,
) -> None:
    """Make a course, or bring its assignments up to date; nothing in it is lost.

    Writes the secret from which the unseen cases are drawn. Keep a copy of it in a safe place.
    """
    from aatulab.grading.setup import create_course, plan_course  # noqa: PLC0415 - quick --help

    console = Console(soft_wrap=True, highlight=False)
    planned = plan_course(course or default_course(), exercises, course_id, database)
    known = planned.assignments()
    for wanted in assignment or []:
        if wanted not in known:
            message = (
                f"there is no exercise {wanted!r} in {exercises}; there are: {', '.join(known)}"
            )
            raise typer.BadParameter(message, param_hint="--assignment")
    with console.status("Building the assignments ..."):
        created = create_course(planned, assignment or known, _generate)
    root = created.course.root
    if not created.is_new and not created.generated:
        console.print(f"The course in {root} is up to date.")
        return
    console.print(f"The course {planned.course_id!r} in {root}: {', '.join(created.generated)}.")
    if created.is_new and created.generated:
        first = created.generated[0]
        console.print(
            f"Its secret is {planned.secret_path}: keep a copy, show it to nobody.\n"
            f"Next: cd {root} && nbgrader release_assignment {first}\n"
            f"or put notebooks into a folder and run aatulab grade {first} --from FOLDER"
        )


@course_app.command("tables")
def tables(
    root: Annotated[
        Path, typer.Option(help="The checkout: courses/ and exercises/.", exists=True)
    ] = CHECKOUT,
    write: Annotated[
        bool, typer.Option("--write", help="Write README.md's table and courses/glossary.md.")
    ] = False,
) -> None:
    """Print the table of the curriculum, or write it and the glossary's page to their places."""
    from aatulab.authoring.curriculum_table import curriculum_table, with_block  # noqa: PLC0415
    from aatulab.authoring.glossary import FILE, PAGE, glossary_page, load_glossary  # noqa: PLC0415

    table = curriculum_table(root)
    if not write:
        print(table)
        return
    readme, courses = root / "README.md", root / "courses"
    readme.write_text(
        with_block(readme.read_text(encoding="utf-8"), table, readme), encoding="utf-8"
    )
    page = glossary_page(load_glossary(courses / FILE))
    (courses / PAGE).write_text(page, encoding="utf-8")
    print(f"{readme} and {courses / PAGE} are written.")


def _generate(course: "Course", assignment: str) -> None:
    # nbgrader takes seconds to import; a course that is up to date does without
    from aatulab.grading.quick_imports import import_jsonschema  # noqa: PLC0415

    import_jsonschema()
    from aatulab.grading.nbgrader_bridge.generate import generate_assignment  # noqa: PLC0415

    generate_assignment(course, assignment)
