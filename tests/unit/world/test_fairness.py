"""The measure of fairness: it finds a leak, and the default world has none."""

import numpy as np
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.fairness import conditional_bits, guess_auc, measure
from aatulab.world.observed import ATTRIBUTES, observe, observe_others


@pytest.fixture(scope="module")
def world():
    return build_world(WorldSpec(seed=12, bookings=40_000, items=6_000, crossings=6_000))


@pytest.fixture(scope="module")
def observed(world):
    return observe(world)


def test_the_same_rows_give_the_same_measure(observed):
    one, again = measure(observed, 3), measure(observed, 3)
    assert one == again
    assert one.illicit == observed["illicit"].sum() == 800
    assert one.lawful_auc > 0.85
    assert abs(one.auc - 0.5) < 0.08  # few rows: the million is in tests/content
    assert max(of_it.deviations for of_it in one.information) < 4.5


def test_persons_of_the_other_flows_are_found_once_each(world):
    others = observe_others(world)
    assert set(others["flow"]) == {"post", "cargo", "land"}
    counts = others["flow"].value_counts()
    assert counts["post"] > 3_000
    assert counts["land"] > 2_000
    assert set(others.columns) == {*ATTRIBUTES, "flow", "illicit"}
    assert others.notna().to_numpy().all()


def test_a_slight_leak_would_be_found(observed):
    """Are the measures able to fail?  One illicit traveller in twenty gets away with his State."""
    rng = np.random.default_rng(5)
    leak = observed["illicit"] & (rng.random(len(observed)) < 0.05)
    leaking = measure(observed.assign(nationality=observed["nationality"].mask(leak, "UTO")))
    (of_it,) = (one for one in leaking.information if one.attribute == "nationality")
    assert of_it.deviations > 5
    crude = observed.assign(sex=observed["sex"].mask(observed["illicit"], "M"))
    assert guess_auc(crude, rng) > 0.6


def test_the_world_has_no_column_that_stands_for_faith_or_health(observed):
    assert not [name for name in observed if any(w in name for w in ("meal", "title", "service"))]


@pytest.mark.parametrize(
    ("values", "truth", "strata", "bits"),
    [
        ([0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0], 1.0),
        ([0, 1, 0, 1], [0, 0, 1, 1], [0, 0, 0, 0], 0.0),
        # what the stratum knows already is no news of the value
        ([0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1], 0.0),
        ([0, 1, 1, 0], [0, 1, 0, 1], [0, 0, 1, 1], 1.0),
    ],
)
def test_information_is_that_of_the_textbook(values, truth, strata, bits):
    arrays = np.array(values), np.array(truth, dtype=bool), np.array(strata)
    assert conditional_bits(*arrays) == pytest.approx(bits)
