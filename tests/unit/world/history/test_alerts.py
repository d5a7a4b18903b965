"""What messages of partners are worth: some useful, some stale, some wrong."""

import pandas as pd
import pytest

CHANCE = 4.5


@pytest.fixture(scope="module")
def told(big_world, leads):
    """Messages about the phones of bookings, before and after they came."""
    rows = leads.merge(big_world.alerts, left_on="phone", right_on="subject")
    return rows.assign(before=rows["at"] < rows["arrives_at"])


def test_a_message_about_a_phone_helps_for_few_and_often_errs(told, leads, worth):
    found = worth(leads["pnr"].isin(told.loc[told["before"], "pnr"]), leads["illicit"])
    assert 0.35 < found.precision < 0.7
    assert 0.03 < found.coverage < 0.15


def test_the_grade_says_something_about_the_message(told):
    earlier = told[told["before"]].drop_duplicates(["pnr", "grade"])
    by_grade = earlier.groupby("grade")["illicit"].mean()
    assert by_grade["A"] > by_grade["C"] + 0.1
    assert by_grade.between(0.2, 0.95).all()


def test_a_message_about_a_route_is_worth_nothing(big_world, leads, worth):
    rows = leads.merge(big_world.alerts, left_on="itinerary", right_on="subject")
    earlier = rows[rows["at"] < rows["arrives_at"]]
    found = worth(leads["pnr"].isin(earlier["pnr"]), leads["illicit"])
    assert 0.5 < found.precision / leads["illicit"].mean() < 2


def test_a_message_about_a_consignment_is_worth_an_inspection(big_world):
    truth = big_world.truth[big_world.truth["flow"] == "cargo"]
    rows = big_world.alerts[big_world.alerts["about"] == "consignment"]
    rows = rows.merge(big_world.waybills, left_on="subject", right_on="awb")
    rows = rows.merge(truth, left_on="awb", right_on="record")
    earlier = rows[rows["at"] < rows["arrives_at"]]
    assert len(earlier) > 10
    assert 0.1 < earlier["illicit"].mean() < 0.7
    assert len(rows) > len(earlier)  # the stale ones
    assert (rows["at"] > rows["departs_at"]).all()  # it has no number before


@pytest.mark.parametrize("column", ["grade", "words", "hour"])
def test_only_the_date_tells_a_stale_message_from_one_in_time(told, column, chi_square):
    rows = told[told["illicit"]].drop_duplicates("alert")
    rows = rows.assign(words=rows["text"].str.split().str[0], hour=rows["at"].dt.hour // 8)
    _, off = chi_square(rows[column], rows["before"])
    assert abs(off) < CHANCE


def test_a_message_says_what_it_is_about(big_world):
    rows = big_world.alerts
    assert all(row.subject in row.text for row in rows.itertuples())
    assert big_world.spec.hub not in set(rows["partner"])
    assert rows["at"].is_monotonic_increasing
    last = pd.Timestamp(big_world.spec.first_day, tz="UTC") + pd.Timedelta(days=big_world.spec.days)
    assert rows["at"].max() < last


def test_followed_messages_came_before_the_inspection(big_world, leads):
    inspected = big_world.inspections[big_world.inspections["reason"] == "alert"]
    rows = leads.merge(inspected, left_on="pnr", right_on="record", suffixes=("", "_of_inspection"))
    alerts = big_world.alerts
    payers = leads[["pnr"]].merge(big_world.payments[["pnr", "payer_name"]], on="pnr")
    payer = payers.set_index("pnr")["payer_name"]
    earliest = alerts.groupby("subject")["at"].min()
    assert len(rows) > 100
    for row in rows.itertuples():
        first = min(earliest.get(subject, row.at) for subject in (row.phone, payer[row.pnr]))
        assert first < row.at
