"""Writing bookings: what is written is read, by us and by an independent reader."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydifact.segmentcollection import Interchange

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.envelope import Envelope
from aatulab.codes.messages.fields import LocalTime
from aatulab.codes.messages.pnrgov import (
    Agency,
    BagTags,
    CheckIn,
    Contact,
    ExcessBaggage,
    Leg,
    Payment,
    PnrGov,
    PnrTraveller,
    Record,
    Remark,
    Service,
    parse_pnrgov,
    write_pnrgov,
)

names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ'+:?-.*/", min_size=1, max_size=20)
codes = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=6, max_size=6)
numbers = st.text("0123456789", min_size=6, max_size=10)
airports = st.sampled_from(["GRU", "LIS", "CMN", "ADD"])
carriers = st.sampled_from(["0Q", "0W", "X2"])
money = st.decimals(0, 99_999, places=2)
BEGIN, END = (datetime.fromisoformat(day) for day in ("2025-01-01", "2027-01-01"))
moments = st.datetimes(BEGIN, END, timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
clocks = st.builds(
    LocalTime,
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
# remarks that name no sensitive code and do not begin or end with a space
texts = st.lists(names, min_size=1, max_size=4).map(" ".join).filter(lambda t: "ML" not in t)
services = st.builds(
    Service,
    code=st.sampled_from(["SEAT", "XBAG", "OTHS", "DOCS", "UMNR"]),
    status=st.sampled_from(["HK", "HN"]),
    count=st.integers(0, 99),
    carrier=carriers,
    origin=st.just("") | airports,
    destination=st.just("") | airports,
    text=st.just("") | texts,
    traveller=st.sampled_from(["", "1", "2"]),
)
remarks = st.builds(Remark, texts, st.sampled_from(["28", "15"]), carriers)
payments = st.builds(
    Payment,
    form=st.sampled_from(["CC", "CA", "MS", "GR", "CK"]),
    amount=money,
    currency=st.just("") | st.sampled_from(["EUR", "USD"]),
    vendor=st.sampled_from(["", "VI"]),
    card=st.sampled_from(["", "411111******4140"]),
    card_expiry=st.sampled_from(["", "0828"]),
    payer=st.just("") | texts,
    ticket=st.just("") | numbers,
)
people = st.builds(
    PnrTraveller,
    reference=st.sampled_from(["1", "2", "3"]),
    surname=names,
    given_names=names | st.just(""),
    kind=st.sampled_from(["", "A", "C", "IN"]),
    frequent_flyer=st.just("") | st.just("0Q 8794285757"),
    services=st.lists(services, max_size=2).map(tuple),
    remarks=st.lists(remarks, max_size=1).map(tuple),
    payments=st.lists(payments, max_size=2).map(tuple),
    tickets=st.lists(numbers, max_size=2).map(tuple),
)
check_ins = st.builds(
    CheckIn,
    traveller=st.sampled_from(["1", "2"]),
    sequence=st.just("") | codes,
    seat=st.sampled_from(["", "1A", "22F"]),
    cabin=st.sampled_from(["", "Y"]),
    bag_count=st.none() | st.integers(0, 99),
    bag_weight=st.none() | st.decimals(0, 999, places=1),
    pool=st.sampled_from(["", "HP", "MP"]),
    bags=st.lists(
        st.builds(BagTags, numbers, st.integers(1, 99), airports, carriers), max_size=3
    ).map(tuple),
)
flights = st.builds(
    Leg,
    number=st.sampled_from(["204", "9362", "12A"]),
    carrier=carriers,
    origin=airports,
    destination=airports,
    departs=clocks,
    arrives=st.none() | clocks,
    booking_class=st.sampled_from(["", "Y"]),
)
legs = st.builds(
    lambda flight, others: replace(flight, **others),
    flights,
    st.fixed_dictionaries(
        {
            "party": st.none() | st.integers(1, 9),
            "status": st.sampled_from(["", "HK"]),
            "services": st.lists(services, max_size=2).map(tuple),
            "check_ins": st.lists(check_ins, max_size=2).map(tuple),
        }
    ),
) | st.builds(
    lambda flight: replace(flight, operating_carrier="0W", operating_number="9204"), flights
)
gaps = st.builds(
    Leg,
    number=st.sampled_from(["OPEN", "ARNK"]),
    origin=st.just("") | airports,
    destination=st.just("") | airports,
    departs=st.none() | clocks,
)
records = st.builds(
    Record,
    locator=codes,
    carrier=carriers,
    created_at=st.none() | moments,
    changed_at=st.none() | moments,
    ticketed_at=st.none() | moments,
    agency=st.none()
    | st.builds(
        Agency, carriers, airports, numbers, codes, st.sampled_from(["T", "A", ""]), airports
    ),
    address=st.builds(Address, names, names, names, codes, airports),
    contacts=st.lists(
        st.sampled_from(
            [Contact("phone", "+33199001234"), Contact("email", "anna_b.c7@example.org")]
        ),
        max_size=2,
    ).map(tuple),
    services=st.lists(services, max_size=3).map(tuple),
    remarks=st.lists(remarks, max_size=2).map(tuple),
    excess=st.none()
    | st.just(ExcessBaggage(2))
    | st.builds(ExcessBaggage, st.integers(0, 9), money, st.just("EUR")),
    travellers=st.lists(people, min_size=1, max_size=3).map(tuple),
    legs=st.lists(legs | gaps, min_size=1, max_size=3).map(tuple),
    history=st.lists(texts, max_size=2).map(tuple),
)
pushes = st.builds(
    PnrGov,
    envelope=st.builds(Envelope, names, names, moments, codes),
    flight=flights,
    records=st.lists(records, max_size=3).map(tuple),
    carrier=carriers,
    office=airports,
    function=st.sampled_from(["22", "141"]),
    stated_records=st.integers(0, 500),
)


@given(pushes, st.booleans())
@settings(max_examples=80)
def test_what_is_written_is_read(push, group):
    found = parse_pnrgov(write_pnrgov(push, group=group))
    assert found == push
    assert found.dropped == 0


@pytest.mark.filterwarnings("ignore:segments.xml not found", "ignore:Segment ... is empty")
@given(pushes)
@settings(max_examples=25)
def test_an_independent_reader_finds_the_same_bookings(push):
    (message,) = Interchange.from_str(write_pnrgov(push)).get_messages()
    assert (message.type, message.version) == ("PNRGOV", "13.1")
    # the first RCI after SRC names the booking
    heads = [
        after
        for before, after in zip(message.segments, message.segments[1:], strict=False)
        if before.tag == "SRC"
    ]
    assert [head[0][1] for head in heads] == [record.locator for record in push.records]
    said = [s[0] for s in message.segments if s.tag == "LTS"]
    assert said == [line for record in push.records for line in record.history]


def test_a_total_that_is_not_stated_is_counted(pnrgov):
    push = replace(parse_pnrgov(pnrgov), stated_records=None)
    assert "EQN+2'" in write_pnrgov(push)


def test_sensitive_data_are_not_written_back(pnrgov, changed):
    text = changed(pnrgov, "SSR+OTHS", "SSR+VGML")
    assert "VGML" not in write_pnrgov(parse_pnrgov(text))


def test_money_and_weights_are_written_without_exponent(pnrgov):
    push = parse_pnrgov(pnrgov)
    first = push.records[0]
    paid = replace(first.travellers[0].payments[0], amount=Decimal("1E+3"))
    who = replace(first.travellers[0], payments=(paid,))
    written = write_pnrgov(replace(push, records=(replace(first, travellers=(who,)),)))
    assert "FOP+CC::1000:VI" in written


def test_local_times_and_utc_are_written_as_they_are(pnrgov):
    written = write_pnrgov(parse_pnrgov(pnrgov))
    assert "TVL+090326:1755:100326:0610+GRU+LIS+0Q+204'" in written
    assert "RCI+0Q:D3SQNT::280226:1745'" in written
    assert "TVL+090326:1755:100326:0610+GRU+LIS+0Q:0W+204:Y'\nTVL+++++9204'" in written
    assert "TVL+++++ARNK'" in written
