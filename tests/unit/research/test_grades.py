"""Grades: two judgments apart, and what cannot be judged is said."""

import pytest

from aatulab.errors import ResearchError
from aatulab.research.grades import FOUR, SIX, Report, independent


@pytest.mark.parametrize(("system", "size"), [(SIX, 6), (FOUR, 4)])
def test_a_system_has_as_many_letters_as_digits(system, size):
    assert len(system.sources) == len(system.pieces) == size
    for letter in system.sources:
        for digit in system.pieces:
            words = system.in_words(letter + digit)
            assert system.sources[letter] in words
            assert system.pieces[digit] in words


@pytest.mark.parametrize("grade", ["", "B", "2B", "B22", "G1", "B7", "b2"])
def test_what_is_no_grade_is_refused_with_an_example(grade):
    with pytest.raises(ResearchError, match="such as B2"):
        SIX.in_words(grade)


@pytest.mark.parametrize(
    ("system", "grade", "known"),
    [(SIX, "B2", True), (SIX, "F2", False), (SIX, "B6", False), (FOUR, "X4", False),
     (FOUR, "C4", True)],
)  # fmt: skip
def test_what_could_not_be_judged_is_not_called_low(system, grade, known):
    assert system.is_known(grade) is known


def test_reports_of_one_origin_count_once():
    told = [Report("police", "broker"), Report("tax", "broker"), Report("broker", "broker")]
    assert independent(told) == 1
    assert independent([]) == 0
