"""Models that are fitted twice say the same, and refuse tables that they must not learn from."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.learning import (
    chances,
    coefficients,
    fit_boosting,
    fit_logistic,
    importance,
)

by_model = pytest.mark.parametrize("fit", [fit_logistic, fit_boosting])


@by_model
def test_the_same_table_gives_the_same_chances_to_the_last_bit(flow, fit):
    signals, _, illicit = flow
    first, second = (chances(fit(signals, illicit), signals) for _ in range(2))
    pd.testing.assert_series_equal(first, second, check_exact=True)
    assert first.between(0, 1).all()


@by_model
def test_a_model_ranks_what_it_has_not_seen(flow, fit):
    signals, day, illicit = flow
    learnt = fit(signals[day < 28], illicit[day < 28])
    said = chances(learnt, signals[day >= 28])
    assert said[illicit[day >= 28]].mean() > 2 * said[~illicit[day >= 28]].mean()


@by_model
@pytest.mark.parametrize("name", ["nationality", "Sex", "age", "surname"])
def test_a_column_that_says_who_somebody_is_is_refused(flow, fit, name):
    signals, _, illicit = flow
    with pytest.raises(TargetingError, match=f"found '{name}'.*never scores. Drop the column"):
        fit(signals.assign(**{name: 1.0}), illicit)


def test_bookings_without_a_result_are_not_taken_for_clean(flow):
    signals, _, illicit = flow
    with pytest.raises(TargetingError, match=r"1,100 bookings .* no result .* inspected only"):
        fit_logistic(signals, illicit.iloc[:100])


def test_too_few_finds_are_no_lesson(flow):
    signals, _, illicit = flow
    with pytest.raises(TargetingError, match=r"0 of 50 are finds, expected 5 .* more weeks"):
        fit_boosting(signals[~illicit].iloc[:50], illicit[~illicit].iloc[:50])


def test_coefficients_and_importance_point_at_what_was_put_in(flow):
    signals, _, illicit = flow
    weights = coefficients(fit_logistic(signals, illicit), signals.columns)
    assert weights["lead_time_h"] < -0.5
    assert weights["paid_cash"] > 0.5
    assert abs(weights["noise"]) < 0.3
    worse = importance(fit_boosting(signals, illicit), signals, illicit, repeats=2)
    assert worse.index[-1] == "noise"
