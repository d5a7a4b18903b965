"""Who somebody is says nothing about what he does: proved on a million bookings."""

import numpy as np
import pandas as pd
import pytest

from aatulab.world import WorldSpec, build_gateway
from aatulab.world.fairness import ATTRIBUTES, conditional_bits, guess_auc, measure, observe

LIVE = WorldSpec(seed=12, bookings=1_000_000)


@pytest.fixture(scope="module")
def observed():
    """A million bookings at live prevalence, seen gateway by gateway."""
    parts = [observe(build_gateway(LIVE, number)) for number in range(len(LIVE.hubs))]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def found(observed):
    return measure(observed)


def test_a_model_of_attributes_alone_knows_nothing(found):
    assert found.persons > 900_000
    assert found.illicit == 20_000
    assert abs(found.auc - 0.5) < 0.03
    assert found.lawful_auc > 0.85


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_an_attribute_adds_nothing_to_the_lawful_signals(found, attribute):
    (of_it,) = (one for one in found.information if one.attribute == attribute)
    assert of_it.deviations < 4.5
    assert of_it.bits < 0.001


def test_a_slight_leak_would_be_found(observed):
    """Are the measures able to fail?  One illicit traveller in fifty gets away with his State."""
    rng = np.random.default_rng(5)
    part = observed.head(200_000)
    leak = part["illicit"] & (rng.random(len(part)) < 0.02)
    leaking = measure(part.assign(nationality=part["nationality"].mask(leak, "UTO")))
    (of_it,) = (one for one in leaking.information if one.attribute == "nationality")
    assert of_it.deviations > 10
    crude = part.assign(sex=part["sex"].mask(part["illicit"], "M"))
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
