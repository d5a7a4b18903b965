"""The pencil's plan fits and follows the ratio; trying all sets never beats the best plan."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from aatulab.errors import InspectionError
from aatulab.inspection.budget import best_choice, first_by_ratio

SHEDS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), min_size=1, max_size=9)


def worth_of(shed, chosen):
    return sum(shed[place][0] for place in chosen)


def length_of(shed, chosen):
    return sum(shed[place][1] for place in chosen)


@settings(deadline=None)
@given(SHEDS, st.integers(0, 150))
def test_best_choice_is_what_trying_all_sets_finds(shed, budget):
    worth, minutes = zip(*shed, strict=True)
    places = range(len(shed))
    sets = (s for size in range(len(shed) + 1) for s in combinations(places, size))
    most = max(worth_of(shed, s) for s in sets if length_of(shed, s) <= budget)
    chosen = best_choice(worth, minutes, budget)
    assert worth_of(shed, chosen) == most
    assert length_of(shed, chosen) <= budget
    assert chosen == sorted(set(chosen))

    quick = first_by_ratio(worth, minutes, budget)
    assert length_of(shed, quick) <= budget
    assert worth_of(shed, quick) <= most
    # nothing that was passed over fits into what is left
    rest = budget - length_of(shed, quick)
    assert all(minutes[place] > rest for place in set(places) - set(quick))


def test_best_choice_agrees_with_a_solver_on_a_whole_shed():
    rng = np.random.default_rng(3)
    worth, minutes = rng.random(120), rng.integers(6, 45, 120)
    solved = milp(-worth, constraints=LinearConstraint(minutes, ub=240), integrality=np.ones(120),
                  bounds=Bounds(0, 1))  # fmt: skip
    chosen = best_choice(worth, minutes, 240)
    assert worth[chosen].sum() == pytest.approx(-solved.fun)
    assert worth[first_by_ratio(worth, minutes, 240)].sum() >= 0.9 * -solved.fun


def test_equals_are_taken_as_they_stand_and_what_does_not_fit_is_passed_over():
    assert first_by_ratio([1, 1, 1], [10, 10, 10], 20) == [0, 1]
    assert first_by_ratio([9, 1], [30, 10], 20) == [1]
    assert first_by_ratio([], [], 20) == best_choice([], [], 20) == []


@pytest.mark.parametrize(
    ("worth", "minutes", "budget", "words"),
    [
        ([1], [0], 9, "found 0 or less"),
        ([1], [1, 2], 9, "found 2 for 1"),
        ([-1], [1], 9, "expected a number from 0 up"),
        ([float("nan")], [1], 9, "expected a number from 0 up"),
        ([1], [1.5], 9, "whole minutes"),
        ([1], [1], 2.5, "whole minutes"),
        ([1] * 100, [1] * 100, 10**7, "a plan of one shift"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(worth, minutes, budget, words):
    with pytest.raises(InspectionError, match=words):
        best_choice(worth, minutes, budget)
