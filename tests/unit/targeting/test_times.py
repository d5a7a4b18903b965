"""Times are hours, exact, and in the right band."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.times import LEAD_TIME_LABELS, lead_time_band, lead_time_h, stay_h


def test_lead_time_keeps_days_and_fractions_of_an_hour(make):
    bookings = make.bookings({"booked_at": make.departs - pd.Timedelta(days=3, minutes=90)})
    assert lead_time_h(bookings)["PNR000"] == pytest.approx(73.5)


def test_lead_time_is_indexed_by_pnr_whatever_the_order(make):
    bookings = make.bookings({}, {"booked_at": make.departs - pd.Timedelta(hours=5)})
    hours = lead_time_h(bookings.iloc[::-1])
    assert hours.index.name == "pnr"
    assert hours["PNR001"] == 5


def test_a_one_way_ticket_has_no_stay(make):
    bookings = make.bookings({"returns_at": pd.NaT, "one_way": True}, {})
    bookings["returns_at"] = pd.to_datetime(bookings["returns_at"], utc=True)
    stay = stay_h(bookings)
    assert pd.isna(stay["PNR000"])
    assert stay["PNR001"] == 9 * 24 - 8


@pytest.mark.parametrize(
    ("hours", "label"),
    [(0, 0), (23.99, 0), (24, 1), (71.99, 1), (72, 2), (168, 3), (336, 4), (672, 5), (9999, 5)],
)
def test_a_lower_edge_belongs_to_its_band(hours, label):
    assert lead_time_band(pd.Series([hours]))[0] == LEAD_TIME_LABELS[label]


def test_another_table_is_refused_by_what_it_lacks(make):
    with pytest.raises(TargetingError, match=r"bookings: there is no column 'booked_at'"):
        lead_time_h(make.contacts(("A", "+1")))
