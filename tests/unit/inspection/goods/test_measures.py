"""Litres, densities and charged weights against values of physics and of the trade."""

import pandas as pd
import pytest
import xraydb
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import InspectionError
from aatulab.inspection.goods import (
    PACKED,
    can_weigh,
    chargeable_kg,
    kg_per_litre,
    litres,
    packed_table,
    volumetric_kg,
)
from aatulab.inspection.xray.physics.materials import read_materials


@pytest.mark.parametrize(("matter", "symbol"), [("copper", "Cu"), ("aluminium", "Al")])
def test_metals_weigh_what_physics_says(matter, symbol):
    of = next(packed for packed in PACKED.values() if packed.matter == matter)
    assert of.solid == pytest.approx(xraydb.atomic_density(symbol), rel=0.01)


@pytest.mark.parametrize(("matter", "material"), [("steel", "steel"), ("brass", "brass"),
                                                  ("glass", "glass")])  # fmt: skip
def test_solids_agree_with_those_of_the_scanner(matter, material):
    of = next(packed for packed in PACKED.values() if packed.matter == matter)
    assert of.solid == pytest.approx(read_materials()[material].density, rel=0.04)


@pytest.mark.parametrize("name", PACKED)
def test_a_box_never_weighs_more_than_the_solid(name):
    of = PACKED[name]
    assert 0 < of.least < of.most < of.solid
    for kg, words in ((of.least * 0.9, "less"), (of.most, "as such"), (of.most * 1.01, "more than"),
                      (of.solid * 1.01, "something else")):  # fmt: skip
        assert words in can_weigh(name, kg)


def test_the_table_holds_every_description_once():
    table = packed_table()
    assert table["goods"].is_unique
    assert len(table) == len(PACKED)
    with pytest.raises(InspectionError, match="'BRASS', expected one of"):
        can_weigh("BRASS", 1)


@pytest.mark.parametrize(
    ("sizes", "pieces", "kg", "charged"),
    [
        ((60, 40, 25), 1, 7.2, 10.0),  # 60 litres count as 10 kg
        ((60, 40, 25), 1, 23.1, 23.5),
        ((60, 40, 25), 3, 23.1, 30.0),
        ((120, 80, 100), 1, 100, 160.0),
        ((50, 40, 30), 1, 10, 10.0),  # 60 litres again, exactly as heavy
        ((50, 41, 30), 1, 10, 10.5),
    ],
)
def test_charged_is_weight_or_volume_whichever_is_more(sizes, pieces, kg, charged):
    assert chargeable_kg(*sizes, pieces=pieces, kg=kg) == charged


@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 200), st.floats(0.1, 500))
def test_charged_is_a_half_and_less_than_half_a_kilogram_more(length, width, height, kg):
    charged = chargeable_kg(length, width, height, kg=kg)
    more = max(kg, volumetric_kg(length, width, height))
    assert charged * 2 == int(charged * 2)
    assert -0.001 <= charged - more < 0.501


def test_a_box_without_a_side_is_refused():
    with pytest.raises(InspectionError, match="width_cm: found 0"):
        litres(10, 0, 10)


def test_density_is_of_what_stands_there():
    shed = pd.DataFrame({"unit": ["U1"], "length_cm": [50], "width_cm": [40], "height_cm": [30],
                         "pieces_arrived": [2], "arrived_kg": [90.0]})  # fmt: skip
    assert kg_per_litre(shed).to_dict() == {"U1": 0.75}
