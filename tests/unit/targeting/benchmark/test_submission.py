"""A submission is counted right, or refused with the booking that is wrong."""

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.benchmark import (
    SHARES,
    Answers,
    ceiling,
    score_submission,
    submission,
    table_row,
)
from aatulab.targeting.metrics import capacity_for

PNRS = [f"PNR{number:05}" for number in range(10_000)]


@pytest.fixture(scope="module")
def published():
    """As many bookings and hits as give the published prevalence, 2.24 %."""
    rng = np.random.default_rng(4)
    illicit = pd.Series(np.arange(10_000) < 224, index=PNRS)
    return Answers(illicit, illicit * rng.lognormal(9, 1.5, 10_000).round())


@pytest.fixture
def scores():
    return pd.Series(np.random.default_rng(3).random(10_000), index=PNRS)


def test_the_published_ceilings_come_out(published):
    """No list of 1 % finds over 44.6 %, no list of 10 % is right over 22.4 % (KDD 2020)."""
    best = ceiling(published)
    assert best["recall_at_1"] == pytest.approx(44.6, abs=0.05)
    assert best["precision_at_10"] == pytest.approx(22.4)
    assert best["precision_at_1"] == best["recall_at_10"] == best["revenue_at_10"] == 100


@pytest.mark.parametrize("percent", SHARES)
def test_precision_is_recall_times_prevalence_over_n(published, scores, percent):
    row = table_row(scores + 0.3 * published.illicit, published)
    expected = row[f"recall_at_{percent}"] * 0.0224 / (percent / 100)
    assert row[f"precision_at_{percent}"] == pytest.approx(expected)


@pytest.mark.parametrize("percent", SHARES)
def test_precision_and_recall_have_one_share_of_the_ceiling(published, scores, percent):
    row, best = table_row(scores + 0.3 * published.illicit, published), ceiling(published)
    for name in ("precision", "recall"):
        share = 100 * row[f"{name}_at_{percent}"] / best[f"{name}_at_{percent}"]
        assert row[f"hits_of_ceiling_at_{percent}"] == pytest.approx(share)


def test_a_list_by_value_reaches_every_ceiling(published):
    assert table_row(published.value_eur, published) == pytest.approx(ceiling(published))


def test_revenue_is_the_euros_of_the_inspected_over_all(published, scores):
    chosen = scores.nlargest(capacity_for(10_000, 0.02)).index
    expected = 100 * published.value_eur[chosen].sum() / published.value_eur.sum()
    assert table_row(scores, published)["revenue_at_2"] == pytest.approx(expected)


def test_the_order_of_a_submission_and_ties_do_not_matter(published, scores):
    coarse = scores.round(1)
    shuffled = coarse.sample(frac=1, random_state=1)
    assert table_row(coarse, published) == table_row(shuffled, published)


def test_a_submission_is_counted_by_the_answers_of_the_world_that_it_names(
    published, scores, monkeypatch
):
    monkeypatch.setattr(submission, "fixed_task", {"steady": (None, published)}.get)
    assert score_submission(scores, "steady") == table_row(scores, published)


def _without_one(scores):
    return scores.drop("PNR00007")


def _with_a_stranger(scores):
    return pd.concat([scores, pd.Series({"XXXXXX": 0.5})])


def _twice(scores):
    return pd.concat([scores, scores[["PNR00007"]]])


def _with(value):
    return lambda scores: scores.astype(object).mask(scores.index == "PNR00007", value)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_without_one, "1 bookings of the test part have no score .first: 'PNR00007'"),
        (_with_a_stranger, "1 bookings are not of the test part .first: 'XXXXXX'"),
        (_twice, "'PNR00007' twice"),
        (_with(float("nan")), "no finite number as their score .first: 'PNR00007'"),
        (_with(float("inf")), "no finite number as their score .first: 'PNR00007'"),
        (_with("high"), "no finite number as their score .first: 'PNR00007'"),
        (list, "found a list, expected a pandas Series"),
    ],
)
def test_a_submission_that_cannot_be_counted_is_refused_by_name(published, scores, spoil, expected):
    with pytest.raises(TargetingError, match=expected):
        table_row(spoil(scores), published)
