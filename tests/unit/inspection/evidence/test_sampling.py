"""The number of units to examine, against counting every draw."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import InspectionError
from aatulab.inspection.evidence import chance_all_positive, units_to_examine


@pytest.mark.parametrize(("units", "positive", "examined"), [(6, 4, 2), (8, 7, 5), (7, 2, 3)])
def test_chance_is_that_of_counting_all_draws(units, positive, examined):
    draws = list(combinations(range(units), examined))
    hits = sum(all(unit < positive for unit in draw) for draw in draws)
    assert chance_all_positive(units, positive, examined) == pytest.approx(hits / len(draws))


@given(st.integers(1, 400), st.sampled_from([0.5, 0.7, 0.9]), st.sampled_from([0.95, 0.99]))
def test_number_is_the_smallest_that_reaches_the_confidence(units, share, confidence):
    positive = math.ceil(share * units - 1e-9) - 1

    def doubt(examined):  # whole numbers, no logarithm
        return math.comb(positive, examined) / math.comb(units, examined)

    found = units_to_examine(units, share, confidence)
    assert doubt(found) <= 1 - confidence + 1e-9
    assert found == 0 or doubt(found - 1) > 1 - confidence - 1e-9


@pytest.mark.parametrize(
    ("units", "share", "confidence", "words"),
    [(0, 0.9, 0.95, "units: found 0"), (2.5, 0.9, 0.95, "units: found 2.5"),
     (10, 1, 0.95, "share: found 1"), (10, 0.9, 95, "confidence: found 95")],
)  # fmt: skip
def test_impossible_plan_is_refused(units, share, confidence, words):
    with pytest.raises(InspectionError, match=words):
        units_to_examine(units, share, confidence)
