from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.messages.fields import (
    LocalTime,
    amount,
    birth_year,
    clock,
    day,
    local_moment,
    local_time,
    near_year,
    utc_moment,
    whole,
)
from aatulab.codes.messages.segment import FormatError, segment

MADE = date(2026, 3, 10)


@given(st.dates(date(1927, 1, 1), date(2026, 12, 31)))
def test_births_of_a_century_back_are_understood_from_two_digits(born):
    said = segment("DTM", ("329", f"{born:%y%m%d}"))
    assert day(said, 1, 2, birth_year(MADE), "YYMMDD") == born


@given(st.dates(date(1976, 1, 1), date(2075, 12, 31)))
def test_expiries_and_flights_are_understood_within_fifty_years(when):
    said = segment("DTM", ("36", f"{when:%d%m%y}"))
    assert day(said, 1, 2, near_year(MADE), "DDMMYY") == when


def test_a_year_of_four_digits_needs_no_guess():
    assert day(segment("DTM", "19050607"), 1, 1, birth_year(MADE), "YYMMDD") == date(1905, 6, 7)


@pytest.mark.parametrize("said", ["260230", "261301", "26031", "2603100", "2603AB", "", "٢٦٠٣١٠"])
def test_a_day_that_is_none_is_refused(said):
    with pytest.raises(FormatError, match="a day"):
        day(segment("DTM", said), 1, 1, near_year(MADE), "YYMMDD")


@pytest.mark.parametrize("said", ["2400", "0960", "930", "09:30", ""])
def test_a_time_that_is_none_is_refused(said):
    with pytest.raises(FormatError, match="0000 to 2359"):
        clock(segment("TVL", said), 1, 1)


@pytest.mark.parametrize("said", ["-1", "1.5", "1000000", "1e3", "", " 1", "٣"])
def test_a_whole_number_is_digits_within_bounds(said):
    with pytest.raises(FormatError, match="whole number from 0 to 999,999"):
        whole(segment("CNT", said), 1, "total")


@pytest.mark.parametrize(("said", "value"), [("23", "23"), ("23.5", "23.5"), ("0,25", "0.25")])
def test_point_and_comma_mark_decimals(said, value):
    assert f"{amount(segment('MEA', said), 1, 'weight')}" == value


@pytest.mark.parametrize("said", ["", "-1", "1.", ".5", "1.2.3", "1e9", "NaN", "1" * 13])
def test_an_amount_is_a_plain_number(said):
    with pytest.raises(FormatError, match="a number such as"):
        amount(segment("MEA", said), 1, "weight")


def test_utc_and_local_times_are_different_kinds_of_value():
    said = segment("TVL", ("100326", "0635", "100326"))
    utc = utc_moment(said, 1, 1, order="DDMMYY")
    assert utc.utcoffset() is not None
    local = local_time(said, 1, 1, near_year(MADE))
    assert local == LocalTime(date(2026, 3, 10), time(6, 35))
    assert local.moment == datetime.fromisoformat("2026-03-10T06:35")
    assert local_time(said, 1, 3, near_year(MADE)) == LocalTime(date(2026, 3, 10))
    assert LocalTime(date(2026, 3, 10)).moment is None


def test_a_local_time_needs_its_day():
    with pytest.raises(FormatError, match="before the time"):
        local_time(segment("TVL", ("", "0635")), 1, 1, near_year(MADE))
    assert local_time(segment("TVL"), 1, 1, near_year(MADE)) is None


def test_a_local_moment_is_ten_digits():
    said = segment("DTM", ("232", "2603100610"))
    assert local_moment(said, 1, 2, near_year(MADE)) == datetime.fromisoformat("2026-03-10T06:10")
    with pytest.raises(FormatError, match="YYMMDDHHMM"):
        local_moment(segment("DTM", ("232", "260310")), 1, 2, near_year(MADE))
