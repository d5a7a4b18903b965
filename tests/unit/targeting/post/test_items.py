"""Numbers run, weights differ, limits cast shadows, doors have names; each counts what it says."""

import pandas as pd
import pytest

from aatulab.cases import load_case
from aatulab.errors import TargetingError
from aatulab.targeting.post import (
    in_parts,
    item_signals,
    item_value_ratio,
    just_below,
    names_at_door,
    number_runs,
    vague_lines,
    weight_gain,
)


def numbered(*serials, service="RR"):
    return pd.DataFrame({"item": [f"{service}{serial:08}9ZZ" for serial in serials]})


def test_a_run_goes_on_from_neighbour_to_neighbour_and_no_further():
    assert number_runs(numbered(300, 100, 110, 120, 131)).tolist() == [1, 3, 3, 3, 1]


def test_a_wider_step_makes_longer_runs():
    assert number_runs(numbered(100, 110, 121), within=11).tolist() == [3, 3, 3]


def test_two_services_have_two_rolls():
    items = pd.concat([numbered(100), numbered(101, service="CC")], ignore_index=True)
    assert number_runs(items).tolist() == [1, 1]


def test_the_check_digit_is_no_part_of_the_serial_number():
    items = pd.DataFrame({"item": ["RR000001001ZZ", "RR000001109ZZ"]})
    assert number_runs(items).tolist() == [2, 2]  # 100 and 110, whatever the ninth digit says


def test_a_number_that_is_none_is_refused_with_what_was_expected():
    with pytest.raises(TargetingError, match=r"column 'item' holds 'RR 1', expected 13 signs"):
        number_runs(pd.DataFrame({"item": ["RR 1"]}))


def test_weight_gain_is_a_share_of_the_declared_weight():
    items = numbered(1, 2).assign(declared_kg=[0.1, 2.0], gross_kg=[0.11, 1.9])
    assert weight_gain(items).round(3).tolist() == [0.1, -0.05]


@pytest.mark.parametrize(
    ("value", "expected"), [(129.99, False), (130, True), (150, True), (150.01, False)]
)
def test_both_ends_of_just_below_belong_to_it(value, expected):
    assert just_below(numbered(1).assign(value=value)).tolist() == [expected]


def test_parts_need_one_sender_and_one_door_and_a_return_address():
    items = numbered(1, 2, 3, 4, 5).assign(
        sender_address_id=["S", "S", "S", None, None],
        addressee_address_id=["D", "D", "E", "D", "D"],
    )
    assert in_parts(items).tolist() == [2, 2, 1, 1, 1]


def test_a_name_that_receives_twice_is_one_name():
    items = numbered(1, 2, 3).assign(
        addressee_address_id="D", addressee_name=["Ana Moreau", "Ana Moreau", "Li Moreau"]
    )
    assert names_at_door(items).tolist() == [2, 2, 2]


def test_of_several_lines_the_cheapest_for_its_code_counts():
    lines = pd.DataFrame(
        {
            "item": ["A", "B", "C", "D", "D", "E"],
            "hs_code": ["330499"] * 4 + ["711719", None],
            "net_kg": 1.0,
            "value": [10.0, 10.0, 10.0, 2.0, 9.0, 9.0],
        }
    )
    ratios = item_value_ratio(lines)
    assert ratios.dropna().to_dict() == {"A": 1, "B": 1, "C": 1, "D": 0.2}
    assert pd.isna(ratios["E"])


def test_one_line_that_names_its_goods_is_enough():
    lines = pd.DataFrame({"item": ["A", "A", "B"], "description": ["GIFT", "FACE CREAM", "GIFTS"]})
    assert vague_lines(lines).to_dict() == {"A": False, "B": True}


def test_a_missing_column_is_named():
    with pytest.raises(TargetingError, match="no column 'gross_kg'"):
        weight_gain(numbered(1).assign(declared_kg=1.0))


def test_the_table_of_signals_has_every_item_and_nobody_s_name_or_place():
    case = load_case("small-packets")
    signals = item_signals(case)
    assert signals.index.tolist() == case.postal_items["item"].tolist()
    assert not signals.columns.str.contains("name$|address_id|country|office$").any()
    assert signals.drop(columns="value_ratio").notna().all().all()
