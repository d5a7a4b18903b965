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


def run(exercise, notebook, folder):
    """Return the plain text and HTML of every check, after a run from top to bottom."""
    case, truth = build_case(exercise.case)
    write_assignment(exercise, case, Context.of(truth), folder)
    node = nbformat.reads(notebook_bytes(notebook).decode(), as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(node, timeout=60, kernel_name="python3", resources=resources)
    client.execute(env={**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"})
    checks = [cell for cell in node.cells if cell.source.startswith("check(")]
    return [cell.outputs[0].data for cell in checks]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize(
    ("build", "words"),
    [(build_student_notebook, "Not answered"), (build_solution_notebook, "Looks right")],
    ids=["untouched", "solved"],
)
def test_notebook_runs_and_every_check_answers(folder, build, words, tmp_path):
    exercise = load_exercise(folder)
    shown = run(exercise, build(exercise), tmp_path)
    assert len(shown) == sum(not question.is_manual for question in exercise.questions)
    for data in shown:
        assert words in data["text/plain"]
        assert words in data["text/html"]
