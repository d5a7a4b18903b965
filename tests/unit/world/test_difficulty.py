"""The default world at live prevalence is neither easy nor hopeless."""

import numpy as np
import pandas as pd
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.observed import observe

# what an officer may select by, each as a yes or no, with its points in a plain score
POINTS = {
    "booked within four days": (lambda seen: seen["lead_time_h"] < 96, 2),
    "paid in cash": (lambda seen: seen["cash"] > 0, 2),
    "somebody else pays": (lambda seen: seen["other_payer"] > 0, 2),
    "phone in three bookings": (lambda seen: seen["phone_uses"] >= 3, 3),
    "phone in two bookings": (lambda seen: seen["phone_uses"] == 2, 1),
    "back within two nights": (lambda seen: seen["nights"].between(0, 2), 0.5),
    "no way back": (lambda seen: seen["nights"] < 0, 0.5),
    "comes often": (lambda seen: seen["arrivals_90d"] >= 4, 0.5),
    "heavy bags": (lambda seen: seen["kg"] / seen["party_size"] > 30, 1),
    "a fee for bags": (lambda seen: seen["excess_paid"] > 0, 0.5),
    "changed twice": (lambda seen: seen["changes"] >= 2, 0.5),
    "flies on with another ticket": (lambda seen: seen["goes_on"] > 0, 0.5),
    "a new passport": (lambda seen: seen["document_days"] <= 60, 1),
}


@pytest.fixture(scope="module")
def seen():
    return observe(
        build_world(WorldSpec(seed=31, bookings=60_000, waybills=0, items=0, crossings=0))
    )


@pytest.mark.parametrize("signal", POINTS)
def test_no_single_signal_is_right_more_than_once_in_three(seen, signal):
    flagged = seen["illicit"][POINTS[signal][0](seen)]
    assert len(flagged) > 200
    assert flagged.mean() < 0.35


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("lead_time_h", True),
        ("phone_uses", False),
        ("document_days", True),
        ("kg", False),
        ("arrivals_90d", False),
        ("changes", False),
    ],
)
def test_the_extreme_of_no_signal_is_right_more_than_once_in_three(seen, column, ascending):
    """Half a percent of all bookings, chosen by one number: is there a sharp end?"""
    order = np.random.default_rng(1).permutation(len(seen))
    first = seen.iloc[order].sort_values(column, ascending=ascending, kind="stable")
    assert first["illicit"].head(len(seen) // 200).mean() < 0.35


def recall_of(score, illicit, share):
    chance = np.random.default_rng(1).random(len(score))
    first = np.lexsort((chance, -score))[: int(len(score) * share)]
    return illicit[first].sum() / illicit.sum()


def test_a_plain_score_of_points_finds_much_but_not_all(seen):
    score = sum(points * rule(seen) for rule, points in POINTS.values()).to_numpy(dtype=float)
    illicit = seen["illicit"].to_numpy()
    assert 0.4 < recall_of(score, illicit, 0.05) < 0.8
    assert recall_of(score, illicit, 0.20) > 0.65
    assert recall_of(score, illicit, 0.20) < 0.98
    singles = [recall_of(rule(seen).to_numpy(dtype=float), illicit, 0.05)
               for rule, _ in POINTS.values()]  # fmt: skip
    assert recall_of(score, illicit, 0.05) > 1.15 * max(singles)


def test_what_the_score_finds_is_mostly_innocent(seen):
    """A referral is a question: at live prevalence most of those asked have a good answer."""
    score = sum(points * rule(seen) for rule, points in POINTS.values())
    listed = seen.loc[score.sort_values(ascending=False).index].head(len(seen) // 20)
    assert 0.1 < listed["illicit"].mean() < 0.5
    assert isinstance(listed, pd.DataFrame)
