"""`aatulab translate`: the French catalogues beside the lessons, brought up to date and judged.

Exit codes: 0 done and all in French, 1 something to translate or to mend (each with file and
line), 2 wrong usage.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from aatulab.cli.places import CHECKOUT

translate_app = typer.Typer(no_args_is_help=True, help="French lessons: their gettext catalogues.")

_Pages = Annotated[
    list[Path] | None,
    typer.Argument(
        exists=True, metavar="LESSON", help="A lesson's .md, an exercise.md, or its .fr.po."
    ),
]
_Root = Annotated[
    Path, typer.Option(help="The checkout: courses/ and exercises/.", exists=True, file_okay=False)
]


@translate_app.command("update")
def update(
    pages: _Pages = None,
    every: Annotated[
        bool, typer.Option("--all", help="All pages that have a catalogue already.")
    ] = False,
    root: _Root = CHECKOUT,
) -> None:
    """Bring catalogues up to date with the English; nothing that you translated is lost.

    A catalogue that is not there yet is begun. What changed in English keeps its French as a
    draft, marked fuzzy. A catalogue with a slip is named with its line and left as it is.
    """
    from aatulab.authoring.translation.update import update_catalogue  # noqa: PLC0415 - --help
    from aatulab.errors import AatuLabError  # noqa: PLC0415

    console, broken = _console(), False
    for page in _chosen(pages, root, every=every):
        try:
            written = update_catalogue(page)
        except AatuLabError as error:  # the others are still brought up to date
            console.print(str(error), markup=False)
            broken = True
        else:
            _print_state(console, page, "written" if written else "was up to date")
    raise typer.Exit(1 if broken else 0)


@translate_app.command("check")
def check(pages: _Pages = None, root: _Root = CHECKOUT) -> None:
    """Say of the named ones (else of all) what is missing, stale, or breaks mark-up."""
    from aatulab.authoring.translation.check import check_translation  # noqa: PLC0415 - --help

    console, found = _console(), 0
    for page in _chosen(pages, root, every=not pages):
        state = check_translation(page)
        found += len(state.slips)
        for slip in state.slips:
            console.print(str(slip), markup=False)
        console.print(f"{state}.", markup=False)
    raise typer.Exit(1 if found else 0)


def _print_state(console: Console, page: Path, done: str) -> None:
    from aatulab.authoring.translation.check import check_translation  # noqa: PLC0415

    console.print(f"{check_translation(page)}; the file {done}.", markup=False)


def _chosen(pages: list[Path] | None, root: Path, *, every: bool) -> Iterator[Path]:
    """Give the pages that are meant, each by its English source."""
    from aatulab.authoring.translation.names import is_catalogue, page_of  # noqa: PLC0415

    if every == bool(pages):
        message = "name lessons, or give --all."
        raise typer.BadParameter(message)
    folders = (root / "courses", root / "exercises")
    begun = sorted(p for folder in folders for p in folder.rglob("*.po") if is_catalogue(p))
    for path in pages or begun:
        page = page_of(path) if is_catalogue(path) else path
        if page.suffix != ".md" or not page.is_file():
            message = f"{path}: expected a lesson's .md, or the .fr.po beside one."
            raise typer.BadParameter(message)
        yield page


def _console() -> Console:
    return Console(soft_wrap=True, highlight=False)
