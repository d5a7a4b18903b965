"""`aatulab check PATH`: whether lessons and exercises hold what they promise.

Exit codes: 0 all clean, 1 something to mend (each with file and line), 2 wrong usage.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from aatulab.authoring.lint import Slip

PAGES = ("welcome.md", "home.md", "glossary.md")  # what is no lesson


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(exists=True, help="A lesson, an exercise's folder, or folders of them."),
    ],
    run: Annotated[
        bool, typer.Option("--run", help="Also run each lesson: which cell fails or is slow.")
    ] = False,
) -> None:
    """Lint lessons; run exercises against their bar (reference, untouched, wrong answers)."""
    from aatulab.authoring.bar import check_exercise  # noqa: PLC0415 - quick --help
    from aatulab.authoring.lint import lint_lesson, lint_page  # noqa: PLC0415
    from aatulab.cases import build_case  # noqa: PLC0415

    console = Console(soft_wrap=True)
    found = checked = lessons = 0
    for path in dict.fromkeys(item for given in paths for item in _things_in(given)):
        if path.is_dir():
            slips = check_exercise(path, build_case) + _translation(path / "exercise.md")
        else:
            slips = lint_page(path) if path.name in PAGES else lint_lesson(path)
            lessons += path.name not in PAGES
            slips += _rehearse(path) if run and not slips else []
            slips += _translation(path)
        checked += 1
        found += len(slips)
        for slip in slips:
            console.print(str(slip), markup=False, highlight=False)
    if not checked:
        console.print("Nothing to check here: no lesson (*.md) and no exercise.md was found.")
        raise typer.Exit(2)
    console.print(f"{checked} checked, {found} to mend.")
    if lessons and not run:
        console.print("Cells were not run: --run says which of them fails or is slow.")
    raise typer.Exit(1 if found else 0)


def _rehearse(path: Path) -> "list[Slip]":
    from aatulab.authoring.rehearsal import rehearse  # noqa: PLC0415 - it needs a kernel

    return rehearse(path)[1]


def _translation(path: Path) -> "list[Slip]":
    """Return what is missing or stale in the French of a page; nothing where there is none."""
    from aatulab.authoring.translation.check import check_translation  # noqa: PLC0415 - Babel
    from aatulab.authoring.translation.names import is_translated  # noqa: PLC0415

    return list(check_translation(path).slips) if is_translated(path) else []


def _things_in(path: Path) -> Iterator[Path]:
    """Give the lessons and exercise folders under a path."""
    if path.is_file():
        yield path.parent if path.name == "exercise.md" else path
        return
    folders = {found.parent for found in path.rglob("exercise.md")}
    yield from sorted(folders)
    for text in sorted(path.rglob("*.md")):
        in_exercise = any(folder in text.parents for folder in folders)
        if not in_exercise and not text.name.endswith(".notes.md"):
            yield text
