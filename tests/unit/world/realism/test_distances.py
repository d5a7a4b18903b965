import airportsdata
import numpy as np
import pytest

from aatulab.world.realism.distances import ellipsoid_km

PLACES = airportsdata.load("IATA")


def where(code):
    return np.array([[PLACES[code]["lat"], PLACES[code]["lon"]]])


def test_the_ellipsoid_gives_the_published_distance_to_a_kilometre():
    # 2,151 nautical miles, to the nearest: http://www.gcmap.com/faq/gccalc
    assert ellipsoid_km(where("LAX"), where("JFK"))[0] == pytest.approx(2151 * 1.852, abs=0.93)


def test_a_quarter_of_a_meridian_is_ten_thousand_kilometres():
    """The metre was once defined so; on WGS 84 it is 10,001.97 km."""
    found = ellipsoid_km(np.array([[0.0, 5.0]]), np.array([[89.999999, 5.0]]))
    assert found[0] == pytest.approx(10_001.966, abs=0.05)


def test_a_place_is_no_way_from_itself():
    assert ellipsoid_km(where("LIS"), where("LIS"))[0] == 0
