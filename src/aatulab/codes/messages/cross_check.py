"""Compare the passenger list of a flight (API) with its bookings (PNR), by record locator.

Both speak of the same people; where they differ, somebody changed something, or mistyped it.
Names are compared as letters only, since each system cuts and joins them in its own way.
"""

from collections.abc import Iterator

from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.paxlst import PassengerList, Traveller
from aatulab.codes.messages.pnrgov.docs import read_docs
from aatulab.codes.messages.pnrgov.model import PnrGov, PnrTraveller, Record

_ASK = "compare booking, list and document with the carrier"


def cross_check(passengers: PassengerList, push: PnrGov) -> list[Finding]:
    """Return where list and bookings differ: missing on one side, name, document, seat, bags."""
    records = {record.locator: record for record in push.records}
    listed: dict[str, list[Traveller]] = {}
    for traveller in passengers.travellers:
        listed.setdefault(traveller.locator, []).append(traveller)
    found: list[Finding] = []
    for locator, travellers in listed.items():
        if locator in records:
            found += _compare(records[locator], travellers, push)
        else:
            found += [_no_booking(each) for each in travellers]
    for locator, record in records.items():
        if locator not in listed:
            text = f"{len(record.travellers)} booked travellers of {locator}, none on the list"
            found.append(_finding("not-listed", f"booking {locator}", text, "all of them on board"))
    return found


def _compare(record: Record, travellers: list[Traveller], push: PnrGov) -> Iterator[Finding]:
    booked: dict[str, list[PnrTraveller]] = {}
    for each in record.travellers:
        booked.setdefault(_name(each.surname, each.given_names), []).append(each)
    for traveller in travellers:
        full = _name(traveller.surname, traveller.given_names + traveller.middle_names)
        twin = _take_twin(booked.get(full, []), traveller, push)
        if twin is None:
            yield _finding(
                "name",
                f"booking {record.locator}",
                f"{traveller.surname} {traveller.given_names} on the list only",
                "the names of the booking",
            )
            continue
        yield from _document(record, traveller, twin, push)
        yield from _seat_and_bags(record, traveller, twin)
    for twin in (each for namesakes in booked.values() for each in namesakes):
        yield _finding(
            "not-listed",
            f"booking {record.locator}",
            f"{twin.surname} {twin.given_names} in the booking only",
            "every traveller of the booking on the list",
        )


def _take_twin(
    namesakes: list[PnrTraveller], traveller: Traveller, push: PnrGov
) -> PnrTraveller | None:
    """Take the traveller of the same name out of the booking; of several, by the document."""
    if not namesakes:
        return None
    shown = {document.number for document in traveller.documents}
    places = [n for n, each in enumerate(namesakes) if shown & _booked_numbers(each, push)]
    return namesakes.pop(places[0] if places else 0)


def _booked_numbers(traveller: PnrTraveller, push: PnrGov) -> set[str]:
    made = push.envelope.day
    return {d.number for service in traveller.services if (d := read_docs(service, made))}


def _document(
    record: Record, traveller: Traveller, twin: PnrTraveller, push: PnrGov
) -> Iterator[Finding]:
    named = _booked_numbers(twin, push)
    shown = {document.number for document in traveller.documents}
    if named and shown and not shown & named:
        yield _finding(
            "document",
            f"booking {record.locator}, {traveller.surname}",
            f"document {min(named)} in the booking",
            f"{min(shown)}, the one on the list",
        )


def _seat_and_bags(record: Record, traveller: Traveller, twin: PnrTraveller) -> Iterator[Finding]:
    place = f"booking {record.locator}, {traveller.surname}"
    check_ins = [
        check_in
        for leg in record.legs
        for check_in in leg.check_ins
        if check_in.traveller == twin.reference
    ]
    seats = {check_in.seat for check_in in check_ins if check_in.seat}
    if traveller.seat and seats and traveller.seat not in seats:
        yield _finding("seat", place, f"seat {min(seats)} in the booking", traveller.seat)
    counts = {check_in.bag_count for check_in in check_ins if check_in.bag_count is not None}
    if traveller.bag_count is not None and counts and traveller.bag_count not in counts:
        yield _finding(
            "bags", place, f"{max(counts)} bags in the booking", f"{traveller.bag_count}"
        )


def _no_booking(traveller: Traveller) -> Finding:
    who = f"{traveller.surname} {traveller.given_names}".strip()
    found = f"no booking {traveller.locator}" if traveller.locator else "no record locator"
    return _finding("no-booking", f"list, {who}", found, "a booking among those pushed")


def _name(surname: str, given_names: str) -> str:
    return "".join(c for c in (surname + given_names).upper() if c.isalpha())


def _finding(rule: str, place: str, found: str, expected: str) -> Finding:
    return Finding(rule, place, found, expected, _ASK)
