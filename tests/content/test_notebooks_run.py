"""The trainee's notebook in a real kernel: it runs untouched, and solved, and check() answers."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from aatulab.authoring.assignment import write_assignment
from aatulab.authoring.compare import Context
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook, build_student_notebook
from aatulab.cases import build_case

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "exercises").glob("*/exercise.md"))
FORGET = "%reset -f"  # so that the second notebook finds nothing of the first


def run(exercise, notebooks, folder):
    """Return the data of every check of each notebook; a kernel's start costs more than a run."""
    case, truth = build_case(exercise.case)
    write_assignment(exercise, case, Context.of(truth), folder)
    nodes = [nbformat.reads(notebook_bytes(book).decode(), as_version=4) for book in notebooks]
    whole = nbformat.v4.new_notebook(metadata=nodes[0].metadata)
    for node in nodes:
        whole.cells += [nbformat.v4.new_code_cell(FORGET), *node.cells]
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(whole, timeout=60, kernel_name="python3", resources=resources)
    client.execute(env={**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"})
    return [
        [cell.outputs[0].data for cell in node.cells if cell.source.startswith("check(")]
        for node in nodes
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_notebook_runs_untouched_and_solved_and_every_check_answers(folder, tmp_path):
    exercise = load_exercise(folder)
    books = [build_student_notebook(exercise), build_solution_notebook(exercise)]
    untouched, solved = run(exercise, books, tmp_path)
    for shown, words in ((untouched, "Not answered"), (solved, "Looks right")):
        assert len(shown) == sum(not question.is_manual for question in exercise.questions)
        for data in shown:
            assert words in data["text/plain"]
            assert words in data["text/html"]
