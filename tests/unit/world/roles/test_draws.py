import numpy as np
import pytest

from aatulab.content import datasets_dir
from aatulab.world.passengers.signals import FARE_TYPES, PASSENGER
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.typologies import read_cast

CAST = read_cast(datasets_dir() / "typologies", PASSENGER)
DRAWS = Draws(CAST)
MANY = 40_000


def rng():
    return np.random.default_rng(3)


def everyone(name):
    row = [role.name for role in CAST.roles].index(name)
    return CAST.roles[row], np.full(MANY, row)


def test_one_in_ten_lies_below_and_above_the_typical_range():
    role, roles = everyone("drug-courier")
    drawn = DRAWS.typical(rng(), "lead_time_h", roles)
    signal = role.signals["lead_time_h"]
    assert np.mean(drawn < signal.low) == pytest.approx(0.1, abs=0.01)
    assert np.mean(drawn > signal.high) == pytest.approx(0.1, abs=0.01)


def test_a_probability_is_kept():
    role, roles = everyone("drug-courier")
    happened = DRAWS.happens(rng(), "cash_payment", roles)
    assert happened.mean() == pytest.approx(role.signals["cash_payment"].low, abs=0.01)


def test_an_average_is_kept():
    role, roles = everyone("business-trip")
    counted = DRAWS.counts(rng(), "itinerary_changes", roles)
    assert counted.mean() == pytest.approx(role.signals["itinerary_changes"].low, abs=0.02)


def test_weights_of_choices_are_kept():
    role, roles = everyone("seafarer-joining-ship")
    drawn = DRAWS.label(rng(), "fare_type", roles)
    weights = dict(role.signals["fare_type"].choices)
    shares = np.bincount(drawn, minlength=len(FARE_TYPES)) / MANY
    assert shares == pytest.approx([weights.get(kind, 0.0) for kind in FARE_TYPES], abs=0.01)


def test_a_remark_is_one_of_the_role_or_none():
    role, roles = everyone("seafarer-joining-ship")
    texts, drawn = DRAWS.remark(rng(), roles)
    silent = np.mean(drawn == len(texts))
    assert silent == pytest.approx(1 - sum(role.remarks.values()), abs=0.01)
    assert {texts[place] for place in np.unique(drawn) if place < len(texts)} == set(role.remarks)


def test_each_row_is_drawn_with_its_own_weights():
    weights = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 5.0], [0.0, 2.0, 2.0]])
    drawn = choose(rng(), weights, np.repeat([0, 1, 2], 1_000))
    assert (drawn[:1_000] == 0).all()
    assert (drawn[1_000:2_000] == 2).all()
    assert set(drawn[2_000:]) == {1, 2}
