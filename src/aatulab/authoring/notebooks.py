"""Build notebooks from an exercise: the trainee's, the solution, and the wrong ones.

Pure: an exercise in, a notebook node out, the same bytes every time.  Cells carry nbgrader's
metadata (schema version 3), so that the notebook is an ordinary nbgrader assignment: locked
prompts, one solution cell per question, after it a locked `check("...")` that is worth the
points; an answer for a person is one Markdown cell that is both.
"""

import re
from typing import Literal

from nbformat import NotebookNode

from aatulab.authoring.blank import blank_answer, solution_lines
from aatulab.authoring.exercise import Cell, Exercise
from aatulab.authoring.nodes import make_cell, make_notebook
from aatulab.authoring.question import Question
from aatulab.authoring.wrong import Wrong
from aatulab.errors import ExerciseError

SCHEMA_VERSION = 3
SETUP_ID = "setup"

CellType = Literal["code", "markdown"]


def setup_source(exercise: Exercise) -> str:
    """Return the source of the first, locked cell of every notebook of this exercise."""
    return (
        "from aatulab.authoring.check import open_checks\n"
        "from aatulab.cases import load_case\n\n"
        f'check = open_checks("{exercise.assignment}")'
    )


def check_source(question: Question) -> str:
    """Return the source of the locked cell after an answer."""
    return f'check("{question.id}")'


def build_student_notebook(exercise: Exercise) -> NotebookNode:
    """Return what a trainee gets: no line of the solution, the inputs or the checks."""
    notebook = _build(exercise, {})
    leaks = find_leaks(exercise, notebook)
    if leaks:
        raise ExerciseError(
            f"{exercise.folder / 'exercise.md'}: the trainee's notebook would show the solution:"
            f" {leaks[0]!r} also stands in a cell that trainees see. Reword that cell."
        )
    return notebook


def build_solution_notebook(exercise: Exercise) -> NotebookNode:
    """Return the same notebook with the reference's answers in it."""
    return _build(exercise, _reference_answers(exercise))


def build_wrong_notebook(exercise: Exercise, wrong: Wrong) -> NotebookNode:
    """Return the notebook of a wrong answer: its base with its own cells put in."""
    answers = _reference_answers(exercise) if wrong.base == "solution" else {}
    answers |= {cell.question: cell.source for cell in wrong.cells if cell.question}
    return _build(exercise, answers)


def find_leaks(exercise: Exercise, notebook: NotebookNode) -> tuple[str, ...]:
    """Return the lines of answers and inputs that stand in a notebook, however indented."""
    shown = {
        re.sub(r"^[#>\s]+", "", line).strip()
        for cell in notebook.cells
        for line in str(cell.source).splitlines()
    }
    return tuple(
        line
        for cell in exercise.cells
        if cell.kind in {"answer", "inputs"} and cell.question
        for line in solution_lines(exercise.question(cell.question), cell)
        if line in shown
    )


def _reference_answers(exercise: Exercise) -> dict[str, str]:
    return {q.id: exercise.answer(q.id).source for q in exercise.questions}


def _build(exercise: Exercise, answers: dict[str, str]) -> NotebookNode:
    """Return the notebook with these answers; questions without one are left blank."""
    cells = [_locked(SETUP_ID, "code", setup_source(exercise))]
    for cell in exercise.cells:
        if cell.kind == "markdown":
            cells.append(_locked(cell.id, "markdown", cell.source))
        elif cell.kind == "given":
            cells.append(_locked(cell.id, "code", cell.source))
        elif cell.kind == "answer" and cell.question:
            question = exercise.question(cell.question)
            source = answers.get(question.id, blank_answer(question, cell))
            cells.extend(_answer_cells(question, cell, source))
    return make_notebook(cells)


def _answer_cells(question: Question, cell: Cell, source: str) -> list[NotebookNode]:
    if question.is_manual:
        return [_cell(question.id, "markdown", source, points=question.points, solution=True)]
    return [
        _cell(cell.id, "code", source, solution=True),
        _cell(question.id, "code", check_source(question), points=question.points, locked=True),
    ]


def _locked(cell_id: str, cell_type: CellType, source: str) -> NotebookNode:
    return _cell(cell_id, cell_type, source, locked=True)


def _cell(
    cell_id: str,
    cell_type: CellType,
    source: str,
    *,
    points: float | None = None,
    solution: bool = False,
    locked: bool = False,
) -> NotebookNode:
    """Return one cell with nbgrader's metadata; its id is the grade id."""
    nbgrader: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "grade_id": cell_id,
        "cell_type": cell_type,
        "grade": points is not None,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    if points is not None:
        nbgrader["points"] = points
    metadata: dict[str, object] = {"nbgrader": nbgrader}
    if locked:
        metadata |= {"deletable": False, "editable": False}
    return make_cell(cell_type, cell_id, source, metadata)
