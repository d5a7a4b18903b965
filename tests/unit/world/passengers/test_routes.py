import numpy as np
import pytest

from aatulab.world.passengers.routes import block_minutes, draw_schedule, draw_ways
from aatulab.world.reference import airports
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams

PLACES = airports()


def schedule_of(**order):
    spec = WorldSpec(**{"seed": 5, "bookings": 20_000, "days": 10, **order})
    return draw_schedule(spec.gateway(0), PLACES, Streams(spec.seed)), Streams(spec.seed)


def test_known_distances_come_out():
    """Great circle distances against figures that anybody can look up."""
    km = PLACES.distances_km()
    for one, other, expected in (
        ("LIS", "JFK", 5_420),
        ("LHR", "SYD", 17_020),
        ("GRU", "LIS", 7_940),
    ):
        assert km[PLACES.index(one), PLACES.index(other)] == pytest.approx(expected, rel=0.01)
    assert np.allclose(km, km.T)
    assert np.allclose(np.diag(km), 0)


@pytest.mark.parametrize("hub", ["LIS", "SIN", "GRU", "AKL"])
@pytest.mark.parametrize("bookings", [200, 20_000])
def test_a_timetable_has_flights_from_abroad_only(hub, bookings):
    schedule, _ = schedule_of(hub=hub, bookings=bookings)
    country = np.array(PLACES.country)
    assert len(schedule.origin) >= 5
    assert (country[schedule.origin] != country[schedule.hub]).all()
    assert schedule.share.sum() == pytest.approx(1)
    assert (np.diff(schedule.lands_min) >= 0).all()
    assert len(set(zip(schedule.carrier.tolist(), schedule.number.tolist(), strict=True))) == len(
        schedule.number
    )


@pytest.mark.parametrize("seed", range(6))
def test_odd_ways_are_longer_and_come_from_the_same_places_over_the_same_stops(seed):
    schedule, streams = schedule_of(seed=seed)
    n = 60_000
    flight = np.searchsorted(np.cumsum(schedule.share), (np.arange(n) + 0.5) / n)
    ways = {
        odd: draw_ways(np.full(n, odd), flight, schedule, PLACES, streams) for odd in (False, True)
    }
    connects = ways[True].via >= 0
    assert (connects == (ways[False].via >= 0)).all()
    detour = {odd: (way.flown_km / way.direct_km)[connects] for odd, way in ways.items()}
    assert np.median(detour[True]) > np.median(detour[False]) + 0.2
    assert np.quantile(detour[False], 0.9) < 1.5
    origins = [np.bincount(way.first, minlength=len(PLACES.iata)) for way in ways.values()]
    used = origins[0] + origins[1] > 50
    off = (origins[0] - origins[1])[used] / np.sqrt((origins[0] + origins[1])[used])
    assert np.abs(off).max() < 5


def test_block_times_are_those_of_airliners():
    minutes = block_minutes(np.array([500.0, 5_500.0, 9_000.0]))
    assert (minutes % 5 == 0).all()
    assert minutes[0] == pytest.approx(75, abs=15)
    assert minutes[1] == pytest.approx(430, abs=40)
    assert minutes[2] == pytest.approx(690, abs=50)
