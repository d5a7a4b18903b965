"""What a signal is worth, in whole people and as a rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import TargetingError
from aatulab.targeting import expected_outcome, worth_at
from aatulab.targeting.plots import worth_curve

SHARES = st.floats(0, 1)


@given(SHARES, SHARES, SHARES, st.integers(1, 5000))
def test_everybody_is_counted_once(base_rate, found, false, people):
    outcome = expected_outcome(base_rate, found, false, people)
    counts = (outcome.hits, outcome.innocent_stopped, outcome.missed, outcome.innocent_passed)
    assert min(counts) >= 0
    assert sum(counts) == people


@given(st.floats(0.001, 0.5), st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_signal_is_worth_more_where_more_carry_something(base_rate, found, false):
    assert worth_at(base_rate, found, false) < worth_at(base_rate * 1.5, found, false)


def test_a_signal_as_frequent_among_the_innocent_is_worth_the_base_rate():
    assert worth_at(0.02, 0.3, 0.3) == pytest.approx(0.02)


def test_nobody_with_the_signal_is_no_division():
    assert worth_at(0.1, 0, 0) == 0


@pytest.mark.parametrize("name", ["base_rate", "found_share", "false_share"])
def test_a_share_that_is_none_is_named(name):
    shares = {"base_rate": 0.1, "found_share": 0.5, "false_share": 0.1, name: 5}
    with pytest.raises(TargetingError, match=rf"{name}: found 5"):
        worth_at(**shares)


def test_people_are_at_least_one():
    with pytest.raises(TargetingError, match="people: found 0"):
        expected_outcome(0.1, 0.5, 0.1, 0)


def test_curve_rises_and_says_what_each_signal_is_worth_today():
    ax = worth_curve({"late": (0.8, 0.17)}, 0.02, title="t")
    line = ax.lines[0].get_ydata()
    assert (line[1:] > line[:-1]).all()


def test_curve_without_a_signal_is_refused():
    with pytest.raises(TargetingError, match="signals: found 0"):
        worth_curve({}, 0.02)
