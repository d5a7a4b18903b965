"""Split a MyST notebook (jupytext's `md:myst`) into front matter and cells.

The one place that knows jupytext.  Called by exercise.py, wrong.py and lessons.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import jupytext
import yaml
from jupytext.formats import JupytextFormatError
from jupytext.myst import MystMetadataParsingError

from aatulab.authoring.fields import Fields, show
from aatulab.errors import ExerciseError

FENCE = "---"


@dataclass(frozen=True)
class SourceCell:
    """One cell as its author wrote it."""

    kind: Literal["markdown", "code"]
    source: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class SourceText:
    """A MyST notebook: its front matter and its cells."""

    path: Path
    front: Fields
    cells: tuple[SourceCell, ...]


def read_source(path: Path) -> SourceText:
    """Return the front matter and the cells of a MyST notebook."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExerciseError(f"{path}: not readable as a text file: {error}") from error
    front = _read_front(path, text)
    try:
        notebook = jupytext.reads(text, fmt="md:myst")
    except (MystMetadataParsingError, JupytextFormatError, ValueError, KeyError) as error:
        raise ExerciseError(
            f"{path}: jupytext cannot read this as a MyST notebook: {error}. Look for a key of the"
            " front matter without a value, and for a ```{code-cell} that no ``` closes."
        ) from error
    return SourceText(
        path,
        Fields.of(f"{path}: front matter", front),
        tuple(_read_cell(path, cell) for cell in notebook.cells),
    )


def _read_front(path: Path, text: str) -> Mapping[str, object]:
    lines = text.splitlines()
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise ExerciseError(
            f"{path}: expected front matter between two lines of ---, found"
            f" {show(lines[0] if lines else '')} in line 1. See CONTRIBUTING.md."
        )
    end = lines.index(FENCE, 1)
    try:
        front = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        raise ExerciseError(f"{path}: front matter: not readable as YAML: {error}") from error
    if not isinstance(front, dict):
        raise ExerciseError(
            f"{path}: front matter: expected lines of 'key: value', found {show(front)}."
        )
    return {key: value for key, value in front.items() if key not in {"jupytext", "kernelspec"}}


def _read_cell(path: Path, cell: object) -> SourceCell:
    kind = str(getattr(cell, "cell_type", ""))
    source = str(getattr(cell, "source", ""))
    if kind not in {"markdown", "code"}:
        raise ExerciseError(
            f"{path}: a cell of type {kind!r} starts with {show(source)}; only markdown and"
            " code cells are used here."
        )
    tags = getattr(cell, "metadata", {}).get("tags", [])
    if not isinstance(tags, list):
        raise ExerciseError(
            f"{path}: the tags of the cell that starts with {show(source)}: expected a list"
            f" such as [answer, lead-time], found {show(tags)}."
        )
    return SourceCell(
        "code" if kind == "code" else "markdown", source, tuple(str(tag) for tag in tags)
    )
