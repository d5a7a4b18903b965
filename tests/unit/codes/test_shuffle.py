import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.shuffle import round_keys, shuffled, shuffled_below


@given(st.integers(1, 5_000), st.integers(0, 2**40))
def test_every_number_below_the_limit_appears_once(limit, seed):
    keys = round_keys(np.random.default_rng(seed))
    places = shuffled_below(np.arange(limit), limit, keys)
    assert sorted(places.tolist()) == list(range(limit))


def test_different_keys_give_different_orders():
    one, other = (round_keys(np.random.default_rng(seed)) for seed in (1, 2))
    assert (shuffled(np.arange(100), 30, one) != shuffled(np.arange(100), 30, other)).any()


@pytest.mark.parametrize("bits", [19, 30])
def test_neighbours_do_not_stay_neighbours(bits):
    """Would a running number show through?"""
    places = shuffled(np.arange(10_000), bits, round_keys(np.random.default_rng(5))).astype(float)
    assert abs(np.corrcoef(places[:-1], places[1:])[0, 1]) < 0.05
    assert abs(places.mean() / 2**bits - 0.5) < 0.02


def test_beyond_the_limit_the_same_order_begins_again():
    keys = round_keys(np.random.default_rng(3))
    twice = shuffled_below(np.arange(20), 10, keys)
    assert (twice[:10] == twice[10:]).all()


@pytest.mark.parametrize("bits", [0, 1, 63])
def test_an_impossible_width_is_refused(bits):
    with pytest.raises(ValueError, match="bits must be between 2 and 62"):
        shuffled(np.arange(3), bits, round_keys(np.random.default_rng(1)))
