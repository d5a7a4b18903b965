"""Check a push of bookings: totals, itineraries and their clocks, seats, bags, payments.

Findings are questions about the message.  A bag that is tagged to another airport than the
traveller's is something to look at, not a verdict.
"""

from collections.abc import Iterator

from aatulab.codes.messages.envelope import read_interchange
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.pnrgov.model import CheckIn, Leg, PnrGov, Record
from aatulab.codes.messages.pnrgov.parse import read_pnrgov
from aatulab.codes.messages.segment import Segment

# local clocks: over the date line the clock goes back by up to 26 hours, or jumps ahead
_EARLIEST_H, _LATEST_H = -26, 50
_LOOK = "look at the bag when it arrives"


def check_pnrgov(text: str) -> list[Finding]:
    """Return what does not hold in a message, wrong totals of the envelope included.

    Raises `FormatError` where the message cannot be read at all.
    """
    interchange = read_interchange(text, strict=False)
    return [*interchange.findings, *check_records(read_pnrgov(interchange))]


def check_records(push: PnrGov) -> list[Finding]:
    """Return what does not hold in the bookings of a flight, in the order of the message."""
    found = [*_total(push), *_sensitive(push), *_clock(push.flight)]
    seen: dict[str, Record] = {}
    for record in push.records:
        if seen.setdefault(record.locator, record) is not record:
            text = f"locator {record.locator} a second time"
            found.append(Finding("locator", _record(record), text, "each booking once"))
        found += _dates(record, push)
        found += _party(record)
        for leg in record.legs:
            found += _clock(leg)
            found += _codeshare(leg)
        found += _on_board(record, push)
        found += _bags(record)
        found += _payments(record)
    found += _seats(push)
    return found


def _total(push: PnrGov) -> Iterator[Finding]:
    if push.stated_records is not None and push.stated_records != len(push.records):
        place = _place("EQN", push.total_segment)
        found = f"a total of {push.stated_records} bookings"
        yield Finding("total", place, found, f"{len(push.records)}, the number of groups SRC")


def _sensitive(push: PnrGov) -> Iterator[Finding]:
    if push.dropped:
        found = f"{push.dropped} sensitive entries, which were dropped"
        remedy = "ask the carrier to filter them before sending"
        yield Finding("sensitive", "message", found, "none", remedy)


def _clock(leg: Leg) -> Iterator[Finding]:
    if leg.departs and leg.arrives and leg.departs.moment and leg.arrives.moment:
        hours = (leg.arrives.moment - leg.departs.moment).total_seconds() / 3600
        if not _EARLIEST_H <= hours <= _LATEST_H:
            found = f"arrival {hours:+.1f} hours after departure, by local clocks"
            expected = f"between {_EARLIEST_H} and +{_LATEST_H} hours"
            yield Finding("flight-times", _place("TVL", leg.segment), found, expected)


def _codeshare(leg: Leg) -> Iterator[Finding]:
    if leg.operating_carrier not in ("", leg.carrier) and not leg.operating_number:
        found = f"operating carrier {leg.operating_carrier} without its flight number"
        yield Finding(
            "codeshare", _place("TVL", leg.segment), found, "a second TVL with the number"
        )


def _dates(record: Record, push: PnrGov) -> Iterator[Finding]:
    made, created = push.envelope.prepared_at, record.created_at
    if created and created > made:
        found = f"created {created:%Y-%m-%d %H:%M} UTC"
        expected = f"a moment before the message was made, {made:%Y-%m-%d %H:%M} UTC"
        yield Finding("created", _record(record), found, expected)
    if created and record.ticketed_at and record.ticketed_at < created:
        found = f"ticketed {record.ticketed_at:%Y-%m-%d %H:%M} UTC"
        yield Finding("ticketed", _record(record), found, "a moment after the booking was created")


def _party(record: Record) -> Iterator[Finding]:
    named = sum(each.kind != "IN" for each in record.travellers)
    for leg in record.legs:
        if leg.party is not None and leg.party not in (named, len(record.travellers)):
            found = f"a party of {leg.party}"
            yield Finding("party", _place("TVL", leg.segment), found, f"{named} travellers")


def _on_board(record: Record, push: PnrGov) -> Iterator[Finding]:
    flight = push.flight
    if not any(_same_flight(leg, flight) for leg in record.legs):
        found = "no flight " + f"{flight.carrier}{flight.number} in the itinerary"
        yield Finding("flight", _record(record), found, "the flight that the message is about")


def _same_flight(leg: Leg, flight: Leg) -> bool:
    number = flight.number.lstrip("0")
    marketed = (leg.carrier, leg.number.lstrip("0")) == (flight.carrier, number)
    operated = (leg.operating_carrier, leg.operating_number.lstrip("0")) == (flight.carrier, number)
    return (marketed or operated) and leg.origin == flight.origin


def _bags(record: Record) -> Iterator[Finding]:
    for place, leg in enumerate(record.legs):
        ahead = dict.fromkeys(each.destination for each in record.legs[place:] if each.destination)
        for check_in in leg.check_ins:
            tagged = sum(tags.count for tags in check_in.bags)
            if check_in.bag_count is not None and check_in.bags and tagged != check_in.bag_count:
                found = f"{check_in.bag_count} bags with {tagged} tags"
                yield Finding("bag-tags", _check_in(check_in), found, "as many tags as bags")
            for tags in check_in.bags:
                if tags.destination not in ahead:
                    found = f"a bag tagged to {tags.destination}"
                    expected = "an airport where the traveller goes: " + ", ".join(ahead)
                    yield Finding("bag-destination", _check_in(check_in), found, expected, _LOOK)


def _payments(record: Record) -> Iterator[Finding]:
    for traveller in record.travellers:
        for payment in traveller.payments:
            place = _place("TIF", traveller.segment)
            if payment.form == "CC" and not payment.card:
                yield Finding("card", place, "a card payment without a card", "a masked number")
            digits = sum(c.isdecimal() for c in payment.card)
            if digits > 12:
                found = f"a card number with {digits} digits in the clear"
                remedy = "ask the carrier to mask card numbers"
                yield Finding("card", place, found, "at most twelve (eight and four)", remedy)


def _seats(push: PnrGov) -> Iterator[Finding]:
    first: dict[str, CheckIn] = {}
    for record in push.records:
        infants = {each.reference for each in record.travellers if each.kind == "IN"}
        for leg in record.legs:
            for check_in in leg.check_ins if _same_flight(leg, push.flight) else ():
                if not check_in.seat or check_in.traveller in infants:
                    continue
                if first.setdefault(check_in.seat, check_in) is not check_in:
                    found = f"seat {check_in.seat}, which {_check_in(first[check_in.seat])} has too"
                    yield Finding("seat", _check_in(check_in), found, "a seat of their own")


def _record(record: Record) -> str:
    return _place("SRC", record.segment)


def _check_in(check_in: CheckIn) -> str:
    return _place("TRI", check_in.segment)


def _place(tag: str, number: int) -> str:
    return Segment(tag, number=number).place()
