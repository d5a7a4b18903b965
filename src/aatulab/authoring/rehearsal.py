"""Run a lesson from top to bottom in a kernel of its own, and say which cell fails or is slow.

Only for texts that we wrote: nothing is isolated.  Called by `aatulab check --run` and by
tests/content.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode

from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.lint.slip import Slip
from aatulab.authoring.quiz import quiz_name

SLOWEST_CELL_S = 5.0
_BACKEND = "module://matplotlib_inline.backend_inline"


def rehearse(path: Path) -> tuple[NotebookNode, list[Slip]]:
    """Return the lesson's notebook with its outputs, and a slip for each cell that misses."""
    notebook = build_lesson_notebook(path)
    began: dict[str, float] = {}
    spent: dict[str, float] = {}

    def note_start(cell: Any, **_: Any) -> None:
        began[cell.id] = time.perf_counter()

    def note_end(cell: Any, **_: Any) -> None:
        spent[cell.id] = time.perf_counter() - began[cell.id]

    with tempfile.TemporaryDirectory() as folder:
        quiz = path.with_name(quiz_name(path.stem))
        if quiz.is_file():
            shutil.copy(quiz, folder)
        client = NotebookClient(
            notebook,
            timeout=60,
            allow_errors=True,
            resources={"metadata": {"path": folder}},
            on_cell_execute=note_start,
            on_cell_executed=note_end,
        )
        client.execute(env={**os.environ, "MPLBACKEND": _BACKEND})
    slips = [slip for cell in notebook.cells for slip in _errors(path, cell)]
    for cell in notebook.cells:
        if spent.get(cell.id, 0) > SLOWEST_CELL_S:
            words = f"this cell takes {spent[cell.id]:.1f} s, over {SLOWEST_CELL_S:g}; a reader"
            slips.append(Slip(path, _line_of(path, cell), f"{words} will not wait. Do less in it."))
    return notebook, slips


def _errors(path: Path, cell: NotebookNode) -> list[Slip]:
    return [
        Slip(path, _line_of(path, cell), f"this cell fails: {output.ename}: {output.evalue}")
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]


def _line_of(path: Path, cell: NotebookNode) -> int:
    """Return the line of a cell's first line of code in the source."""
    first = str(cell.source).split("\n", maxsplit=1)[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines.index(first) + 1 if first in lines else 1
