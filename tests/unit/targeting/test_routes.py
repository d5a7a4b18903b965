"""Distances are those of the globe, and a detour is measured against the straight way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import TargetingError
from aatulab.targeting.routes import detour_ratio, flown_km, great_circle_km, stops

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def test_a_quarter_of_the_globe():
    assert great_circle_km(0, 0, 0, 90) == pytest.approx(6371.0088 * np.pi / 2)


def test_the_date_line_is_no_wall():
    assert great_circle_km(0, 179, 0, -179) == pytest.approx(great_circle_km(0, 1, 0, -1))


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_symmetric_and_never_more_than_half_the_globe(a, b, c, d):
    there, back = great_circle_km(a, b, c, d), great_circle_km(c, d, a, b)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 6371.0088 * np.pi + 1e-6


def test_a_direct_flight_has_ratio_one(make):
    assert detour_ratio(make.bookings({}), make.airports())["PNR000"] == 1


def test_a_stop_on_the_other_side_of_the_world_shows(make):
    ratio = detour_ratio(make.bookings({"itinerary": "GRU-HND-LIS"}), make.airports())
    assert ratio["PNR000"] > 3


def test_a_round_trip_has_no_straight_way(make):
    ratio = detour_ratio(make.bookings({"itinerary": "LIS-CMN-LIS"}), make.airports())
    assert np.isnan(ratio["PNR000"])


def test_legs_add_up(make):
    airports = make.airports()
    way = flown_km("GRU-CMN-LIS", airports)
    assert way == pytest.approx(flown_km("GRU-CMN", airports) + flown_km("CMN-LIS", airports))


def test_an_unknown_airport_is_named(make):
    with pytest.raises(TargetingError, match="'XXX'"):
        detour_ratio(make.bookings({"itinerary": "GRU-XXX-LIS"}), make.airports())


@pytest.mark.parametrize("text", ["", "LIS", "LIS-", "LIS/GRU", "LISB-GRU", "L1S-GRU"])
def test_what_is_no_itinerary_is_refused(text):
    with pytest.raises(TargetingError, match="itinerary"):
        stops(text)
