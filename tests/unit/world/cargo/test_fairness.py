"""Where goods begin to fly, with whom, and who somebody is say nothing about what is inside."""

import numpy as np
import pandas as pd
import pytest

CHANCE = 4.5  # standard deviations: a fair world fails once in a hundred thousand runs


@pytest.fixture(scope="module")
def waybills(big, told):
    """One waybill of each shipper: those of one shipper fly the same way."""
    rows = big.waybills.merge(told(big), on="awb")
    rows["unit"] = rows["account"].fillna(rows["shipper_name"] + rows["awb"])
    return rows.drop_duplicates("unit")


@pytest.mark.parametrize("column", ["origin", "flight", "routing_end", "prefix", "day"])
def test_way_airline_and_day_carry_no_information(waybills, chi_square, column):
    rows = waybills.assign(
        routing_end=waybills["routing"].str[-7:],
        prefix=waybills["awb"].str[:3],
        day=waybills["arrives_at"].dt.day,
    )
    _, off = chi_square(rows[column], rows["illicit"])
    assert abs(off) < CHANCE


def test_freighter_or_belly_carries_no_information(waybills, chi_square):
    _, off = chi_square(waybills["flight_id"].isna(), waybills["illicit"])
    assert abs(off) < CHANCE


@pytest.mark.parametrize("column", ["awb", "shipper_name", "shipper_address", "shipper_phone"])
def test_codes_and_names_of_shippers_carry_no_information(waybills, auc, column):
    # forwarders and private shippers write theirs in their own way, and that they are is a signal
    rows = waybills[waybills["shipper_kind"] == "firm"]
    area, error = auc(pd.factorize(rows[column], sort=True)[0], rows["illicit"])
    assert abs(area - 0.5) < CHANCE * error


def test_the_order_of_rows_carries_no_information(big, told, auc):
    rows = big.waybills.merge(told(big), on="awb")
    place = rows.groupby(["flight", rows["arrives_at"].dt.date]).cumcount()
    area, error = auc(place, rows["illicit"])
    assert abs(area - 0.5) < CHANCE * error


@pytest.fixture(scope="module")
def people(big, told, shipments):
    """Private consignees who left their own phone, each once, with what their waybill is."""
    persons = big.persons.merge(big.households[["household_id", "phone"]], on="household_id")
    persons["consignee_name"] = persons["given_names"] + " " + persons["surname"]
    rows = shipments(big).merge(told(big), on="awb")
    rows = rows[rows["consignee_kind"] == "person"]
    rows = rows.merge(
        persons, left_on=["consignee_name", "consignee_phone"], right_on=["consignee_name", "phone"]
    )
    return rows.drop_duplicates("person_id")


def test_groups_of_consignees_carry_no_information(people, chi_square):
    assert people["illicit"].sum() > 100
    foreign = people["nationality"] != people["residence"]
    for feature in (foreign, people["sex"]):
        _, off = chi_square(feature, people["illicit"])
        assert abs(off) < CHANCE


def test_age_and_name_of_consignees_carry_no_information(people, auc):
    for feature in (people["birth_date"].astype("int64"), people["surname"].str.len(),
                    pd.factorize(people["consignee_name"], sort=True)[0]):  # fmt: skip
        area, error = auc(feature, people["illicit"])
        assert abs(area - 0.5) < CHANCE * error


def test_the_tests_above_have_power(waybills, people, auc, chi_square):
    """Would they notice a signal?  The account's age is one, and a slight leak is found too."""
    age = waybills["booked_at"].dt.tz_localize(None) - waybills["account_opened_on"]
    held = age.notna()
    area, error = auc(age[held].dt.days, waybills.loc[held, "illicit"])
    assert area < 0.5 - 30 * error
    rng = np.random.default_rng(1)
    for rows, column in ((waybills, "origin"), (people, "sex")):
        leak = np.where(rows["illicit"] & (rng.random(len(rows)) < 0.3), "XXX", rows[column])
        assert chi_square(leak, rows["illicit"])[1] > 2 * CHANCE
