"""Local and UTC times, on both sides of summer time and of the date line."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.cases.clocks import to_local, to_utc
from aatulab.codes.messages.fields import LocalTime
from aatulab.errors import CaseError


@pytest.mark.parametrize(
    ("utc", "airport", "local"),
    [
        ("2026-03-10T06:35", "LIS", "2026-03-10 06:35"),
        ("2026-03-10T06:35", "GRU", "2026-03-10 03:35"),
        ("2026-03-10T20:30", "AKL", "2026-03-11 09:30"),  # summer in the south
        ("2026-07-10T20:30", "AKL", "2026-07-11 08:30"),
        ("2026-03-29T00:59", "LIS", "2026-03-29 00:59"),  # the last minute of winter
        ("2026-03-29T01:00", "LIS", "2026-03-29 02:00"),  # the first of summer
        ("2026-10-25T00:30", "LIS", "2026-10-25 01:30"),
        ("2026-10-25T01:30", "LIS", "2026-10-25 01:30"),  # the same hour again
        ("2026-03-10T06:35", "DEL", "2026-03-10 12:05"),  # half an hour
    ],
)
def test_an_airport_shows_its_own_clock(utc, airport, local):
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert str(to_local(moment, airport)) == local


@given(
    st.datetimes(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-12-31")),
    st.sampled_from(["LIS", "GRU", "AKL", "DEL", "LAX", "ADD"]),
)
def test_utc_comes_back_but_for_the_hour_that_a_clock_shows_twice(moment, airport):
    utc = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    back = to_utc(to_local(utc, airport), airport)
    assert (utc - back).total_seconds() in (0, 3600)
    assert to_local(back, airport) == to_local(utc, airport)


def test_the_first_of_two_equal_hours_is_meant():
    local = LocalTime(date(2026, 10, 25), time(1, 30))
    assert to_utc(local, "LIS") == datetime.fromisoformat("2026-10-25T00:30+00:00")


def test_a_day_without_time_is_no_moment():
    assert to_utc(LocalTime(date(2026, 3, 10)), "LIS") is None


def test_an_airport_without_time_zone_is_named():
    with pytest.raises(CaseError, match="airport 'QQQ'"):
        to_local(datetime.fromisoformat("2026-03-10T00:00+00:00"), "QQQ")
