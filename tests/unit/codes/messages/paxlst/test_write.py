"""Writing a passenger list: what is written is read, by us and by an independent reader."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydifact.segmentcollection import Interchange

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.envelope import Envelope
from aatulab.codes.messages.paxlst import (
    BagTags,
    Contact,
    Flight,
    PassengerList,
    ReportingParty,
    Stop,
    TravelDocument,
    Traveller,
    parse_paxlst,
    write_paxlst,
)

# separators, release character and apostrophes are letters like all others
names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ '+:?-.*", min_size=1, max_size=20)
codes = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=6, max_size=6)
airports = st.sampled_from(["GRU", "LIS", "CMN", "ADD"])
states = st.sampled_from(["UTO", "PRT", "D", "XXA"])
documents = st.builds(
    TravelDocument,
    kind=st.sampled_from(["P", "V", "I"]),
    number=codes,
    expires_on=st.none() | st.dates(date(1990, 1, 1), date(2070, 12, 31)),
    issuing_state=st.just("") | states,
)
travellers = st.builds(
    Traveller,
    surname=names,
    given_names=names | st.just(""),
    middle_names=names | st.just(""),
    role=st.sampled_from(["FL", "FM", "DDU", "DDT"]),
    address=st.builds(Address, names, names, names, codes, states),
    sex=st.sampled_from(["", "F", "M", "U", "X"]),
    birth_date=st.none() | st.dates(date(1930, 1, 1), date(2026, 12, 31)),
    bag_count=st.none() | st.integers(0, 99),
    bag_weight=st.none() | st.decimals(0, 999, places=1),
    verified=st.none() | st.booleans(),
    bag_tags=st.lists(st.builds(BagTags, codes, st.integers(1, 99)), max_size=3).map(tuple),
    embarks_at=st.just("") | airports,
    disembarks_at=st.just("") | airports,
    clears_at=st.just("") | airports,
    residence=st.just("") | st.sampled_from(["UTO", "PRT"]),
    birth_place=st.just("") | st.sampled_from(["UTO", "PRT"]),
    nationality=st.just("") | states,
    locator=st.just("") | codes,
    unique_reference=st.just("") | names,
    seat=st.just("") | st.sampled_from(["1A", "22F"]),
    government_reference=st.just("") | names,
    customer_reference=st.just("") | codes,
    documents=st.lists(documents, max_size=2).map(tuple),
)
BEGIN, END = (datetime.fromisoformat(day) for day in ("2026-01-01", "2026-12-31"))
local_moments = st.datetimes(BEGIN, END).map(lambda m: m.replace(second=0, microsecond=0))
lists = st.builds(
    PassengerList,
    envelope=st.builds(
        Envelope,
        sender=names,
        recipient=names,
        prepared_at=local_moments.map(lambda moment: moment.replace(tzinfo=UTC)),
        reference=codes,
    ),
    flight=st.builds(
        lambda origin, destination, leaves, lands: Flight(
            "0Q204",
            (Stop("125", origin, departs_at=leaves), Stop("87", destination, arrives_at=lands)),
        ),
        airports,
        airports,
        local_moments,
        st.none() | local_moments,
    ),
    travellers=st.lists(travellers, max_size=4).map(tuple),
    reporting_party=st.none()
    | st.builds(
        ReportingParty,
        names,
        st.lists(st.builds(Contact, names, st.sampled_from(["TE", "FX", "EM"])), max_size=3).map(
            tuple
        ),
    ),
    kind=st.sampled_from(["745", "250"]),
    transaction=st.just("") | codes,
    stated_total=st.integers(0, 500),
)


@given(lists, st.booleans())
@settings(max_examples=80)
def test_what_is_written_is_read(passengers, group):
    assert parse_paxlst(write_paxlst(passengers, group=group)) == passengers


@pytest.mark.filterwarnings("ignore:segments.xml not found", "ignore:Segment ... is empty")
@given(lists)
@settings(max_examples=25)
def test_an_independent_reader_finds_the_same_travellers(passengers):
    (message,) = Interchange.from_str(write_paxlst(passengers)).get_messages()
    assert (message.type, message.version) == ("PAXLST", "D.02B")
    found = [s for s in message.segments if s.tag == "NAD" and s.elements[0] != "MS"]
    surnames = [s[3] if isinstance(s[3], str) else s[3][0] for s in found]
    assert surnames == [traveller.surname for traveller in passengers.travellers]
    total = next(s for s in message.segments if s.tag == "CNT")
    assert total.elements[0][1] == str(passengers.stated_total)


def test_a_total_that_is_not_stated_is_counted(paxlst):
    passengers = replace(parse_paxlst(paxlst), stated_total=None)
    assert "CNT+42:1'" in write_paxlst(passengers)
    assert "CNT+41:1'" in write_paxlst(replace(passengers, kind="250"))


def test_weights_are_written_without_exponent(paxlst):
    passengers = parse_paxlst(paxlst)
    heavy = replace(passengers.travellers[0], bag_weight=Decimal("1E+2"))
    assert "KGM:100'" in write_paxlst(replace(passengers, travellers=(heavy,)))


def test_a_message_by_hand_is_written_back_as_it_came(paxlst):
    written = write_paxlst(parse_paxlst(paxlst))
    assert written.removeprefix("UNA:+.? '\n") == paxlst
