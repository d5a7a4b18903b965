"""The people, firms and agents that all flows share."""

import numpy as np
import pandas as pd
import pytest

CHANCE = 4.5  # standard deviations, as in the tests of fairness


def leads_of(world):
    """The leading traveller of every booking, with the verdict, one a household."""
    lead = world.passengers[world.passengers["passenger_no"] == 1]
    lead = lead.merge(world.persons, on="person_id").merge(world.told(), on="pnr")
    return lead.drop_duplicates("household_id")


def years(world, days):
    return (pd.Timestamp(world.spec.first_day) - days).dt.days / 365.25


def test_everybody_of_a_household_has_one_name_one_home_and_one_nationality(world):
    shared = ["household_id", "surname", "residence", "nationality"]
    assert not world.persons[shared].drop_duplicates().duplicated("household_id").any()
    homes = world.persons.merge(world.households, on="household_id", suffixes=("", "_home"))
    assert (homes["residence"] == homes["residence_home"]).all()
    assert set(world.persons["household_id"]) == set(world.households["household_id"])


def test_every_household_has_an_adult(world):
    age = years(world, world.persons["birth_date"])
    assert age.groupby(world.persons["household_id"]).max().min() >= 18


def test_a_party_is_one_household_or_two(world):
    people = world.passengers.merge(world.persons, on="person_id").groupby("pnr")
    households = people["household_id"].nunique()
    assert households.max() == 2
    assert 0.7 < (households[people.size() > 1] == 1).mean() < 0.8


def test_some_members_stay_at_home_and_some_households_never_fly(world):
    flies = world.persons["person_id"].isin(world.passengers["person_id"])
    of_home = flies.groupby(world.persons["household_id"]).mean()
    assert 0.03 < (of_home == 0).mean() < 0.5  # the other flows bring theirs
    assert 0.25 < (of_home[of_home > 0] < 1).mean() < 0.6
    owner = world.documents.set_index("document_number")["person_id"]
    drivers = set(world.crossings["document_number"].map(owner).dropna())
    flying = set(world.persons.loc[flies, "person_id"])
    assert set(world.documents["person_id"]) == flying | drivers


def test_people_live_in_the_state_of_their_address(world):
    homes = world.households.merge(world.addresses, on="address_id")
    assert (homes["residence"] == homes["state"]).all()
    assert set(world.addresses["city"]) <= set(world.airports["city"])


def test_sharing_an_address_is_ordinary_for_homes_and_firms(world):
    homes = world.households["address_id"].value_counts()
    firms = world.firms["address_id"].value_counts()
    assert 0.01 < (homes > 1).mean() < 0.2
    assert firms.max() >= 4
    assert (firms > 1).mean() < 0.1


def test_a_contact_point_leads_to_one_owner(world):
    """As long as there are numbers enough, phones come back only where somebody gave them."""
    owners = pd.concat([world.households, world.firms, world.agents])
    assert owners["phone"].is_unique
    assert owners["email"].is_unique
    assert set(world.contacts["value"]) <= {*owners["phone"], *owners["email"]}


def test_the_contact_of_a_booking_is_of_its_leader_or_of_its_circle(world):
    lead = world.passengers[world.passengers["passenger_no"] == 1]
    lead = lead.merge(world.persons, on="person_id").merge(world.households, on="household_id")
    phones = world.contacts[world.contacts["kind"] == "phone"].set_index("pnr")["value"]
    own = phones == lead.set_index("pnr")["phone"].reindex(phones.index)
    assert 0.75 < own.mean() < 0.97


def test_payers_are_persons_or_firms_of_the_population(world):
    names = set(world.persons["given_names"] + " " + world.persons["surname"])
    assert set(world.payments["payer_name"]) <= names | set(world.firms["name"])
    firms = world.payments["payer_name"].isin(world.firms["name"])
    assert 0.03 < firms.mean() < 0.2


def test_a_card_is_of_one_payer(world):
    """As long as there are cards enough."""
    cards = world.payments.dropna(subset="card")[["card", "payer_name"]].drop_duplicates()
    assert cards["card"].is_unique


def test_large_firms_pay_for_many_bookings(world):
    paid = world.firms["name"].map(world.payments["payer_name"].value_counts()).fillna(0)
    large = world.firms["employees"] >= world.firms["employees"].quantile(0.95)
    assert paid[large].mean() > 5 * paid[~large].mean()


def test_firms_have_names_of_their_own_and_are_of_all_ages(world):
    assert world.firms["name"].is_unique
    age = years(world, world.firms["registered_on"])
    assert age.min() > 0
    assert (age < 1).mean() > 0.04
    assert (age > 15).mean() > 0.1
    assert 0.85 < (world.firms["status"] == "active").mean() < 0.97


def test_every_firm_has_a_director_who_never_left(world):
    terms = world.directors.merge(world.firms, on="firm_id")
    assert (terms["since"] >= terms["registered_on"]).all()
    assert not (terms["until"] < terms["since"]).any()
    assert set(terms.loc[terms["until"].isna(), "firm_id"]) == set(world.firms["firm_id"])
    born = world.directors.merge(world.persons, on="person_id")["birth_date"]
    assert years(world, born).min() >= 18


def test_agencies_are_those_in_the_register_of_agents(world):
    used = set(world.bookings["agency"]) - {"WEB", "DESK"}
    agencies = world.agents[world.agents["kind"] == "travel agency"]
    assert used <= set(agencies["agent"])
    assert len(used) > 0.8 * len(agencies)


@pytest.mark.parametrize("column", ["street", "postal_code", "city", "house_number"])
def test_where_somebody_lives_carries_no_information(big_world, column, auc, chi_square):
    lead = leads_of(big_world).merge(big_world.households, on="household_id")
    lead = lead.merge(big_world.addresses, on="address_id")
    area, error = auc(pd.factorize(lead[column], sort=True)[0], lead["illicit"])
    assert abs(area - 0.5) < CHANCE * error
    grouped = lead[column].str[:2] if column == "postal_code" else lead[column]
    _, off = chi_square(grouped, lead["illicit"])
    assert abs(off) < CHANCE


def test_who_stays_at_home_carries_no_information(big_world, auc):
    flies = set(big_world.passengers["person_id"])
    behind = big_world.persons[~big_world.persons["person_id"].isin(flies)]
    lead = leads_of(big_world)
    members = lead["household_id"].map(behind.groupby("household_id").size()).fillna(0)
    area, error = auc(np.asarray(members), lead["illicit"])
    assert abs(area - 0.5) < CHANCE * error
