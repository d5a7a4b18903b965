"""Build the notebook of a lesson from its MyST text; the same bytes every time.

Tags fold what the reader should open only on purpose: `solution` and `hide-input` fold the code.
"""

import re
from pathlib import Path

from nbformat import NotebookNode

from aatulab.authoring.nodes import make_cell, make_notebook
from aatulab.authoring.text import SourceCell, read_source

FOLDED = {"solution", "hide-input"}


def build_lesson_notebook(path: Path) -> NotebookNode:
    """Return the notebook of a lesson (or of any page of prose and code)."""
    text = read_source(path)
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower())[:48]
    return make_notebook(
        _build_cell(cell, f"{stem}-{number}")
        for number, cell in enumerate(text.cells, start=1)
        if cell.source.strip()
    )


def _build_cell(cell: SourceCell, cell_id: str) -> NotebookNode:
    metadata: dict[str, object] = {"tags": list(cell.tags)} if cell.tags else {}
    if FOLDED & set(cell.tags):
        metadata["jupyter"] = {"source_hidden": True}
    return make_cell(cell.kind, cell_id, cell.source, metadata)
