"""Who somebody is says nothing about what he does: the law for training data, tested."""

import numpy as np
import pandas as pd
import pytest

CHANCE = 4.5  # standard deviations: a fair world fails once in a hundred thousand runs


@pytest.fixture(scope="module")
def leads(big_world):
    """One row a person who leads a booking, with what the booking is."""
    passengers = big_world.passengers[big_world.passengers["passenger_no"] == 1]
    table = passengers.merge(big_world.persons, on="person_id").merge(big_world.told(), on="pnr")
    table = table.merge(big_world.bookings, on="pnr")
    return table.drop_duplicates("person_id")


@pytest.mark.parametrize("column", ["nationality", "residence", "sex"])
def test_lists_of_groups_carry_no_information(leads, column, chi_square):
    _, off = chi_square(leads[column], leads["illicit"])
    assert abs(off) < CHANCE


def test_the_place_where_a_journey_began_carries_no_information(leads, chi_square):
    _, off = chi_square(leads["itinerary"].str[:3], leads["illicit"])
    assert abs(off) < CHANCE


def test_the_flight_carries_no_information(leads, chi_square):
    _, off = chi_square(leads["flight_id"].str.split("-").str[0], leads["illicit"])
    assert abs(off) < CHANCE


@pytest.mark.parametrize("shown", ["surname", "given_names"])
def test_names_carry_no_information(leads, shown, auc, chi_square):
    for feature in (leads[shown].str.len(), leads[shown].str[0].map(ord)):
        area, error = auc(feature, leads["illicit"])
        assert abs(area - 0.5) < CHANCE * error
    _, off = chi_square(leads[shown].str[:4], leads["illicit"])
    assert abs(off) < CHANCE


def test_age_carries_no_information(leads, auc):
    area, error = auc(leads["birth_date"].astype("int64"), leads["illicit"])
    assert abs(area - 0.5) < CHANCE * error


def test_age_of_all_travellers_carries_no_information(big_world, auc, chi_square):
    """Children travel in parties: would they betray that a booking is innocent?"""
    people = big_world.passengers.merge(big_world.persons, on="person_id")
    people = people.merge(big_world.told(), on="pnr")
    people = people.drop_duplicates("person_id")
    area, error = auc(people["birth_date"].astype("int64"), people["illicit"])
    assert abs(area - 0.5) < 2 * CHANCE * error  # members of a party are alike: wider bounds
    sizes = big_world.bookings.merge(big_world.told(), on="pnr")
    _, off = chi_square(sizes["party_size"], sizes["illicit"])
    assert abs(off) < CHANCE


@pytest.mark.parametrize("column", ["person_id", "document_number", "pnr"])
def test_codes_carry_no_information(leads, column, auc):
    feature = pd.factorize(leads[column], sort=True)[0]
    area, error = auc(feature, leads["illicit"])
    assert abs(area - 0.5) < CHANCE * error


def test_the_order_of_rows_carries_no_information(big_world, auc):
    flights = big_world.bookings.merge(big_world.told(), on="pnr")
    place = flights.groupby("flight_id").cumcount()
    area, error = auc(place, flights["illicit"])
    assert abs(area - 0.5) < CHANCE * error


def test_the_tests_above_have_power(leads, auc, chi_square):
    """Would they notice a signal?  Lead time is one, and a slight leak is found too."""
    lead = (leads["departs_at"] - leads["booked_at"]).dt.total_seconds()
    area, error = auc(lead, leads["illicit"])
    assert area < 0.5 - 40 * error
    rng = np.random.default_rng(1)
    leak = np.where(leads["illicit"] & (rng.random(len(leads)) < 0.15), "XYZ", leads["nationality"])
    assert chi_square(leak, leads["illicit"])[1] > 10 * CHANCE
