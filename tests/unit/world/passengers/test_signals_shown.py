"""Where an officer sees each signal, and that it is seen on those who are described by it."""

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def told(world):
    return world.bookings.merge(world.told(), on="pnr").set_index("pnr")


def days_before(world, told):
    """Days from the issue of the leading traveller's passport to departure, by booking."""
    lead = world.passengers[world.passengers["passenger_no"] == 1].set_index("pnr")
    issued = world.documents.set_index("document_number")["issued_on"]
    issued = issued.loc[lead["document_number"]].set_axis(lead.index)
    return (told["departs_at"].dt.tz_localize(None) - issued).dt.days


def test_the_phone_of_an_agency_s_customers_is_the_agency_s_own(world, told):
    phones = world.contacts[world.contacts["kind"] == "phone"].set_index("pnr")["value"]
    of_agency = told["agency"].map(world.agents.set_index("agent")["phone"])
    own = (phones == of_agency.reindex(phones.index)).groupby(told["role"].reindex(phones.index))
    assert own.mean()["neighbourhood-agency-customer"] == 1.0
    assert 0.2 < own.mean()["domestic-worker-with-contract"] < 0.55
    assert own.mean().drop(
        ["neighbourhood-agency-customer", "domestic-worker-with-contract"]
    ).max() == 0.0  # fmt: skip


def test_such_a_phone_comes_back_among_people_who_share_nothing_else(world, told):
    customers = told[told["role"] == "neighbourhood-agency-customer"]
    phones = world.contacts[world.contacts["kind"] == "phone"]
    phones = phones[phones["pnr"].isin(customers.index)]
    often = phones.groupby("value")["pnr"].nunique()
    assert often.max() >= 5
    cards = world.payments[world.payments["pnr"].isin(phones["pnr"])]["card"].dropna()
    assert cards.is_unique


def test_a_passport_is_new_where_the_role_says_so(world, told):
    new = (days_before(world, told) <= 60).groupby(told["role"]).mean()
    for role in ("trafficking-in-persons", "domestic-worker-with-contract", "body-packer"):
        assert new[role] > 0.2
    assert new[["leisure-trip", "business-trip", "drug-courier"]].max() < 0.04


def test_most_new_passports_are_innocent(world, told):
    new = days_before(world, told) <= 60
    assert 0.01 < new.mean() < 0.05
    assert told["illicit"][new].mean() < 0.25


def test_further_tickets_leave_after_landing_and_are_bought_after_the_booking(world, told):
    tickets = world.onward_tickets.merge(told, left_on="pnr", right_index=True)
    wait = tickets["departs_at_x"] - tickets["arrives_at"]
    assert wait.between(pd.Timedelta(hours=1.9), pd.Timedelta(hours=30)).all()
    assert (tickets["booked_at_x"] >= tickets["booked_at_y"]).all()
    assert (tickets["booked_at_x"] < tickets["departs_at_x"]).all()
    back = tickets["returns_at"].notna()
    assert (tickets["returns_at"] > tickets["departs_at_x"])[back].all()
    assert (tickets["destination"] != "LIS").all()
    assert not set(tickets["onward_pnr"]) & set(world.bookings["pnr"])


def test_further_tickets_are_mostly_ordinary(world, told):
    goes_on = told.index.isin(world.onward_tickets["pnr"])
    assert 0.02 < goes_on.mean() < 0.08
    rate = pd.Series(goes_on, index=told.index).groupby(told["role"]).mean()
    assert rate["ftf-travel"] > 0.3
    assert rate["round-the-world-rucksack"] > 0.3
    assert told["illicit"][goes_on].mean() < 0.1


def test_the_place_that_a_journey_goes_on_to_says_nothing(big_world, chi_square):
    tickets = big_world.onward_tickets.merge(big_world.told(), on="pnr")
    _, off = chi_square(tickets["destination"], tickets["illicit"])
    assert abs(off) < 4.5


def test_those_of_a_circle_sit_side_by_side_on_bookings_of_their_own(world, told):
    seats = world.passengers.merge(world.bookings[["pnr", "flight_id"]], on="pnr")
    row = seats["seat"].str[:-1].astype(int) * 6 + seats["seat"].str[-1].map("ABCDEF".index)
    seats = seats.assign(at=row).sort_values(["flight_id", "at"])
    following = seats.shift(-1)
    near = (seats["flight_id"] == following["flight_id"]) & (following["at"] - seats["at"] <= 3)
    near &= seats["pnr"] != following["pnr"]
    phones = world.contacts[world.contacts["kind"] == "phone"].set_index("pnr")["value"]
    one, other = seats["pnr"].map(phones), following["pnr"].map(phones)
    pairs = pd.DataFrame({"pnr": seats["pnr"][near], "same": (one == other)[near]})
    by_role = pairs.groupby(pairs["pnr"].map(told["role"]))["same"].mean()
    for role in ("trafficking-in-persons", "sports-team", "harvest-workers"):
        assert by_role[role] > 0.01, role
    assert by_role["leisure-trip"] < 0.001


def test_matching_bags_weigh_the_same_in_one_circle(world, told):
    bags = world.baggage.merge(told[["role"]], left_on="pnr", right_index=True)
    phones = world.contacts[world.contacts["kind"] == "phone"].set_index("pnr")["value"]
    bags["phone"] = bags["pnr"].map(phones)
    spread = {}
    for role in ("false-bottom-suitcase", "diving-club", "drug-courier"):
        of_role = bags[bags["role"] == role]
        several = of_role.groupby("phone")["pnr"].transform("nunique") > 1
        weight = of_role[several].groupby("phone")["weight_kg"]
        spread[role] = (weight.std() / weight.mean()).median()
    assert spread["false-bottom-suitcase"] < 0.8 * spread["drug-courier"]
    assert spread["diving-club"] < 0.8 * spread["drug-courier"]


def test_victims_are_no_members_and_their_phone_is_somebody_else_s(world, told):
    members = world.memberships[world.memberships["flow"] == "passenger"].set_index("record")
    victims = told.index[told["typology"] == "trafficking-in-persons"]
    assert members.loc[victims, "person_id"].isna().all()
    assert members.drop(victims)["person_id"].notna().all()
    assert (told.loc[victims, "value_eur"] == 0).all()
    phones = world.contacts[world.contacts["kind"] == "phone"].set_index("pnr")["value"]
    used = phones.reindex(victims).dropna().value_counts()
    lead = world.passengers[world.passengers["passenger_no"] == 1].set_index("pnr")["person_id"]
    homes = world.persons.set_index("person_id").loc[lead.loc[victims], "household_id"]
    own = set(world.households.set_index("household_id").loc[homes, "phone"])
    assert not own & set(used.index[used > 1])
