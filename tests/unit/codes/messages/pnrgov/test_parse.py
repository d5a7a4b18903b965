"""Reading a push of bookings: every field, local and UTC times, what is refused where."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.fields import LocalTime
from aatulab.codes.messages.pnrgov import (
    Agency,
    BagTags,
    CheckIn,
    Contact,
    ExcessBaggage,
    Payment,
    Remark,
    Service,
    parse_pnrgov,
)
from aatulab.codes.messages.segment import FormatError


def same_count(text):
    """Keep the count right, so that it is not the count that is refused."""
    inside = text.split("UNH")[1].split("UNT")[0].count("'") - text.count("?'") + 1
    return text.replace("UNT+41", f"UNT+{inside}")


def test_the_head_of_a_booking_is_read(pnrgov):
    push = parse_pnrgov(pnrgov)
    assert (push.carrier, push.office, push.function, push.stated_records) == ("0Q", "GRU", "22", 2)
    record = push.records[0]
    assert (record.locator, record.carrier) == ("D3SQNT", "0Q")
    assert record.contacts == (
        Contact("phone", "+33199001234"), Contact("email", "a_b7@example.org"),
    )  # fmt: skip
    assert record.services == (Service("OTHS", carrier="0Q", text="GROUP OF ONE"),)
    assert record.remarks == (Remark("WINDOW SEAT REQUESTED", carrier="0Q"),)
    assert record.agency == Agency("0Q", "GRU", "99999999", "TA1150", "T", "UT")
    assert record.address == Address("4 ELM ROAD", "UTOPOLIS", "", "9000", "UT")
    assert record.excess == ExcessBaggage(1, Decimal("50.00"), "EUR")
    assert record.history == ("DATE CHANGED FROM 080326",)


def test_a_traveller_and_the_payment_are_read(pnrgov):
    (traveller,) = parse_pnrgov(pnrgov).records[0].travellers
    assert (traveller.surname, traveller.given_names) == ("RELMIND", "ANNA MARIA")
    assert (traveller.kind, traveller.reference) == ("A", "1")
    assert traveller.frequent_flyer == "0Q 8794285757"
    assert traveller.services[0].code == "DOCS"
    assert traveller.payments == (
        Payment(
            form="CC",
            amount=Decimal("734.50"),
            currency="EUR",
            vendor="VI",
            card="411111XXXXXX4140",
            card_expiry="0828",
            payer="LEMEDIS VELMANKO",
            ticket="0000000000001",
        ),
    )


def test_check_in_with_bags_is_read(pnrgov):
    leg = parse_pnrgov(pnrgov).records[0].legs[1]
    assert (leg.party, leg.status, leg.booking_class) == (1, "HK", "Y")
    assert leg.services == (
        Service("SEAT", carrier="0Q", origin="GRU", destination="LIS", text="1A", traveller="1"),
    )
    assert leg.check_ins == (
        CheckIn(
            traveller="1",
            sequence="GRU-168",
            seat="1A",
            cabin="Y",
            bag_count=2,
            bag_weight=Decimal("31.5"),
            pool="HP",
            bags=(BagTags("0000015814", 2, "LIS", "0Q"),),
        ),
    )
    assert leg.check_ins[0].bags[0].numbers() == ("0000015814", "0000015815")


# --- times: TVL on the clocks of the airports, everything else in UTC -------------------------


def test_times_of_systems_are_utc(pnrgov):
    record = parse_pnrgov(pnrgov).records[0]
    assert record.created_at == datetime(2026, 2, 28, 17, 45, tzinfo=UTC)
    assert record.changed_at == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert record.ticketed_at == datetime(2026, 2, 28, 17, 50, tzinfo=UTC)


def test_times_of_flights_are_local_and_carry_no_zone(pnrgov):
    flight = parse_pnrgov(pnrgov).flight
    assert flight.departs == LocalTime(date(2026, 3, 9), time(17, 55))
    assert flight.arrives == LocalTime(date(2026, 3, 10), time(6, 10))
    assert flight.departs.moment.tzinfo is None


def test_a_booking_may_lack_its_dates(pnrgov):
    record = parse_pnrgov(pnrgov).records[1]
    assert (record.created_at, record.changed_at, record.ticketed_at) == (None, None, None)


@pytest.mark.parametrize(
    ("times", "departs", "arrives"),
    [
        ("090326:1755:100326:0610", "2026-03-09 17:55", "2026-03-10 06:10"),
        ("090326:1755", "2026-03-09 17:55", "None"),
        ("090326", "2026-03-09", "None"),
        ("090326:1755:100326", "2026-03-09 17:55", "2026-03-10"),
        ("090326::100326", "2026-03-09", "2026-03-10"),
        # westwards over the date line the clock shows an earlier day
        ("090326:0100:080326:1830", "2026-03-09 01:00", "2026-03-08 18:30"),
    ],
)
def test_what_a_tvl_leaves_out_stays_open(pnrgov, changed, times, departs, arrives):
    leg = parse_pnrgov(changed(pnrgov, "TVL+090326:1755:100326:0610", f"TVL+{times}")).flight
    assert (str(leg.departs), str(leg.arrives)) == (departs, arrives)


def test_an_open_segment_may_have_a_day_and_places(pnrgov):
    leg = parse_pnrgov(pnrgov).records[0].legs[0]
    assert (leg.number, leg.origin, leg.destination) == ("OPEN", "CNF", "GRU")
    assert str(leg.departs) == "2026-03-09 15:00"
    assert not leg.is_flight


def test_an_arrival_unknown_may_have_nothing_at_all(pnrgov):
    leg = parse_pnrgov(pnrgov).records[0].legs[2]
    assert (leg.number, leg.carrier, leg.origin, leg.departs) == ("ARNK", "", "", None)


def test_a_codeshare_has_a_second_tvl_with_the_number_of_who_flies(pnrgov):
    legs = parse_pnrgov(pnrgov).records[0].legs
    assert len(legs) == 3
    assert (legs[1].carrier, legs[1].number) == ("0Q", "204")
    assert (legs[1].operating_carrier, legs[1].operating_number) == ("0W", "9204")


def test_a_flight_that_the_carrier_flies_itself_has_one_tvl(pnrgov):
    (leg,) = parse_pnrgov(pnrgov).records[1].legs
    assert (leg.operating_carrier, leg.operating_number) == ("", "")


# --- sensitive data ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "segment",
    [
        "SSR+VGML:HK:1:0Q'",
        "SSR+MOML:HK:1:0Q:::GRU:LIS'",
        "SSR+WCHR:HK:1:0Q:::GRU:LIS:OWN CHAIR'",
        "SSR+MEDA:HK:1:0Q'",
        "SSR+OTHS:HK:1:0Q:::::ASKED FOR KSML'",
        "IFT+4:28::0Q+PSGR WCHS TO GATE'",
    ],
)
@pytest.mark.parametrize("place", ["DAT+700", "TKT+", "APD+1'\nRPI+1", "LTS+DATE"])
def test_sensitive_entries_are_dropped_wherever_they_stand_and_counted(
    pnrgov, changed, segment, place
):
    base = changed(pnrgov, "RPI+1", "APD+1'\nRPI+1")
    clean, found = (
        parse_pnrgov(same_count(text))
        for text in (base, changed(base, place, f"{segment}\n{place}"))
    )
    assert found.records == clean.records
    assert (clean.dropped, found.dropped) == (0, 1)


def test_sensitive_history_is_dropped(pnrgov, changed):
    found = parse_pnrgov(changed(pnrgov, "LTS+DATE CHANGED", "LTS+XX VGML DATE CHANGED"))
    assert (found.records[0].history, found.dropped) == ((), 1)


def test_a_document_number_that_looks_like_a_meal_stays(pnrgov, changed):
    found = parse_pnrgov(changed(pnrgov, "/U2TT2FLTC/", "/MOML/"))
    assert found.dropped == 0
    assert "/MOML/" in found.records[0].travellers[0].services[0].text


# --- what is refused ----------------------------------------------------------------------------

MALFORMED = [
    ("another message", "PNRGOV:13:1", "PAXLST:13:1", 2, "a message of type PNRGOV"),
    ("purpose of another kind", "MSG+:22", "MSG+:99", 3, "one of 22, 141"),
    ("no MSG", "MSG+:22'\n", "", 3, "expected MSG"),
    ("no ORG", "ORG+0Q:GRU'\n", "", 4, "expected ORG"),
    ("no sender", "ORG+0Q:GRU'", "ORG+:GRU'", 4, "the carrier that sends"),
    ("no TVL", "TVL+090326:1755:100326:0610+GRU+LIS+0Q+204'\nEQN", "EQN", 5, "expected TVL"),
    ("flight without number", "+GRU+LIS+0Q+204'\nEQN", "+GRU+LIS+0Q'\nEQN", 5, "a flight number"),
    ("flight without day", "TVL+090326:1755:100326:0610+", "TVL++", 5, "day of departure"),
    ("flight without origin", "+GRU+LIS+0Q+204'\nEQN", "++LIS+0Q+204'\nEQN", 5,
     "the airport of departure"),
    ("flight without destination", "+GRU+LIS+0Q+204'\nEQN", "+GRU++0Q+204'\nEQN", 5,
     "the airport of arrival"),
    ("flight without carrier", "+GRU+LIS+0Q+204'\nEQN", "+GRU+LIS++204'\nEQN", 5, "a carrier"),
    ("day with a month's name", "TVL+090326", "TVL+09MAR26", 5, "a day as DDMMYY"),
    ("day of no month", "TVL+090326", "TVL+091326", 5, "a day of the calendar"),
    ("time of no hour", ":1755:", ":2455:", 5, "0000 to 2359"),
    ("arrival time without day", ":1755:100326:0610", ":1755::0610", 5, "before the time"),
    ("no total", "EQN+2'\n", "", 6, "expected EQN"),
    ("total no number", "EQN+2", "EQN+TWO", 6, "the number of bookings"),
    ("no SRC", "EQN+2'\nSRC'\n", "EQN+2'\n", 7, "SRC, the next booking"),
    ("no RCI", "RCI+0Q:D3SQNT::280226:1745'\n", "", 8, "expected RCI"),
    ("locator too long", "0Q:D3SQNT::", "0Q:D3SQNT999::", 8, "a record locator"),
    ("no locator", "RCI+0Q:YJ4EVG", "RCI+0Q", 38, "a record locator"),
    ("created on no day", "280226:1745", "300226:1745", 8, "a day of the calendar"),
    ("created without time", "280226:1745", "280226", 8, "0000 to 2359"),
    ("service of six letters", "SSR+OTHS", "SSR+OTHERS", 11, "a service code"),
    ("how many services", "SSR+OTHS:HK:1", "SSR+OTHS:HK:ONE", 11, "how many of it"),
    ("date without code", "DAT+700:", "DAT+ABC:", 12, "a code such as 700"),
    ("date on no day", "700:010326:0900", "700:310226:0900", 12, "a day of the calendar"),
    ("second date without time", "710:280226:1750", "710:280226", 12, "0000 to 2359"),
    ("agency of no kind", "TA1150+++T", "TA1150+++Q", 14, "one of T, A, nothing"),
    ("agency twice", "ADD++700", "ORG+0Q:GRU'\nADD++700", 15, "ORG a second time"),
    ("excess bags no number", "+1::N'", "+ONE::N'", 16, "the number of bags"),
    ("excess paid no number", "EUR:50.00", "EUR:FIFTY", 16, "what was paid"),
    ("no traveller", "TIF+RELMIND+ANNA MARIA:A:1'\nFTI", "FTI", 17, "TIF, a traveller"),
    ("no surname", "TIF+RELMIND+", "TIF++", 17, "the surname"),
    ("traveller of a wordy kind", "MARIA:A:1'\nFTI", "MARIA:ADULT:1'\nFTI", 17,
     "the kind of traveller"),
    ("currency of the price", "734.50:EUR", "734.50:EURO", 21, "a currency"),
    ("form of payment", "FOP+CC", "FOP+XX", 22, "one of CC, CA"),
    ("amount paid no number", "FOP+CC::734.50", "FOP+CC::7K", 22, "what was paid"),
    ("payment without ticket", "TKT+0000000000001:T'\nMON", "MON", 20, "TVL, a flight"),
    ("itinerary missing", "TVL+090326:1755:100326:0610+GRU+LIS+0Q+204'\nRPI+1+HK'\nUNT",
     "UNT", 40, "TVL, a flight"),
    ("leg without carrier", "+GRU+LIS+0Q:0W+204:Y", "+GRU+LIS++204:Y", 25, "a carrier"),
    ("operating carrier", "0Q:0W", "0Q:OPERATOR", 25, "the operating carrier"),
    ("party no number", "RPI+1+HK", "RPI+X+HK", 27, "the number of travellers"),
    ("bags no number", "TBD++2:31.5", "TBD++TWO:31.5", 34, "the number of bags"),
    ("bags beyond reason", "TBD++2:31.5", "TBD++200:31.5", 34, "0 to 99"),
    ("weight of bags", "2:31.5:700", "2:HEAVY:700", 34, "the weight of the bags"),
    ("unit of weight", "31.5:700", "31.5:999", 34, "one of 700, 701"),
    ("pool", "++HP+", "++XX+", 34, "one of HP, MP"),
    ("bag tag of letters", "0Q:0000015814", "0Q:TAG", 34, "a bag tag of six to ten digits"),
    ("tags without end", "15814:2:LIS", "15814:999999999:LIS", 34, "0 to 99"),
    ("bag to nowhere", "15814:2:LIS", "15814:2", 34, "the airport on the tag"),
    ("unknown segment", "LTS+DATE", "XYZ+DATE", 36, "SRC, the next booking"),
]  # fmt: skip


def test_the_table_of_malformed_messages_is_long():
    assert len(MALFORMED) >= 40


@pytest.mark.parametrize(
    ("old", "new", "number", "reason"), [pytest.param(*row[1:], id=row[0]) for row in MALFORMED]
)
def test_a_malformed_push_is_refused_with_segment_and_reason(
    pnrgov, changed, old, new, number, reason
):
    with pytest.raises(FormatError) as caught:
        parse_pnrgov(same_count(changed(pnrgov, old, new)))
    assert reason in str(caught.value)
    assert caught.value.segment == number


def test_a_message_that_is_cut_off_is_refused_wherever_it_is_cut(pnrgov):
    for cut in range(len(pnrgov.rstrip())):
        with pytest.raises(FormatError):
            parse_pnrgov(pnrgov[:cut])
