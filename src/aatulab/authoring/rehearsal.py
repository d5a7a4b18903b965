"""Run a lesson from top to bottom in a kernel of its own, and say which cell is not fit to show.

That is one that fails or warns, that is slow, or that shows a picture without a text.  A cell's
time is that of its processor, so that a busy machine blames nobody.  Only for texts that we wrote:
nothing is isolated.  Called by `aatulab check --run` and by tests/content.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from nbclient import NotebookClient
from nbformat import NotebookNode

from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.lint.slip import Slip
from aatulab.authoring.quiz import quiz_name

SLOWEST_CELL_S = 5.0
LONGEST_WAIT_S = 60  # by the wall clock; whoever waits for a network or a lock ends here
_BACKEND = "module://matplotlib_inline.backend_inline"
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_UNSPOKEN = (
    "this cell shows a picture without a text for those who cannot see it: draw on"
    ' axes_for(...), say describe(ax, "..."), or show Picture(png, alt="...") of aatulab.alt.'
)
_ALT = re.compile(r"""\balt\s*=\s*(["'])(?!\1)""")


def rehearse(path: Path) -> tuple[NotebookNode, list[Slip]]:
    """Return the lesson's notebook with its outputs, and a slip for each cell that misses."""
    notebook = build_lesson_notebook(path)
    spent_s = _run(notebook, path.with_name(quiz_name(path.stem)))
    slips = [slip for cell in notebook.cells for slip in _errors(path, cell)]
    for cell in notebook.cells:
        if spent_s.get(cell.id, 0) > SLOWEST_CELL_S:
            words = f"this cell computes for {spent_s[cell.id]:.1f} s, over {SLOWEST_CELL_S:g};"
            words += " a reader will not wait. Do less in it."
            slips.append(Slip(path, _line_of(path, cell), words))
    slips += [
        Slip(path, _line_of(path, cell), _UNSPOKEN)
        for cell in notebook.cells
        if any(shows_unspoken_picture(output) for output in cell.get("outputs", ()))
    ]
    return notebook, slips


def shows_unspoken_picture(output: NotebookNode) -> bool:
    """Tell whether an output's picture would reach a screen reader without words.

    Of several forms JupyterLab and exported pages show HTML first, and a bare image without
    its `alt`, whatever its metadata say.
    """
    data = output.get("data", {})
    if "text/html" in data:
        return any(not _ALT.search(image) for image in _IMAGE.findall("".join(data["text/html"])))
    is_widget = "application/vnd.jupyter.widget-view+json" in data
    return not is_widget and any(form.startswith("image/") for form in data)


def _run(notebook: NotebookNode, quiz: Path) -> dict[str, float]:
    """Run the notebook in an empty folder and return how long each cell computed, in seconds."""
    began: dict[str, tuple[float, float]] = {}
    spent_s: dict[str, float] = {}

    def note_start(cell: Any, **_: Any) -> None:
        began[cell.id] = (time.perf_counter(), read_clock())

    def note_end(cell: Any, **_: Any) -> None:
        wall, computing = began[cell.id]
        # threads side by side add up to more than the reader waits
        spent_s[cell.id] = min(time.perf_counter() - wall, read_clock() - computing)

    with tempfile.TemporaryDirectory() as folder:
        if quiz.is_file():
            shutil.copy(quiz, folder)
        client = NotebookClient(
            notebook,
            timeout=LONGEST_WAIT_S,
            allow_errors=True,
            resources={"metadata": {"path": folder}},
            on_cell_execute=note_start,
            on_cell_executed=note_end,
        )
        read_clock = _clock_of(client)
        client.execute(env={**os.environ, "MPLBACKEND": _BACKEND})
    return spent_s


def _clock_of(client: NotebookClient) -> Callable[[], float]:
    """Return a clock that tells the processor time of a client's kernel and its children, in s."""

    def read() -> float:
        provisioner: Any = client.km and client.km.provisioner
        times = psutil.Process(provisioner.pid).cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)

    return read


def _errors(path: Path, cell: NotebookNode) -> Iterator[Slip]:
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            words = f"this cell fails: {output.ename}: {output.evalue}"
            yield Slip(path, _line_of(path, cell), words)
        elif output.output_type == "stream" and output.name == "stderr":
            first = output.text.strip().split("\n")[0]
            words = f"this cell warns: {first[:160]} A reader would see it in red; mend its cause."
            yield Slip(path, _line_of(path, cell), words)


def _line_of(path: Path, cell: NotebookNode) -> int:
    """Return the line of a cell's first line of code in the source."""
    first = str(cell.source).split("\n", maxsplit=1)[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines.index(first) + 1 if first in lines else 1
