"""Counts of the days before are right, and see nothing of the days after."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import TargetingError
from aatulab.targeting.reuse import uses_in_window

ROWS = st.lists(st.tuples(st.sampled_from(["+1", "+2", None]), st.integers(0, 40)), max_size=30)


@given(ROWS, st.integers(1, 50))
def test_a_count_is_that_of_looking_at_every_pair(rows, window):
    values = pd.Series([value for value, _ in rows], dtype="str")
    day = pd.Series([when for _, when in rows], dtype="int64")
    expected = [
        0 if mine is None else sum(other == mine and when - window < then <= when
                                   for other, then in rows)
        for mine, when in rows
    ]  # fmt: skip
    assert uses_in_window(values, day, window).tolist() == expected


def test_a_window_without_days_is_refused():
    with pytest.raises(TargetingError, match="window_days: found 0"):
        uses_in_window(pd.Series(["+1"]), pd.Series([0]), 0)


def test_days_of_other_bookings_are_refused():
    with pytest.raises(TargetingError, match="index"):
        uses_in_window(pd.Series(["+1"], index=["A"]), pd.Series([0], index=["B"]))
