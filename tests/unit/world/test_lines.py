import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.world.lines import places_on


@given(
    st.lists(st.floats(0, 1e6) | st.sampled_from([0.0, 1e-12, 1.0]), min_size=1, max_size=60),
    st.lists(st.floats(0, 1, exclude_max=True), max_size=60),
)
def test_places_are_those_of_a_binary_search(weights, shares):
    line = np.cumsum(np.array([*weights, 1.0]))
    points = np.array(shares) * line[-1]
    points = np.concatenate([points[points < line[-1]], line[line < line[-1]]])
    assert (places_on(line, points) == np.searchsorted(line, points, side="right")).all()


@pytest.mark.parametrize("power", [0, 1, 12])
def test_many_tiny_weights_are_stepped_over(power):
    """Half of the entries share a millionth of the line."""
    rng = np.random.default_rng(3)
    weights = rng.random(4_000) ** power * np.tile([1.0, 1e-9], 2_000)
    line = np.cumsum(np.sort(weights))
    points = rng.random(50_000) * line[-1]
    assert (places_on(line, points) == np.searchsorted(line, points, side="right")).all()


def test_a_weight_of_nothing_is_never_drawn():
    line = np.cumsum([0.0, 2.0, 0.0, 0.0, 1.0, 0.0])
    found = places_on(line, np.random.default_rng(1).random(5_000) * 3)
    assert set(found.tolist()) == {1, 4}
