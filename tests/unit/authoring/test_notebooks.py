"""The trainee's notebook: an ordinary nbgrader assignment that gives nothing away."""

import nbformat
import pytest

from aatulab.authoring.blank import blank_answer, solution_lines
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import (
    build_solution_notebook,
    build_student_notebook,
    build_wrong_notebook,
    find_leaks,
)
from aatulab.authoring.wrong import load_wrong
from aatulab.errors import ExerciseError


def by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


def test_no_line_of_solution_or_inputs_is_in_the_student_notebook(exercise):
    text = notebook_bytes(build_student_notebook(exercise)).decode()
    secret = [
        line
        for cell in exercise.cells
        if cell.kind in {"answer", "inputs"}
        for line in solution_lines(exercise.question(cell.question), cell)
    ]
    assert len(secret) > 10
    assert [line for line in secret if line in text] == []


def test_same_exercise_gives_the_same_bytes(exercise):
    again = load_exercise(exercise.folder)
    for build in (build_student_notebook, build_solution_notebook):
        assert notebook_bytes(build(exercise)) == notebook_bytes(build(again))


def test_answers_are_dots_and_a_function_keeps_its_docstring(exercise):
    cells = by_id(build_student_notebook(exercise))
    assert cells["answer-lead-time"].source.endswith("lead_time_h = ...")
    function = cells["answer-risk-points"].source
    assert function.startswith("def risk_points(hours: float, form: str) -> int:")
    assert "Return 2 points" in function
    assert function.endswith("...")
    assert cells["why-these"].cell_type == "markdown"


def test_cells_carry_nbgrader_metadata(exercise):
    cells = by_id(build_student_notebook(exercise))
    answer, check = cells["answer-lead-time"].metadata, cells["lead-time"].metadata
    assert (answer.nbgrader.solution, answer.nbgrader.grade) == (True, False)
    assert (check.nbgrader.grade, check.nbgrader.points, check.nbgrader.locked) == (True, 2, True)
    assert check.editable is False
    person = cells["why-these"].metadata.nbgrader
    assert (person.grade, person.solution, person.points) == (True, True, 4)
    assert all(cell.metadata.nbgrader.schema_version == 3 for cell in cells.values())
    assert all(cell.metadata.nbgrader.grade_id == name for name, cell in cells.items())


def test_points_of_the_notebook_are_those_of_the_exercise(exercise):
    notebook = build_student_notebook(exercise)
    given = sum(cell.metadata.nbgrader.get("points", 0) for cell in notebook.cells)
    assert given == exercise.points


def test_notebook_is_valid_and_reads_back(exercise):
    notebook = nbformat.reads(notebook_bytes(build_student_notebook(exercise)).decode(), 4)
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_wrong_notebook_holds_its_own_cells_on_its_base(exercise):
    wrongs = {wrong.name: wrong for wrong in load_wrong(exercise)}
    cells = by_id(build_wrong_notebook(exercise, wrongs["minutes-instead-of-hours"]))
    assert "/ 60" in cells["answer-lead-time"].source
    assert "is_cash.mean()" in cells["answer-cash-share"].source
    cells = by_id(build_wrong_notebook(exercise, wrongs["stops-early"]))
    assert cells["answer-shortlist"].source.endswith("shortlist = ...")


def test_solution_in_a_prompt_is_refused_even_when_indented(gate_copy):
    path = gate_copy / "exercise.md"
    text = path.read_text(encoding="utf-8")
    prompt = "## How many?\n\n        # cash_share = is_cash.mean()\n"
    path.write_text(text.replace("## How many?\n", prompt), encoding="utf-8")
    with pytest.raises(ExerciseError, match="would show the solution"):
        build_student_notebook(load_exercise(gate_copy))


def test_solution_notebook_shows_its_lines(exercise):
    assert find_leaks(exercise, build_solution_notebook(exercise))


def test_function_on_one_line_is_refused(gate_copy):
    path = gate_copy / "exercise.md"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("def risk_points"), text.index("```{code-cell}\n:tags: [inputs")
    short = "def risk_points(hours, form): return 1\n```\n\n"
    path.write_text(text[:start] + short + text[end:], encoding="utf-8")
    exercise = load_exercise(gate_copy)
    question = exercise.question("risk-points")
    with pytest.raises(ExerciseError, match="on lines of its own"):
        blank_answer(question, exercise.answer("risk-points"))
