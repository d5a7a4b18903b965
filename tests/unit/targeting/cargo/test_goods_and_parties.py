"""Goods are compared with their like; age, phones and business with what is on record."""

import math

import pandas as pd
import pytest

from aatulab.targeting.cargo import (
    account_age_days,
    against_usual,
    consignees_on_phone,
    kg_per_m3,
    unfitting_business,
    vague_goods,
    value_per_kg,
    young_consignee,
)

BOOKED = pd.Timestamp("2026-03-01T23:30Z")


def test_a_kilogram_s_value_and_room():
    rows = pd.DataFrame(
        {"declared_value": [500.0, None], "gross_kg": [20.0, 8.0], "volume_m3": [0.1, 0.02]}
    )
    assert value_per_kg(rows)[0] == 25
    assert math.isnan(value_per_kg(rows)[1])
    assert kg_per_m3(rows).tolist() == pytest.approx([200, 400])


def test_usual_is_the_median_of_the_same_code_and_missing_where_there_are_few():
    values = pd.Series([1.0, 2.0, 4.0, 100.0, 7.0, None])
    codes = pd.Series(["a", "a", "a", "a", "b", "a"])
    found = against_usual(values, codes)
    assert found[:4].tolist() == pytest.approx([1 / 3, 2 / 3, 4 / 3, 100 / 3])
    assert found[4:].isna().all()
    assert against_usual(values, codes, fewest=1)[4] == 1


def test_vague_is_what_names_no_goods():
    rows = pd.DataFrame({"goods": ["SPARE PARTS", "BRAKE DISCS", "SPARE PARTS"]})
    assert vague_goods(rows).tolist() == [True, False, True]


@pytest.mark.parametrize(("opened", "days"), [("2026-03-01", 0), ("2026-02-28", 1)])
def test_account_s_age_runs_in_whole_days_to_the_booking(opened, days):
    rows = pd.DataFrame({"account_opened_on": [opened, None], "booked_at": [BOOKED, BOOKED]})
    found = account_age_days(rows)
    assert found[0] == days
    assert math.isnan(found[1])


def test_phone_counts_names_and_not_consignments():
    rows = pd.DataFrame(
        {"consignee_phone": ["+1", "+1", "+1", "+2"], "consignee_name": ["A", "A", "B", "C"]}
    )
    assert consignees_on_phone(rows).tolist() == [2, 2, 2, 1]


def test_business_is_compared_only_where_it_is_known():
    firms = pd.DataFrame({"name": ["A", "B"], "hs_chapters": ["03 05", None]})
    rows = pd.DataFrame(
        {"consignee_name": ["A", "A", "B", "X"], "hs_code": ["030289", "710812", "710812", "03"]}
    )
    assert unfitting_business(rows, firms).tolist() == [False, True, False, False]


def test_young_is_a_firm_registered_in_the_year_before():
    firms = pd.DataFrame({"name": ["A", "B"], "registered_on": ["2025-06-01", "2015-06-01"]})
    rows = pd.DataFrame({"consignee_name": ["A", "B", "X"], "booked_at": BOOKED})
    assert young_consignee(rows, firms).tolist() == [True, False, False]
