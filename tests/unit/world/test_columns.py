from datetime import UTC, date, datetime

import numpy as np
import pytest

from aatulab.world.columns import day_number, days, labels, moments


def test_moments_count_minutes_since_1970_in_utc():
    column = moments(np.array([0, 1440]), np.array([True, False]))
    assert column.to_pylist() == [None, datetime(1970, 1, 2, tzinfo=UTC)]


def test_days_count_since_1970():
    assert days(np.array([day_number(date(2026, 3, 10))])).to_pylist() == [date(2026, 3, 10)]


def test_a_place_behind_the_last_text_is_missing():
    assert labels(["a", "b"], np.array([1, 2, 0])).to_pylist() == ["b", None, "a"]


def test_repeated_texts_are_refused():
    """Arrow would write bytes of old memory into the file."""
    with pytest.raises(ValueError, match="must be different"):
        labels(["a", "a"], np.array([0]))
