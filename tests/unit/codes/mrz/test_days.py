from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.mrz.check import check_digit
from aatulab.codes.mrz.days import checked_days, is_day


@given(st.lists(st.dates(date(1900, 1, 1), date(2099, 12, 31)), min_size=1, max_size=8))
def test_days_are_those_that_python_writes(days):
    written = fixed.to_text(checked_days(np.array(days, dtype="datetime64[D]"))).to_pylist()
    expected = [day.strftime("%y%m%d") for day in days]
    assert written == [f"{text}{check_digit(text)}" for text in expected]
    assert all(map(is_day, expected))


@pytest.mark.parametrize("text", ["<<<<<<", "74<<<<", "7408<<", "<<0229", "<<<<31", "000229"])
def test_unknown_parts_may_be_filled(text):
    assert is_day(text)


@pytest.mark.parametrize(
    "text", ["", "7408", "741301", "740230", "<<0230", "74<<<", "7<<<<<", "7A0101", "\u0663" * 6]
)
def test_another_text_is_no_day(text):
    assert not is_day(text)
