"""What a model may learn from: known at the landing, and inspected."""

import pandas as pd
import pytest

from aatulab.cases import build_case, debrief
from aatulab.targeting import NEVER_SCORES
from aatulab.targeting.learning import landing_day, learning_signals, results


@pytest.fixture(scope="module")
def case():
    return build_case("month-of-results")[0]


def test_no_column_says_who_somebody_is(case):
    assert not NEVER_SCORES & set(learning_signals(case).columns)


def test_a_booking_counts_no_later_use_of_its_phone(case):
    """Counted one by one, for the bookings of a busy phone, without the window's own code."""
    signals, day = learning_signals(case), landing_day(case)
    phones = case.contacts[case.contacts["kind"] == "phone"].drop_duplicates("pnr")
    for phone in phones["value"].value_counts().index[[0, 40, 400]]:
        pnrs = phones.loc[phones["value"] == phone, "pnr"]
        days = day[pnrs]
        expected = [sum(0 <= own - other < 28 for other in days) for own in days]
        assert signals.loc[pnrs, "phone_uses"].tolist() == expected


def test_results_are_those_of_the_inspected_before_the_work(case):
    checks = results(case)
    assert set(checks.index) == set(case.inspections["record"])
    assert checks["day"].between(0, 34).all()
    assert checks["found"].sum() == (case.inspections["result"] == "found").sum()
    assert checks["by_lot"].sum() == (case.inspections["reason"] == "random").sum()


def test_whatever_was_found_was_there(case):
    truth = debrief("month-of-results", past=True)
    checks = results(case)
    assert truth.loc[checks.index[checks["found"]], "illicit"].all()
    assert set(truth.index) == set(case.bookings["pnr"])


def test_offenders_adapt_in_the_week_of_work_and_not_before(case):
    truth = debrief("month-of-results", past=True)
    weeks = truth["adapted"].groupby(landing_day(case).reindex(truth.index) // 7 + 1).sum()
    assert weeks.iloc[:5].sum() == 0
    assert weeks.iloc[5] > 50


def test_the_index_is_one_row_a_booking(case):
    signals = learning_signals(case)
    pd.testing.assert_index_equal(signals.index, pd.Index(case.bookings["pnr"], name="pnr"))
    assert signals.dtypes.eq("float64").all()
