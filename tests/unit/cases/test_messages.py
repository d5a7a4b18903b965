"""The messages of a case's flights: read back they say what the tables say."""

import time
from dataclasses import replace

import pandas as pd
import phonenumbers
import pycountry
import pytest
from pydifact.segmentcollection import Interchange

from aatulab.cases.messages import bookings_push, passenger_list
from aatulab.cases.received import listed_passengers, pushed_tables
from aatulab.codes.messages.cross_check import cross_check
from aatulab.codes.messages.paxlst import check_paxlst, parse_paxlst, write_paxlst
from aatulab.codes.messages.pnrgov import check_pnrgov, parse_pnrgov, write_pnrgov
from aatulab.codes.names import transliterate
from aatulab.errors import CaseError


@pytest.fixture(scope="module")
def case(public):
    return public[0]


@pytest.fixture(scope="module")
def largest(case):
    travellers = case.bookings.groupby("flight_id")["party_size"].sum()
    return travellers.idxmax()


@pytest.fixture(scope="module")
def flights(case, largest):
    """The largest flight, and three more."""
    return list(dict.fromkeys([largest, *case.flights["flight_id"].iloc[:3]]))


def of_flight(case, flight_id, table):
    pnrs = case.bookings.loc[case.bookings["flight_id"] == flight_id, "pnr"]
    rows = getattr(case, table)
    return rows[rows["pnr"].isin(pnrs)].reset_index(drop=True)


def with_table(case, **changed):
    return replace(case, frames={**case.frames, **changed})


def letters(names):
    return [transliterate(name).replace("<", " ") for name in names]


def equal(left, right, columns):
    for column in columns:
        assert list(left[column]) == list(right[column]), column


def test_a_flight_s_list_comes_back_as_written(case, flights):
    for flight_id in flights:
        passengers = passenger_list(case, flight_id)
        assert parse_paxlst(write_paxlst(passengers)) == passengers


def test_a_flight_s_bookings_come_back_as_written(case, flights):
    for flight_id in flights:
        push = bookings_push(case, flight_id)
        found = parse_pnrgov(write_pnrgov(push))
        assert found == push
        assert found.dropped == 0


def test_a_list_that_was_read_says_what_the_tables_say(case, flights):
    for flight_id in flights:
        told = listed_passengers(parse_paxlst(write_paxlst(passenger_list(case, flight_id))))
        known = of_flight(case, flight_id, "passengers")
        equal(
            told, known, ["pnr", "sex", "nationality", "document_number", "issuing_state", "seat"]
        )
        assert list(told["surname"]) == letters(known["surname"])
        assert list(told["given_names"]) == letters(known["given_names"])
        assert list(told["birth_date"]) == list(known["birth_date"].dt.date)
        assert list(told["expires_on"]) == list(known["expires_on"].dt.date)
        bags = of_flight(case, flight_id, "baggage").groupby(["pnr", "passenger_no"])["weight_kg"]
        keys = list(zip(known["pnr"], known["passenger_no"], strict=True))
        assert list(told["bags"]) == [bags.size().get(key, 0) for key in keys]
        assert list(told["weight_kg"]) == pytest.approx([bags.sum().get(key, 0) for key in keys])


def test_bookings_that_were_read_say_what_the_tables_say(case, flights):
    for flight_id in flights:
        told = pushed_tables(parse_pnrgov(write_pnrgov(bookings_push(case, flight_id))))
        known = of_flight(case, flight_id, "bookings")
        bookings = told["bookings"]
        exact = ["pnr", "itinerary", "one_way", "party_size", "agency", "fare", "currency",
                 "fare_type", "changes", "status"]  # fmt: skip
        equal(bookings, known, exact)
        for column in (
            "booked_at",
            "ticketed_at",
            "updated_at",
            "departs_at",
            "arrives_at",
            "returns_at",
        ):
            assert bookings[column].isna().equals(known[column].isna())
            assert list(bookings[column].dropna()) == list(known[column].dropna()), column
        for column in ("remarks", "codeshare"):
            assert list(bookings[column].fillna("")) == list(known[column].fillna("")), column
        excess = of_flight(case, flight_id, "baggage").groupby("pnr")["excess_paid"].sum()
        assert list(bookings["excess_bags"]) == [excess.get(pnr, 0) for pnr in known["pnr"]]


def test_people_payments_contacts_and_bags_come_back_too(case, largest):
    told = pushed_tables(parse_pnrgov(write_pnrgov(bookings_push(case, largest))))
    known = {name: of_flight(case, largest, name) for name in told}
    equal(told["passengers"], known["passengers"], ["pnr", "seat", "ticket_number"])
    cards = [
        people["frequent_flyer"].fillna("") for people in (told["passengers"], known["passengers"])
    ]
    assert list(cards[0]) == list(cards[1])
    assert list(told["passengers"]["surname"]) == letters(known["passengers"]["surname"])
    equal(told["payments"], known["payments"], ["pnr", "form", "amount", "currency"])
    assert list(told["payments"]["payer_name"]) == letters(known["payments"]["payer_name"])
    assert list(told["payments"]["card"].fillna("")) == list(known["payments"]["card"].fillna(""))
    for name, keys in (("contacts", ["pnr", "kind", "value"]), ("baggage", ["bag_tag", "pnr"])):
        columns = [*keys, "destination"] if name == "baggage" else keys
        left = told[name].sort_values(keys)[columns].astype(str)
        right = known[name].sort_values(keys)[columns].astype(str)
        pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True))


def test_the_history_of_bookings_comes_back_line_by_line(case, flights):
    for flight_id in flights:
        told = pushed_tables(parse_pnrgov(write_pnrgov(bookings_push(case, flight_id))))
        told = told["booking_changes"].sort_values(["pnr", "change_no"]).reset_index(drop=True)
        known = of_flight(case, flight_id, "booking_changes")
        known = known.sort_values(["pnr", "change_no"]).reset_index(drop=True)
        equal(told, known, ["pnr", "change_no", "kind", "changed_at"])
        assert list(told["departed_on"].dropna()) == list(known["departed_on"].dropna().dt.date)
        for column in ("itinerary", "other_pnr"):
            assert list(told[column].fillna("")) == list(known[column].fillna("")), column


def test_list_and_bookings_of_a_flight_agree(case, flights):
    for flight_id in flights:
        assert cross_check(passenger_list(case, flight_id), bookings_push(case, flight_id)) == []


def test_a_case_s_messages_have_no_findings_but_bags_that_go_elsewhere(case, flights):
    elsewhere = 0
    for flight_id in flights:
        assert check_paxlst(write_paxlst(passenger_list(case, flight_id))) == []
        found = check_pnrgov(write_pnrgov(bookings_push(case, flight_id)))
        assert {finding.rule for finding in found} <= {"bag-destination"}
        elsewhere += len(found)
    hub = case.flights["destination"].iloc[0]
    assert elsewhere <= (case.baggage["destination"] != hub).sum()


def test_a_flight_of_300_takes_less_than_a_second(case, largest):
    people = int(case.bookings.loc[case.bookings["flight_id"] == largest, "party_size"].sum())
    begun = time.process_time()  # other work on the machine does not count
    for message, write, parse in (
        (passenger_list(case, largest), write_paxlst, parse_paxlst),
        (bookings_push(case, largest), write_pnrgov, parse_pnrgov),
    ):
        parse(write(message))
    assert (time.process_time() - begun) * 300 / people < 1


def test_the_same_flight_gives_the_same_bytes(case, largest):
    assert write_pnrgov(bookings_push(case, largest)) == write_pnrgov(bookings_push(case, largest))


@pytest.mark.filterwarnings("ignore:segments.xml not found", "ignore:Segment ... is empty")
def test_an_independent_reader_counts_the_same_people_and_bookings(case, largest):
    passengers, push = passenger_list(case, largest), bookings_push(case, largest)
    (listed,) = Interchange.from_str(write_paxlst(passengers)).get_messages()
    (booked,) = Interchange.from_str(write_pnrgov(push)).get_messages()
    tags = [segment.tag for segment in listed.segments]
    assert tags.count("DOC") == len(passengers.travellers)
    assert [s.tag for s in booked.segments].count("SRC") == len(push.records)


def test_contact_numbers_and_nationalities_are_valid_for_independent_tables(case, largest):
    push = bookings_push(case, largest)
    phones = [c.value for r in push.records for c in r.contacts if c.kind == "phone"]
    assert phones
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(p, None)) for p in phones)
    known = {country.alpha_3 for country in pycountry.countries}
    assert {t.nationality for t in passenger_list(case, largest).travellers} <= known


def test_an_itinerary_with_a_stop_has_an_open_leg_before_the_flight(case):
    stops = case.bookings[case.bookings["itinerary"].str.count("-") == 2].iloc[0]
    push = bookings_push(case, stops["flight_id"])
    record = next(record for record in push.records if record.locator == stops["pnr"])
    first, second = stops["itinerary"].split("-")[:2]
    assert [(leg.number == "OPEN", leg.origin, leg.destination) for leg in record.legs[:2]] == [
        (True, first, second), (False, second, push.flight.destination),
    ]  # fmt: skip


def test_a_child_is_booked_as_one(case):
    flight_id = case.flights["flight_id"].iloc[0]
    born = case.passengers.assign(birth_date=pd.Timestamp("2020-01-01"))
    kinds = {
        traveller.kind
        for record in bookings_push(with_table(case, passengers=born), flight_id).records
        for traveller in record.travellers
    }
    assert kinds == {"C"}


def test_a_sensitive_remark_is_not_read_back(case, largest):
    remarked = with_table(case, bookings=case.bookings.assign(remarks="PSGR ASKED FOR VGML"))
    push = parse_pnrgov(write_pnrgov(bookings_push(remarked, largest)))
    assert push.dropped == len(push.records)
    assert set(pushed_tables(push)["bookings"]["remarks"].fillna("")) == {""}


def test_an_unknown_flight_is_refused(case):
    with pytest.raises(CaseError, match="flight 'XX1-20260310': not among the case's"):
        passenger_list(case, "XX1-20260310")
