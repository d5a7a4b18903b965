"""The gain is counted as by hand, its interval holds, and small classes are told nothing."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.quiz.file import Item, Pair, Quiz
from aatulab.grading.gain.records import ClassRecords
from aatulab.grading.gain.statistics import measure_class, ratio_interval
from aatulab.grading.gain.table import gain_csv

CHOICES = ("a", "b", "c")


def quiz(*names):
    item = {name: Item("?", CHOICES, 0, "Since.") for name in names}
    return Quiz("small", tuple(Pair(name, "line", item[name], item[name]) for name in names))


def records(rows):
    """A class in which each learner's choices are given as {question: (before, after)}."""
    found = ClassRecords()
    for number, row in enumerate(rows):
        before = {name: choice for name, (choice, _) in row.items() if choice is not None}
        after = {name: choice for name, (_, choice) in row.items() if choice is not None}
        found.add(f"learner {number}", "small", {"before": before, "after": after})
    return found


def test_gain_is_the_share_of_what_was_not_known_before():
    """Of 12 learners 3 knew it, 9 did not; 6 of the 9 learnt it, 1 of the 3 forgot."""
    rows = [{"one": (0, 0)}] * 2 + [{"one": (0, 1)}] + [{"one": (1, 0)}] * 6 + [{"one": (2, 1)}] * 3
    lesson, question = measure_class(records(rows), [quiz("one")])
    assert (question.n, question.before, question.after) == (12, 3 / 12, 8 / 12)
    assert question.gain == pytest.approx((8 - 3) / (12 - 3))
    assert question.low < question.gain < question.high
    assert question.verdict == "gained"
    assert (lesson.question, lesson.gain) == ("", question.gain)


def test_only_who_answered_both_times_counts_and_the_others_are_told():
    rows = [{"one": (1, 0)}] * 6 + [{"one": (1, None)}] * 4 + [{"one": (None, 0)}] * 2
    _, question = measure_class(records(rows), [quiz("one")])
    assert (question.n, question.only_before) == (6, 4)


def test_choices_that_do_not_exist_are_no_answers():
    rows = [{"one": (1, 0)}] * 5 + [{"one": (1, 3)}, {"one": (-1, 0)}, {"one": (10**30, 0)}]
    assert measure_class(records(rows), [quiz("one")])[1].n == 5


@pytest.mark.parametrize(
    ("n", "verdict", "shown"),
    [(4, "fewer than 5", False), (9, "too few to tell: 9 of at least 10", True),
     (10, "gained", True)],
)  # fmt: skip
def test_small_classes_are_told_nothing(n, verdict, shown):
    _, question = measure_class(records([{"one": (1, 0)}] * n), [quiz("one")])
    assert question.verdict.startswith(verdict)
    assert (question.after is not None) is shown


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ((0, 0), "all knew it before"),
        ((1, 1), "may be chance"),
        ((0, 1), "all knew"),
        ((1, 0), "gained"),
    ],
)
def test_a_class_of_one_mind_gets_its_word_and_no_empty_interval(row, verdict):
    _, question = measure_class(records([{"one": row}] * 20), [quiz("one")])
    assert question.verdict.startswith(verdict)
    assert question.high - question.low > 0.05


def test_a_class_that_unlearns_has_lost():
    rows = [{"one": (0, 1)}] * 12 + [{"one": (1, 1)}] * 8
    assert measure_class(records(rows), [quiz("one")])[1].verdict == "lost"


def test_lessons_and_questions_of_another_curriculum_are_left_out():
    found = records([{"two": (0, 0)}] * 12)
    assert measure_class(found, []) == []
    _, one = measure_class(found, [quiz("one")])
    assert (one.n, one.only_before) == (0, 0)


@pytest.mark.parametrize(("n", "questions"), [(12, 1), (30, 1), (12, 3), (40, 3)])
@pytest.mark.parametrize("learns", [0.1, 0.5, 0.8])
def test_interval_holds_the_true_gain_nine_times_in_ten(n, questions, learns):
    """Drawn classes, each learner with a talent of its own, against the gain that made them."""
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        knows = rng.random((n, questions)) < rng.beta(2, 3, (n, 1))
        learnt = knows | (rng.random((n, questions)) < learns)
        asked = np.full(n, float(questions))
        low, high = ratio_interval(knows.sum(axis=1), learnt.sum(axis=1), asked)
        held += low <= learns <= high
    assert held / 400 >= 0.86


choice = st.one_of(st.none(), st.integers(-1, 3))
learner = st.fixed_dictionaries({name: st.tuples(choice, choice) for name in ("one", "two")})


@given(st.lists(learner, max_size=30))
def test_every_class_gets_rows_that_agree_with_themselves(rows):
    found = measure_class(records(rows), [quiz("one", "two")])
    for row in found:
        assert 0 <= row.n <= len(rows)
        if row.gain is not None:
            assert row.low <= row.high <= 1
            assert row.gain <= 1
    table = list(csv.reader(io.StringIO(gain_csv(found))))
    assert len(table) == 1 + len(found)
