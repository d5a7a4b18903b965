"""A plan has three dates; only late changes of the journey count, and pieces make one way."""

import pandas as pd
import pytest

from aatulab.cases import load_case
from aatulab.errors import TargetingError
from aatulab.targeting import (
    baggage_for_stay,
    journey_signals,
    last_change_h,
    onward_journeys,
    ticketed_h,
)

DEPARTS = pd.Timestamp("2026-03-10T06:00Z")


def hours_before(hours):
    return DEPARTS - pd.Timedelta(hours=hours)


def changed(*rows):
    return pd.DataFrame(
        [{"pnr": "PNR000", "kind": kind, "changed_at": hours_before(h)} for kind, h in rows]
    )


def test_ticketing_is_measured_from_the_issue_and_not_from_the_booking(make):
    assert ticketed_h(make.bookings({"ticketed_at": hours_before(7)}))["PNR000"] == 7


def test_the_last_change_of_the_journey_counts_and_no_spelling(make):
    bookings = make.bookings({}, {})
    moved = last_change_h(bookings, changed(("date", 90), ("route", 30), ("name", 2)))
    assert moved["PNR000"] == 30
    assert pd.isna(moved["PNR001"])


def test_a_booking_without_any_change_has_no_hours(make):
    assert last_change_h(make.bookings({}), changed(("name", 2))).isna().all()


def test_an_unknown_kind_of_change_is_refused_by_name(make):
    with pytest.raises(TargetingError, match="'seat'"):
        last_change_h(make.bookings({}), changed(("date", 2)), kinds=("seat",))


def test_pieces_make_one_way_with_the_wait_and_the_hours_between_the_purchases(make):
    bookings = make.bookings({"itinerary": "GRU-LIS", "booked_at": hours_before(50)}, {})
    further = pd.DataFrame(
        {
            "pnr": ["PNR000"],
            "destination": ["GRU"],
            "departs_at": [bookings.arrives_at[0] + pd.Timedelta(hours=5)],
            "booked_at": [hours_before(48)],
        }
    )
    journeys = onward_journeys(bookings, further, make.airports())
    row = journeys.loc["PNR000"]
    assert (row.itinerary, row.bought_after_h, row.at_hub_h) == ("GRU-LIS-GRU", 2, 5)
    assert pd.isna(row.detour_ratio)  # who ends where he began has no straight way
    assert len(journeys) == 1


@pytest.mark.parametrize(
    ("kg", "travellers", "nights", "expected"),
    [
        (20.0, 1, 3, "heavy for a short stay"),
        (20.0, 1, 4, "nothing to ask"),
        (39.9, 2, 3, "nothing to ask"),
        (40.0, 2, 3, "heavy for a short stay"),
        (0.0, 1, 7, "nothing for a long stay"),
        (0.0, 1, 6, "nothing to ask"),
        (60.0, 1, None, "one way"),
        (0.0, 1, None, "one way"),
    ],
)
def test_bags_are_compared_with_the_stay_and_the_party(make, kg, travellers, nights, expected):
    bookings = make.bookings({"party_size": travellers, "nights": nights})
    bookings["nights"] = bookings["nights"].astype("Int64")
    bags = pd.DataFrame({"pnr": ["PNR000"] if kg else ["OTHER1"], "weight_kg": [kg]})
    assert baggage_for_stay(bags, bookings).to_dict() == {"PNR000": expected}


def test_the_table_of_signals_works_with_and_without_onward_tickets():
    further, none = load_case("a-ticket-further"), load_case("hand-luggage-only")
    assert journey_signals(further).onward_bought_h.notna().sum() == len(further.onward_tickets)
    signals = journey_signals(none)
    assert signals.onward_bought_h.isna().all()
    assert signals.index.tolist() == none.bookings.pnr.tolist()
