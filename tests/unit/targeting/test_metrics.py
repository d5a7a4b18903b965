"""Selections are counted right, also at the edges."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import TargetingError
from aatulab.targeting.metrics import (
    best_precision,
    best_recall,
    best_revenue,
    capacity_for,
    confusion_at,
    precision_at,
    recall_at,
    revenue_at,
    sweep,
)

LETTERS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@pytest.mark.parametrize(
    ("population", "share", "expected"),
    [(100, 0.29, 29), (1250, 0.05, 62), (1279, 0.05, 63), (1, 1.0, 1), (10, 0.05, 0)],
)
def test_capacity_rounds_down_but_not_because_of_binary_fractions(population, share, expected):
    assert capacity_for(population, share) == expected


@pytest.mark.parametrize("share", [0, -0.1, 5, float("nan")])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(TargetingError, match="share"):
        capacity_for(100, share)


def test_a_repeated_name_takes_its_places_but_counts_once():
    assert recall_at(["A", "A", "B"], {"A", "B"}, 2) == 0.5
    assert precision_at(["A", "A", "B"], {"A", "B"}, 2) == 0.5


def test_what_stands_behind_the_capacity_does_not_count():
    assert recall_at(["X", "Y", "A"], {"A"}, 2) == 0


def test_a_list_shorter_than_the_capacity_pays_for_its_empty_places():
    assert precision_at(["A"], {"A"}, 4) == 0.25


def test_nothing_to_find_is_recall_zero():
    assert recall_at(["A"], set(), 1) == 0
    assert best_recall(0, 5) == 0


@given(st.sets(st.sampled_from(LETTERS), min_size=1), st.integers(1, 26), st.randoms())
def test_precision_is_recall_times_prevalence_over_share(illicit, capacity, random):
    ranking = LETTERS.copy()
    random.shuffle(ranking)
    prevalence, share = len(illicit) / 26, capacity / 26
    expected = recall_at(ranking, illicit, capacity) * prevalence / share
    assert precision_at(ranking, illicit, capacity) == pytest.approx(expected)


@given(st.sets(st.sampled_from(LETTERS), min_size=1), st.integers(1, 26), st.randoms())
def test_no_ranking_goes_above_the_ceiling_and_the_perfect_one_reaches_it(
    illicit, capacity, random
):
    ranking = LETTERS.copy()
    random.shuffle(ranking)
    assert recall_at(ranking, illicit, capacity) <= best_recall(len(illicit), capacity)
    perfect = sorted(ranking, key=lambda name: name not in illicit)
    assert recall_at(perfect, illicit, capacity) == pytest.approx(
        best_recall(len(illicit), capacity)
    )
    assert precision_at(perfect, illicit, capacity) == pytest.approx(
        best_precision(len(illicit), capacity)
    )


def test_published_ceiling_of_customs_selection_comes_out():
    """At 2.24 % prevalence nobody finds more than 44.6 % in the top 1 % (KDD 2020, table 3)."""
    assert best_recall(illicit_count=224, capacity=100) == pytest.approx(0.446, abs=0.001)


@pytest.fixture
def points():
    return pd.Series({"A": 5, "B": 3, "C": 3, "D": 0})


@pytest.fixture
def illicit():
    return pd.Series({"D": True, "C": False, "B": True, "A": False})


def test_confusion_counts_everybody_once_and_aligns_by_index(points, illicit):
    outcome = confusion_at(points, illicit, 3)
    assert (outcome.hits, outcome.innocent_stopped) == (1, 2)
    assert (outcome.missed, outcome.innocent_passed) == (1, 0)
    assert outcome.stopped == 3
    assert outcome.hit_rate == pytest.approx(1 / 3)
    assert outcome.found_share == 0.5
    assert outcome.innocent_per_hit == 2


def test_rates_of_nobody_are_none_and_not_zero(points, illicit):
    nobody = confusion_at(points, illicit, 99)
    assert nobody.hit_rate is None
    assert nobody.innocent_per_hit is None
    innocent = confusion_at(points, illicit & False, 0)
    assert innocent.found_share is None


def test_a_lower_threshold_never_finds_less(points, illicit):
    hits = [outcome.hits for outcome in sweep(points, illicit, range(6, -1, -1))]
    assert hits == sorted(hits)


def test_a_booking_without_truth_is_named(points, illicit):
    with pytest.raises(TargetingError, match="'A'"):
        confusion_at(points, illicit.drop("A"), 1)


def test_a_repeated_booking_is_named(points, illicit):
    with pytest.raises(TargetingError, match="'B' twice"):
        confusion_at(pd.concat([points, points[["B"]]]), illicit, 1)


def test_a_repeated_name_recovers_its_value_once():
    value = pd.Series({"A": 300.0, "B": 100.0})
    assert revenue_at(["A", "A", "B"], value, 2) == 0.75


@given(st.permutations(LETTERS), st.integers(1, 26))
def test_no_ranking_recovers_more_than_the_most_valuable_first(ranking, capacity):
    value = pd.Series({name: float(place) for place, name in enumerate(LETTERS)})
    assert revenue_at(ranking, value, capacity) <= best_revenue(value, capacity)
    perfect = sorted(ranking, key=lambda name: -value[name])
    assert revenue_at(perfect, value, capacity) == pytest.approx(best_revenue(value, capacity))


def test_nothing_to_recover_is_revenue_zero():
    assert (
        revenue_at(["A"], pd.Series({"A": 0.0}), 1) == best_revenue(pd.Series({"A": 0.0}), 1) == 0
    )
