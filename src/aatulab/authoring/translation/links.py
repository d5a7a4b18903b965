"""Links between the two languages: each page names its other one, French pages lead to French."""

import re
from pathlib import Path

from aatulab.authoring.text import SourceCell
from aatulab.authoring.translation.names import french_notebook, is_translated

_TO_NOTEBOOK = re.compile(
    r"(?P<words>\[[^\]]*\])\((?P<target>[^)\s:]+\.ipynb)(?P<part>#[^)\s]*)?\)"
)
TOP = "courses"  # where the sources of the workspace's first pages lie
EXERCISE = "exercise.md"  # the source of an exercise's notebook, which has its folder's name


def notebook_name(page: Path) -> str:
    """Return what the English notebook of a page is called."""
    return page.with_suffix(".ipynb").name


def link_to_french(page: Path) -> str:
    """Return the line that an English page has under its title."""
    return f"*[Lire cette page en français]({french_notebook(notebook_name(page))})*"


def link_to_english(page: Path) -> str:
    """Return what the line under a French page's title begins with."""
    return f"[Read this page in English]({notebook_name(page)})."


def under_title(cells: tuple[SourceCell, ...], line: str) -> tuple[SourceCell, ...]:
    """Return a page's cells with one more paragraph after its title."""
    first, *others = cells
    title, _, rest = first.source.partition("\n")
    source = f"{title}\n\n{line}\n{rest}".rstrip("\n")
    return (SourceCell(first.kind, source, first.tags), *others)


def to_french_pages(text: str, base: Path) -> str:
    """Return a text whose links lead to French notebooks, and say where there is none.

    `base` is the folder in the sources that corresponds to the page's own in the workspace.
    """

    def led(match: re.Match[str]) -> str:
        target = match["target"]
        if is_translated(base / target) or is_translated(base / TOP / target):
            return f"{match['words']}({french_notebook(target)}{match['part'] or ''})"
        if is_translated((base / target).with_name(EXERCISE)):
            return f"{match[0]} (en anglais ; [énoncé en français]({french_notebook(target)}))"
        return f"{match[0]} (en anglais)"

    return _TO_NOTEBOOK.sub(led, text)
