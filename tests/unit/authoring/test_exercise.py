"""An exercise that loads is complete; a slip is named with file, key, found and expected."""

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.wrong import load_wrong
from aatulab.errors import ExerciseError


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_cells_come_with_kind_question_and_stable_id(exercise):
    kinds = [(cell.id, cell.kind) for cell in exercise.cells[:4]]
    assert kinds == [
        ("text-1", "markdown"),
        ("given-1", "given"),
        ("text-2", "markdown"),
        ("answer-cash-share", "answer"),
    ]
    assert exercise.title == "The gate"
    assert exercise.points == 19
    assert [question.compare for question in exercise.questions] == [
        "number", "series", "table", "function", "chart", "ranking", "person",
    ]  # fmt: skip


def test_question_holds_what_its_author_wrote(exercise):
    question = exercise.question("shortlist")
    assert str(question.metric) == "recall@10%"
    assert (question.at_least.share, question.at_least.of_reference) == (0.9, True)
    assert exercise.question("lead-time").hints[1].when == "factor_60"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("questions.yml", "compare: number", "compare: numbr", "one of number"),
        ("questions.yml", "points: 1", "points: -1", "cash-share: points: expected a number"),
        ("questions.yml", "points: 1", "points: .nan", "cash-share: points: expected a number"),
        ("questions.yml", "points: 1", "pionts: 1", "points: expected a number.*missing"),
        ("questions.yml", "unit: hours", "units: hours", "units: there is no such key.*unit"),
        ("questions.yml", "{abs: 0.02}", "{abs: much}", "tolerance: abs: expected a number"),
        ("questions.yml", "when: factor_60", "when: factor_61", "did you mean factor_60"),
        ("questions.yml", "recall@10%", "recall", "metric: expected recall@5%"),
        ("questions.yml", "0.9 of reference", "9 of ten", "at_least: expected '0.9 of"),
        ("questions.yml", "value: shared", "value: the table", "value: expected the name"),
        ("questions.yml", "needs: [ylabel]", "needs: [legend]", "needs: expected a list out of"),
        ("questions.yml", "unit: hours", "key: [pnr]", "only compare: table reads this key"),
        ("questions.yml", "rubric.md", "nothing.md", "rubric: there is no file"),
        ("questions.yml", "shortlist:\n", "short-list:\n", "no cell tagged .answer, short-list"),
        ("exercise.md", "assignment: gate-1", "assignment: gate-2", "expected the folder's name"),
        ("exercise.md", "minutes: 15", "minutes: soon", "minutes: expected a number"),
        ("exercise.md", "case: gate", "cases: gate", "case: expected a text, it is missing"),
        ("exercise.md", "[inputs, risk-points]", "[answer, lead-time]", "2 cells have these tags"),
        ("exercise.md", "[inputs, risk-points]", "[inputs, lead-time]", "needs a cell tagged"),
        ("exercise.md", "[answer, cash-share]", "[anser, cash-share]", "has the tags"),
        ("exercise.md", "is_cash.mean()", "is_cash.mean(", "not valid Python"),
        ("exercise.md", "---\nassignment", "assignment", "expected front matter"),
    ],
)
def test_slip_names_file_key_and_what_was_expected(gate_copy, file, old, new, message):
    rewrite(gate_copy / file, old, new)
    with pytest.raises(ExerciseError, match=message) as caught:
        load_exercise(gate_copy)
    assert str(gate_copy) in str(caught.value)


def test_missing_questions_file_is_named(gate_copy):
    (gate_copy / "questions.yml").unlink()
    with pytest.raises(ExerciseError, match=r"questions\.yml: there is no such file"):
        load_exercise(gate_copy)


def test_question_that_does_not_exist_is_named(exercise):
    with pytest.raises(ExerciseError, match="no question 'nothing'; there are cash-share"):
        exercise.question("nothing")


def test_wrong_answer_states_story_base_and_scores(exercise):
    wrong = {w.name: w for w in load_wrong(exercise)}["minutes-instead-of-hours"]
    assert wrong.base == "solution"
    assert wrong.expect["lead-time"].hint == "factor_60"
    assert "/ 60" in wrong.override("lead-time").source
    assert wrong.override("shortlist") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("points: 1, status: passed", "points: 2, status: passed", "at most 1"),
        ("hint: factor_60", "hint: minutes", "hint: expected one of correct"),
        ("base: solution", "base: other", "base: expected one of solution, untouched"),
        ("  lead-time: {", "  late-time: {", "no such question"),
        ("[answer, lead-time]", "[answer, late-time]", "no such question"),
        ("status: needs_review", "status: waiting", "status: expected one of passed"),
    ],
)
def test_slip_in_a_wrong_answer_is_named(gate_copy, old, new, message):
    path = gate_copy / "wrong" / "minutes-instead-of-hours.md"
    rewrite(path, old, new)
    with pytest.raises(ExerciseError, match=message) as caught:
        load_wrong(load_exercise(gate_copy))
    assert "minutes-instead-of-hours.md" in str(caught.value)
