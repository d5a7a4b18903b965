"""What a booking says beside the journey: tickets, cards, codeshares, status, dated history."""

import pandas as pd
import pytest

from aatulab.codes.carriers import carrier_of
from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame


@pytest.fixture(scope="module")
def tables():
    world = build_world(WorldSpec(seed=31, bookings=6000, waybills=0, history=False))
    return {name: to_frame(table) for name, table in world.tables.items()} | {
        "truth": to_frame(world.truth)
    }


@pytest.fixture(scope="module")
def bookings(tables):
    return tables["bookings"].set_index("pnr")


@pytest.fixture(scope="module")
def changes(tables):
    return tables["booking_changes"]


def test_tickets_bear_the_number_of_the_airline_that_flies(tables, bookings):
    people = tables["passengers"]
    carrier = people["pnr"].map(bookings["flight_id"]).str[:2]
    expected = [carrier_of(code).awb_prefix for code in carrier]
    assert people["ticket_number"].str[:3].tolist() == expected


def test_the_tickets_of_a_booking_follow_each_other(tables):
    people = tables["passengers"]
    number = people["ticket_number"].str[3:].astype(int)
    first = number.groupby(people["pnr"]).transform("first")
    assert (number - first == people["passenger_no"] - 1).all()
    assert people["ticket_number"].is_unique


def test_a_ticket_is_issued_between_booking_and_departure(bookings):
    assert (bookings["ticketed_at"] >= bookings["booked_at"]).all()
    assert (bookings["ticketed_at"] < bookings["departs_at"]).all()
    at_once = (bookings["ticketed_at"] == bookings["booked_at"]).mean()
    assert 0.6 < at_once < 0.8


def test_a_person_has_one_frequent_flyer_card_on_all_journeys(tables):
    cards = tables["passengers"].groupby("person_id")["frequent_flyer"]
    assert cards.nunique(dropna=False).max() == 1
    assert cards.size().max() > 1  # somebody came more than once
    owners = tables["passengers"].dropna(subset="frequent_flyer")
    assert owners.groupby("frequent_flyer")["person_id"].nunique().max() == 1
    assert 0.15 < len(owners) / len(tables["passengers"]) < 0.25


def test_a_codeshare_has_another_airline_and_no_number_of_a_flight(tables, bookings):
    sold = bookings.dropna(subset="codeshare")
    assert 0.02 < len(sold) / len(bookings) < 0.25
    assert (sold["codeshare"].str[:2] != sold["flight_id"].str[:2]).all()
    flown = tables["flights"]["carrier"] + tables["flights"]["flight_number"].astype(str)
    assert not sold["codeshare"].isin(flown).any()
    number = sold["flight_id"].str.split("-").str[0]  # one flight, one shared number
    assert sold["codeshare"].groupby(number).nunique().max() == 1


def test_every_change_of_a_booking_has_its_row_in_order_of_time(bookings, changes):
    counts = changes.groupby("pnr").size().reindex(bookings.index, fill_value=0)
    assert (counts == bookings["changes"]).all()
    assert changes.groupby("pnr")["changed_at"].apply(lambda at: at.is_monotonic_increasing).all()
    assert (changes.groupby("pnr").cumcount() + 1 == changes["change_no"]).all()
    of = bookings.loc[changes["pnr"]].reset_index()
    assert (changes["changed_at"] >= of["booked_at"]).all()
    assert (changes["changed_at"] < of["departs_at"]).all()


def test_a_booking_was_touched_last_when_ticketed_or_changed(bookings, changes):
    last = changes.groupby("pnr")["changed_at"].max().reindex(bookings.index)
    expected = pd.concat([bookings["ticketed_at"], last], axis=1).max(axis=1)
    assert bookings["updated_at"].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("kind", "column"), [("date", "departed_on"), ("route", "itinerary"), ("split", "other_pnr")]
)
def test_a_change_says_what_stood_before_where_it_can(changes, kind, column):
    assert (changes[column].notna() == (changes["kind"] == kind)).all()


def test_what_stood_before_differs_from_what_is_and_was_possible(bookings, changes):
    of = bookings.loc[changes["pnr"]].reset_index()
    dated = changes["kind"] == "date"
    planned = changes["departed_on"][dated].dt.tz_localize("UTC")
    assert (planned != of["departs_at"][dated].dt.normalize()).all()
    assert (planned > changes["changed_at"][dated].dt.normalize()).all()
    routed = changes["kind"] == "route"
    before, now = changes["itinerary"][routed], of["itinerary"][routed]
    assert (before != now).all()
    assert (before.str[:3] == now.str[:3]).all()
    assert (before.str[-3:] == now.str[-3:]).all()
    assert before.map(lambda way: len(set(way.split("-"))) == len(way.split("-"))).all()
    again = changes[dated].duplicated(["pnr", "departed_on"])
    assert not again.any()


def test_a_party_that_was_split_off_is_in_no_other_table(tables, bookings, changes):
    others = changes["other_pnr"].dropna()
    assert len(others) > 5
    assert not others.isin(bookings.index).any()
    assert not others.isin(tables["onward_tickets"]["onward_pnr"]).any()


@pytest.mark.parametrize("column", ["status", "codeshare", "frequent_flyer", "ticketed_at"])
def test_what_stands_beside_the_journey_says_nothing_about_truth(tables, bookings, column):
    illicit = tables["truth"].set_index("record")["illicit"].reindex(bookings.index)
    lead = tables["passengers"].query("passenger_no == 1").set_index("pnr")
    seen = {
        "status": bookings["status"] == "TK",
        "codeshare": bookings["codeshare"].notna(),
        "frequent_flyer": lead["frequent_flyer"].notna().reindex(bookings.index),
        "ticketed_at": bookings["ticketed_at"] > bookings["booked_at"],
    }[column]
    share, count = illicit.mean(), int(seen.sum())
    error = (share * (1 - share) / count) ** 0.5
    assert abs(illicit[seen].mean() - share) < 4 * error
