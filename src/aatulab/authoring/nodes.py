"""Make notebook nodes: the one place that calls nbformat's untyped functions."""

from collections.abc import Iterable, Mapping
from typing import Literal, cast

import nbformat
from nbformat import NotebookNode

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LONGEST_ID = 64  # of a cell, by the notebook format


def make_cell(
    kind: Literal["code", "markdown"], cell_id: str, source: str, metadata: Mapping[str, object]
) -> NotebookNode:
    """Return one cell; its id is given, not drawn, so that notebooks come out the same."""
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    cell = make(source, id=cell_id[:LONGEST_ID], metadata=dict(metadata))  # type: ignore[no-untyped-call]
    return cast("NotebookNode", cell)


def make_notebook(cells: Iterable[NotebookNode]) -> NotebookNode:
    """Return a valid Python notebook of these cells."""
    notebook = nbformat.v4.new_notebook(metadata=KERNEL, cells=list(cells))  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    return cast("NotebookNode", notebook)


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as it is written to disk."""
    text = str(nbformat.writes(notebook, version=4))  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode()
