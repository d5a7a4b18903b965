"""Findings about a waybill, its houses and the advance 7+1 data."""

from dataclasses import replace
from decimal import Decimal

import pytest

from aatulab.codes.messages.awb_message import (
    AdvanceCargo,
    advance_cargo,
    check_advance_cargo,
    check_air_waybill,
    check_awb_message,
    parse_awb_message,
)

FULL = AdvanceCargo(
    "Belvetra Works", "7 Mill Lane", "Ixoria Systems", "2 Quay", 10, Decimal(300),
    "Valves of steel", "H-001", "952-12345675",
)  # fmt: skip


def test_a_good_waybill_has_no_findings(awb):
    assert check_awb_message(awb) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "found"),
    [
        ("952-12345675", "952-12345674", "waybill-number", "check digit '4'"),
        ("CAR/0Q/0W", "CAR/0Q", "route", "1 carriers for 2 legs"),
        ("RTG/GRU/CMN/LIS", "RTG/GRU/GRU/LIS", "route", "GRU twice"),
        ("QTY/12/345.6/360", "QTY/12/345.6/340", "chargeable-weight", "340 kg"),
        ("HSC/2022/848180", "HSC//848180", "hs-edition", "edition 'missing'"),
        ("HSC/2022/848180", "HSC/2011/848180", "hs-edition", "edition '2011'"),
        ("HHS/848180", "HHS/770000", "hs-code", "chapter '77'"),
        ("QTY/12/", "QTY/0/", "pieces", "no pieces"),
        ("QTY/12/", "QTY/14/", "house-pieces", "14 pieces"),
        ("LIS/10/300.0", "LIS/10/380.0", "house-weight", "345.6 kg"),
        ("HBL/H-002", "HBL/H-001", "house-number", "H-001 a second time"),
        ("H-002/GRU/LIS", "H-002/GRU/OPO", "house-destination", "to OPO"),
        ("Gaskets of rubber", "SPARE PARTS", "vague", "'SPARE PARTS'"),
        ("HCN/Jastrum Works", "HCN/TO ORDER", "placeholder", "'TO ORDER'"),
        ("HSP/Dunmera Trade/8 Mill Lane/Utopolis//9000/UT\n", "HSP\n", "advance-data",
         "no shipper's name, no shipper's address"),
        ("END/21", "END/22", "end-count", "'22'"),
    ],
)  # fmt: skip
def test_each_rule_is_found_once(awb, changed, old, new, rule, found):
    findings = [f for f in check_awb_message(changed(awb, old, new)) if f.rule == rule]
    assert len(findings) == 1
    assert found in findings[0].found
    assert findings[0].remedy


def test_half_a_kilogram_a_house_is_rounding(awb, changed):
    assert check_awb_message(changed(awb, "LIS/10/300.0", "LIS/10/301.0")) == []
    assert check_awb_message(changed(awb, "LIS/10/300.0", "LIS/10/301.1")) != []


def test_a_consolidation_may_call_itself_so_and_a_direct_waybill_may_not(awb):
    direct = replace(parse_awb_message(awb), houses=())
    assert [finding.rule for finding in check_air_waybill(direct)] == ["vague"]


def test_each_house_gives_its_own_advance_data(awb):
    waybill = parse_awb_message(awb)
    first, second = advance_cargo(waybill)
    assert (first.waybill, first.master) == ("H-001", "952-12345675")
    assert second.consignee_address == "3 Quay, 1000 Lisbon, PT"
    (direct,) = advance_cargo(replace(waybill, houses=()))
    assert (direct.waybill, direct.master) == ("952-12345675", "")


def test_complete_advance_data_have_no_findings():
    assert check_advance_cargo(FULL) == []


@pytest.mark.parametrize(
    ("field", "empty", "said"),
    [
        ("shipper_name", "", "shipper's name"),
        ("shipper_address", "", "shipper's address"),
        ("consignee_name", "", "consignee's name"),
        ("consignee_address", "", "consignee's address"),
        ("pieces", 0, "pieces"),
        ("gross_kg", Decimal(0), "weight"),
        ("description", "", "description"),
        ("waybill", "", "waybill number"),
    ],
)
def test_each_of_the_seven_and_the_one_is_missed(field, empty, said):
    (finding,) = check_advance_cargo(replace(FULL, **{field: empty}))
    assert (finding.rule, finding.found) == ("advance-data", f"no {said}")
