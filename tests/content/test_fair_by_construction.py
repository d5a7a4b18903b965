"""Who somebody is says nothing about what he does: proved on a million bookings, all flows.

It takes a minute of one processor, so it is not among the quick tests.
"""

import numpy as np
import pandas as pd
import pytest

from aatulab.world import WorldSpec, build_gateway
from aatulab.world.fairness import guess_auc, measure
from aatulab.world.observed import ATTRIBUTES, observe, observe_others

LIVE = WorldSpec(seed=12, bookings=1_000_000, waybills=250_000, items=250_000, crossings=250_000)


@pytest.fixture(scope="module")
def everybody():
    """Travellers, then the persons of the other flows, seen gateway by gateway."""
    travellers, others = [], []
    for number in range(len(LIVE.hubs)):
        world = build_gateway(LIVE, number)
        travellers.append(observe(world))
        others.append(observe_others(world))
    return pd.concat(travellers, ignore_index=True), pd.concat(others, ignore_index=True)


@pytest.fixture(scope="module")
def observed(everybody):
    """The travellers of a million bookings at live prevalence."""
    return everybody[0]


@pytest.fixture(scope="module")
def found(observed):
    return measure(observed)


def test_a_model_of_attributes_alone_knows_nothing(found):
    assert found.persons > 900_000
    assert abs(found.illicit - 20_000) < 10  # each gateway rounds to whole bookings
    assert abs(found.auc - 0.5) < 0.03
    assert found.lawful_auc > 0.85


@pytest.mark.parametrize("flow", ["post", "cargo", "land"])
def test_nor_does_it_know_anything_of_the_persons_of_the_other_flows(everybody, flow):
    others = everybody[1]
    of_flow = others[others["flow"] == flow]
    illicit = of_flow["illicit"].sum()
    assert illicit > 200
    # few waybills have a person as consignee: there chance alone is wider than 0.03
    error = np.sqrt(len(of_flow) / (6 * illicit * (len(of_flow) - illicit)))
    assert abs(guess_auc(of_flow, np.random.default_rng(3)) - 0.5) < max(0.03, 4 * error)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_an_attribute_adds_nothing_to_the_lawful_signals(found, attribute):
    (of_it,) = (one for one in found.information if one.attribute == attribute)
    assert of_it.deviations < 4.5
    assert of_it.bits < 0.001
