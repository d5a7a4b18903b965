"""Check a passenger list: totals, completeness, documents, seats.

A finding is a question to the carrier.  It says nothing about the traveller: most expired
documents are typing errors.
"""

from collections.abc import Iterator
from datetime import date

from aatulab.codes.messages.envelope import read_interchange
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.paxlst.model import PassengerList, TravelDocument, Traveller
from aatulab.codes.messages.paxlst.parse import read_paxlst
from aatulab.codes.messages.segment import Segment
from aatulab.codes.states import ALPHA_3, IN_PASSPORTS

# carriers write Germany as D, as its passports do, or as DEU
_STATES = IN_PASSPORTS | frozenset(ALPHA_3.values())
_LOOK = "look at the document when the traveller arrives"
_COMPARE = "compare with the booking (PNR) and ask the carrier"


def check_paxlst(text: str) -> list[Finding]:
    """Return what does not hold in a message, wrong totals of the envelope included.

    Raises `FormatError` where the message cannot be read at all.
    """
    interchange = read_interchange(text, strict=False)
    return [*interchange.findings, *check_passenger_list(read_paxlst(interchange))]


def check_passenger_list(passengers: PassengerList) -> list[Finding]:
    """Return what does not hold in a passenger list, in the order of the message."""
    flown = _day_of_flight(passengers)
    found = [*_times(passengers)]
    for traveller in passengers.travellers:
        found += _incomplete(traveller)
        found += _birth(traveller, flown)
        found += _states(traveller)
        found += _documents(traveller, flown)
    found += _shared_seats(passengers)
    found += _shared_documents(passengers)
    found += _total(passengers)
    return found


def _day_of_flight(passengers: PassengerList) -> date:
    """Return the local day of arrival, of departure, or else of the message."""
    arrival, departure = passengers.flight.airport("87"), passengers.flight.airport("125")
    if arrival and arrival.arrives_at:
        return arrival.arrives_at.date()
    if departure and departure.departs_at:
        return departure.departs_at.date()
    return passengers.envelope.day


def _times(passengers: PassengerList) -> Iterator[Finding]:
    arrival, departure = passengers.flight.airport("87"), passengers.flight.airport("125")
    place = _place("TDT", passengers.flight.segment)
    if arrival is None or departure is None:
        missing = "arrival (LOC 87)" if arrival is None else "departure (LOC 125)"
        yield Finding("airport", place, f"no {missing}", "an airport of departure and of arrival")
    elif arrival.arrives_at and departure.departs_at:
        # local clocks: westwards over the date line the clock goes back by up to 26 hours
        hours = (arrival.arrives_at - departure.departs_at).total_seconds() / 3600
        if not -26 <= hours <= 50:
            found = f"arrival {hours:+.1f} hours after departure, by local clocks"
            yield Finding("flight-times", place, found, "between -26 and +50 hours")


def _incomplete(traveller: Traveller) -> Iterator[Finding]:
    needed = {
        "birth date (DTM 329)": traveller.birth_date,
        "nationality (NAT)": traveller.nationality,
        "travel document (DOC)": traveller.documents,
    }
    if traveller.role == "FL":
        needed["record locator (RFF AVF)"] = traveller.locator
    if missing := [name for name, value in needed.items() if not value]:
        found = "no " + ", no ".join(missing)
        yield Finding("incomplete", _where(traveller), found, "complete data of the traveller")


def _birth(traveller: Traveller, flown: date) -> Iterator[Finding]:
    if traveller.birth_date and traveller.birth_date > flown:
        found = f"birth on {traveller.birth_date}"
        expected = f"a day not after the flight on {flown}"
        yield Finding("birth-date", _where(traveller), found, expected)


def _states(traveller: Traveller) -> Iterator[Finding]:
    expected = "a code of ISO 3166-1 or ICAO Doc 9303"
    if traveller.nationality and traveller.nationality not in _STATES:
        found = f"nationality {traveller.nationality!r}"
        yield Finding("nationality", _where(traveller), found, expected)
    for document in traveller.documents:
        if document.issuing_state not in _STATES:
            found = f"issuing State {document.issuing_state or 'missing'!r}"
            yield Finding("issuing-state", _document(document), found, expected)


def _documents(traveller: Traveller, flown: date) -> Iterator[Finding]:
    for document in traveller.documents:
        if document.expires_on and document.expires_on < flown:
            found = f"expiry on {document.expires_on}"
            expected = f"a document that is valid on {flown}"
            yield Finding("expired", _document(document), found, expected, _LOOK)
    passports = [each for each in traveller.documents if each.kind.startswith("P")]
    if len({(each.number, each.issuing_state) for each in passports}) > 1:
        numbers = " and ".join(each.number for each in passports)
        found = f"the passports {numbers}"
        yield Finding("two-documents", _where(traveller), found, "one passport", _LOOK)


def _shared_seats(passengers: PassengerList) -> Iterator[Finding]:
    first: dict[str, Traveller] = {}
    for traveller in passengers.travellers:
        if traveller.seat and first.setdefault(traveller.seat, traveller) is not traveller:
            found = f"seat {traveller.seat}, which {_where(first[traveller.seat])} has too"
            expected = "a seat of their own (an infant in arms shares one)"
            yield Finding("seat", _where(traveller), found, expected, _COMPARE)


def _shared_documents(passengers: PassengerList) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Traveller] = {}
    for traveller in passengers.travellers:
        for document in traveller.documents:
            key = (document.kind, document.issuing_state, document.number)
            if first.setdefault(key, traveller) is not traveller:
                found = f"document {document.number}, which {_where(first[key])} has too"
                yield Finding(
                    "shared-document", _document(document), found, "a document of their own"
                )


def _total(passengers: PassengerList) -> Iterator[Finding]:
    counted, stated = passengers.counted(), passengers.stated_total
    place = _place("CNT", passengers.total_segment)
    if stated is None:
        yield Finding("total", "message", "no total (CNT)", f"CNT with {counted}")
    elif stated != counted:
        yield Finding(
            "total", place, f"a total of {stated}", f"{counted}, the number of travellers"
        )


def _where(traveller: Traveller) -> str:
    return _place("NAD", traveller.segment)


def _document(document: TravelDocument) -> str:
    return _place("DOC", document.segment)


def _place(tag: str, number: int) -> str:
    return Segment(tag, number=number).place()
