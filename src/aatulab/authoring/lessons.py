"""Build the notebook of a lesson from its MyST text; the same bytes every time.

Tags fold what the reader should open only on purpose: `solution` and `hide-input` fold the code.
Terms of the glossary that lies with the courses are explained where they first occur.
"""

import re
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from aatulab.authoring.glossary import PAGE, Glossary, explain_terms, find_glossary
from aatulab.authoring.nodes import make_cell, make_notebook
from aatulab.authoring.text import SourceCell, read_source

FOLDED = {"solution", "hide-input"}


def build_lesson_notebook(path: Path) -> NotebookNode:
    """Return the notebook of a lesson (or of any page of prose and code)."""
    text = read_source(path)
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower())[:48]
    glossary: Glossary = {} if path.name == PAGE else find_glossary(path)
    explained: set[str] = set()
    return make_notebook(
        _build_cell(_explained(cell, glossary, explained), f"{stem}-{number}")
        for number, cell in enumerate(text.cells, start=1)
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
