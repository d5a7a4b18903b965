"""Build the notebook of a lesson from its MyST text; the same bytes every time.

Tags fold what the reader should open only on purpose: `solution` and `hide-input` fold the code.
Terms of the glossary that lies with the courses are explained where they first occur.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from aatulab.authoring.glossary import PAGE, Glossary, explain_terms, find_glossary
from aatulab.authoring.nodes import make_cell, make_notebook
from aatulab.authoring.text import SourceCell, read_source
from aatulab.authoring.translation.links import link_to_french, under_title
from aatulab.authoring.translation.names import is_translated

FOLDED = {"solution", "hide-input"}


def build_lesson_notebook(path: Path) -> NotebookNode:
    """Return the notebook of a lesson (or of any page of prose and code)."""
    cells = read_source(path).cells
    if is_translated(path):
        cells = under_title(cells, link_to_french(path))
    return assemble_notebook(cells, path.stem, {} if path.name == PAGE else find_glossary(path))


def assemble_notebook(cells: Iterable[SourceCell], stem: str, glossary: Glossary) -> NotebookNode:
    """Return the notebook of a page's cells; `stem` begins their ids."""
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower())[:48]
    explained: set[str] = set()
    return make_notebook(
        _build_cell(_explained(cell, glossary, explained), f"{name}-{number}")
        for number, cell in enumerate(cells, start=1)
        if cell.source.strip()
    )


def _explained(cell: SourceCell, glossary: Glossary, explained: set[str]) -> SourceCell:
    if cell.kind == "code":
        return cell
    return replace(cell, source=explain_terms(cell.source, glossary, explained))


def _build_cell(cell: SourceCell, cell_id: str) -> NotebookNode:
    metadata: dict[str, object] = {"tags": list(cell.tags)} if cell.tags else {}
    if FOLDED & set(cell.tags):
        metadata["jupyter"] = {"source_hidden": True}
    return make_cell(cell.kind, cell_id, cell.source, metadata)
