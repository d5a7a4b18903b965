"""The reference runs top to bottom; wrong answers of ours run the same way and may fail."""

import pytest
from matplotlib import pyplot as plt

from aatulab.authoring.bar import blank_answers, reference_answers
from aatulab.authoring.compare import Calls, Raised
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_answers, run_trusted
from aatulab.errors import ExerciseError


def change(folder, old, new):
    path = folder / "exercise.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_exercise(folder)


def test_every_question_but_the_person_s_gets_an_answer(bench):
    answers = bench.reference.answers
    assert set(answers) == {q.id for q in bench.exercise.questions} - {"why-these"}
    assert isinstance(answers["risk-points"], Calls)


def test_inputs_see_what_the_reference_has_so_far(bench):
    inputs = bench.reference.inputs["risk-points"]
    assert len(inputs) == 10
    assert all(type(hours) is float for hours, _form in inputs)


def test_no_figure_is_left_open(bench):
    before = plt.get_fignums()
    run_trusted(bench.exercise, bench.case)
    assert plt.get_fignums() == before


def test_failing_reference_is_named_by_its_cell(gate_copy, bench):
    exercise = change(gate_copy, "is_cash.mean()", "is_cash.meen()")
    with pytest.raises(ExerciseError, match="cell answer-cash-share: stops with AttributeError"):
        run_trusted(exercise, bench.case)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("[24.0, [1]]", "expected plain numbers"),
        ("24.0", "expected a list of arguments"),
    ],
)
def test_inputs_that_cannot_be_sent_are_refused(gate_copy, bench, new, message):
    exercise = change(gate_copy, '[24.0, "CA"]', new)
    with pytest.raises(ExerciseError, match=message):
        run_trusted(exercise, bench.case)


def test_missing_inputs_are_refused(gate_copy, bench):
    exercise = change(gate_copy, "inputs += ", "inputs = None; _ = ")
    with pytest.raises(ExerciseError, match="to define `inputs`"):
        run_trusted(exercise, bench.case)


def test_failing_answer_does_not_stop_the_later_ones(bench):
    answers = reference_answers(bench.exercise) | {"cash-share": "1 / 0"}
    outcome = run_answers(bench.exercise, bench.case, answers, bench.reference.inputs)
    assert outcome["cash-share"] == Raised("ZeroDivisionError", "division by zero")
    assert outcome["lead-time"] == bench.reference.answers["lead-time"]


def test_untouched_answers_are_unanswered(bench):
    answers = blank_answers(bench.exercise)
    outcome = run_answers(bench.exercise, bench.case, answers, bench.reference.inputs)
    assert outcome["lead-time"].reason == "unanswered"
