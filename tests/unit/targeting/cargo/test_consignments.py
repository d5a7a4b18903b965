"""A consignment is a direct waybill or a house, never a master; houses add up to their master."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.cargo import (
    consignments,
    house_sums,
    most_names_at_one_address,
    waybill_scores,
)

ORDINARY = {
    "account": "K1", "account_opened_on": "2020-01-01", "shipments_90d": 4,
    "shipper_kind": "firm", "shipper_name": "S", "shipper_address": "1 Lane",
    "consignee_kind": "firm", "consignee_name": "C", "consignee_address_id": "A1",
    "consignee_phone": "+1", "broker": "CB1", "pieces": 10, "gross_kg": 100.0,
    "volume_m3": 0.5, "goods": "TEA", "hs_code": "090210", "declared_value": 900.0,
}  # fmt: skip
BOOKED = pd.Timestamp("2026-03-01T10:00Z")


def waybills(*rows):
    own = {"kind": "direct", "booked_at": BOOKED, "departs_at": BOOKED, "remarks": None}
    return pd.DataFrame([{"awb": f"W{n}"} | ORDINARY | own | row for n, row in enumerate(rows)])


def houses(*rows):
    return pd.DataFrame([{"hawb": f"H{n}", "awb": "W1"} | ORDINARY | r for n, r in enumerate(rows)])


def test_every_direct_waybill_and_every_house_is_one_consignment_and_no_master_is():
    each = consignments(
        waybills({}, {"kind": "master", "goods": "CONSOLIDATION", "remarks": "KEEP DRY"}),
        houses({"goods": "SHOES"}, {"goods": "TOYS"}),
    )
    assert each.index.tolist() == ["W0", "H0", "H1"]
    assert each["awb"].tolist() == ["W0", "W1", "W1"]
    assert each["goods"].tolist() == ["TEA", "SHOES", "TOYS"]
    assert each["remarks"].tolist()[1:] == ["KEEP DRY", "KEEP DRY"]
    assert (each["booked_at"] == BOOKED).all()


@pytest.mark.parametrize(
    ("kg", "pieces", "off"),
    [((60.0, 40.0), (6, 4), (0, 0.0)), ((60.0, 39.5), (6, 5), (1, -0.5))],
)
def test_house_sums_say_how_far_pieces_and_kilograms_are_off(kg, pieces, off):
    rows = [{"gross_kg": k, "pieces": p} for k, p in zip(kg, pieces, strict=True)]
    sums = house_sums(waybills({}, {"kind": "master"}), houses(*rows)).loc["W1"]
    assert sums["houses"] == 2
    assert (sums["pieces_off"], sums["kg_off"]) == off


def test_master_without_houses_lacks_everything():
    sums = house_sums(waybills({"kind": "master"}), houses({}).head(0))
    assert sums.loc["W0"].tolist() == [0, -10, -100.0]


def test_names_at_a_door_are_counted_once_and_by_master():
    rows = houses(
        {"consignee_name": "A"}, {"consignee_name": "A"}, {"consignee_name": "B"},
        {"consignee_name": "C", "consignee_address_id": "A2"}, {"awb": "W9"},
    )  # fmt: skip
    assert most_names_at_one_address(rows).to_dict() == {"W1": 2, "W9": 1}


def test_waybill_has_the_points_of_one_consignment_and_never_their_sum():
    scores = pd.DataFrame(
        {"points": [3, 5, 4], "reasons": ["a", "b", "c"]}, index=["H0", "H1", "W0"]
    )
    awb = pd.Series({"H0": "W1", "H1": "W1", "W0": "W0"})
    found = waybill_scores(scores, awb)
    assert found["points"].to_dict() == {"W1": 5, "W0": 4}
    assert found.loc["W1", ["reasons", "consignment"]].tolist() == ["b", "H1"]
    with pytest.raises(TargetingError, match="first: 'H1'"):
        waybill_scores(scores, awb.drop("H1"))


def test_table_of_another_flow_is_refused_by_name():
    with pytest.raises(TargetingError, match="house_waybills: there is no column 'hawb'"):
        consignments(waybills({}), waybills({}))
