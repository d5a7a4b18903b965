"""`aatulab new lesson|assignment`: files to fill in, in their places; nothing is overwritten.

Exit codes: 0 written, 2 wrong usage (a name that is no id, or a place that is taken).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from aatulab.cli.places import CHECKOUT

new_app = typer.Typer(no_args_is_help=True, help="Begin a lesson or an assignment.")

TITLE = typer.Option(help="Its title, as learners read it.")
ROOT = typer.Option(help="The checkout: courses/ and exercises/.", exists=True, file_okay=False)


@new_app.command("lesson")
def lesson(
    name: Annotated[str, typer.Argument(metavar="TRACK/LESSON", help="Ids, such as targeting/x.")],
    title: Annotated[str, TITLE],
    root: Annotated[Path, ROOT] = CHECKOUT,
) -> None:
    """Write a lesson's text, its instructor's notes and its self-check."""
    from aatulab.authoring.scaffold import curriculum_step, lesson_files  # noqa: PLC0415

    track, _, stem = name.partition("/")
    for word in (track, stem):
        _check_id(word, "TRACK/LESSON, such as targeting/post-and-express")
    _write(root / "courses", lesson_files(track, stem, title))
    print(f"Put this into courses/curriculum.yml:\n\n{curriculum_step(stem)}")
    print(f"Then: aatulab check courses/{track}/{stem}.md")


@new_app.command("assignment")
def assignment(
    name: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Id, such as targeting-5.")],
    title: Annotated[str, TITLE],
    root: Annotated[Path, ROOT] = CHECKOUT,
) -> None:
    """Write an assignment: text with reference, questions, a rubric, one wrong answer."""
    from aatulab.authoring.scaffold import assignment_files  # noqa: PLC0415

    _check_id(name, "lower-case words joined by hyphens, such as targeting-5")
    _write(root / "exercises", assignment_files(name, title))
    print(f"Put this into courses/curriculum.yml:\n\n      - exercise: {name}\n")
    print(f"Five wrong answers are asked for. Then: aatulab check exercises/{name}")


def _check_id(word: str, expected: str) -> None:
    from aatulab.authoring.fields import ID  # noqa: PLC0415

    if not ID.fullmatch(word):
        message = f"found {word!r}, expected {expected}."
        raise typer.BadParameter(message)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name in files:
        if (folder / name).exists():
            message = f"{folder / name} is there already; choose another name."
            raise typer.BadParameter(message)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
