"""Read a PAXLST strictly: structure, codes, days; what is wrong is named by segment."""

from collections.abc import Sequence
from datetime import date, datetime

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.cursor import Cursor, Keyed
from aatulab.codes.messages.envelope import Interchange, only_message, read_interchange
from aatulab.codes.messages.fields import (
    Century,
    amount,
    birth_year,
    day,
    local_moment,
    matching,
    near_year,
    one_of,
    required,
    whole,
)
from aatulab.codes.messages.paxlst.model import (
    ARRIVAL_TIME,
    CONTACTS,
    CREW_TOTAL,
    DEPARTURE_TIME,
    KINDS,
    PASSENGERS_TOTAL,
    PLACES,
    REFERENCES,
    ROLES,
    SEXES,
    STOPS,
    TYPE,
    WEIGHT_UNITS,
    BagTags,
    Contact,
    Flight,
    PassengerList,
    ReportingParty,
    Stop,
    TravelDocument,
    Traveller,
)
from aatulab.codes.messages.segment import FormatError, Segment

_AIRPORT = "[A-Z]{3}"
_STATE = "[A-Z]{1,3}"
# segments of one traveller in the order of the message; COM and EMP are read over
_TRAVELLER = ("ATT", "DTM", "MEA", "GEI", "FTX", "LOC", "COM", "EMP", "NAT", "RFF")
_FORESEEN = {
    "ATT": ("2",),
    "DTM": ("329",),
    "MEA": ("CT", "WT"),
    "GEI": ("4",),
    "FTX": ("BAG",),
    "LOC": tuple(PLACES.values()),
    "NAT": ("2",),
    "RFF": tuple(REFERENCES.values()),
}
_MOST_BAGS = 99


def parse_paxlst(text: str) -> PassengerList:
    """Return the passenger list in an interchange with one PAXLST message.

    Raises `FormatError` (a `MessageError`), for wrong totals of the envelope too.
    """
    return read_paxlst(read_interchange(text))


def read_paxlst(interchange: Interchange) -> PassengerList:
    """Return the passenger list of an interchange that was opened already."""
    message = only_message(interchange, TYPE)
    cursor = Cursor(message)
    made = interchange.envelope.day
    begin = cursor.take("BGM")
    kind = one_of(begin, 1, tuple(KINDS))
    reference = cursor.take_if("RFF", "TN")
    party = _party(cursor)
    flight = _flight(cursor, made)
    travellers = []
    while cursor.at("NAD", *ROLES):
        travellers.append(_traveller(cursor, made))
    if not cursor.at("CNT"):
        cursor.end("NAD of a traveller (" + ", ".join(ROLES) + ") or CNT")
    total = cursor.take("CNT", PASSENGERS_TOTAL, CREW_TOTAL) if cursor.at("CNT") else None
    cursor.end("UNT, the end of the message")
    return PassengerList(
        envelope=interchange.envelope,
        flight=flight,
        travellers=tuple(travellers),
        reporting_party=party,
        kind=kind,
        modifier=begin.value(2),
        transaction=reference.value(1, 2) if reference else "",
        stated_total=whole(total, 1, "the number of travellers", 2) if total else None,
        total_segment=total.number if total else 0,
    )


def _party(cursor: Cursor) -> ReportingParty | None:
    name = cursor.take_if("NAD", "MS")
    if name is None:
        return None
    contacts = []
    for each in cursor.take_while("COM"):
        for element in range(1, len(each.elements) + 1):
            value = required(each, element, "a number or address")
            contacts.append(Contact(value, one_of(each, element, tuple(CONTACTS), 2)))
    said = name.value(4) or name.value(2)
    if not said:
        raise name.error(4, "the name of the reporting party")
    return ReportingParty(said, tuple(contacts))


def _flight(cursor: Cursor, made: date) -> Flight:
    transport = cursor.take("TDT", "20", "34")
    number = matching(transport, 2, "[0-9A-Z]{2,3}[0-9]{1,4}[A-Z]?", "a flight such as 0Q204")
    stops = []
    while cursor.at("LOC", *STOPS):
        stops.append(_stop(cursor, made))
    if not stops:
        raise FormatError(cursor.here, cursor.here.tag, "LOC, the airports of the flight")
    return Flight(number, tuple(stops), transport.value(1) == "34", transport.number)


def _stop(cursor: Cursor, made: date) -> Stop:
    place = cursor.take("LOC")
    airport = matching(place, 2, _AIRPORT, "an airport of three letters")
    times = Keyed(cursor.take_while("DTM"), {"DTM": (ARRIVAL_TIME, DEPARTURE_TIME)})
    return Stop(
        role=place.value(1),
        airport=airport,
        arrives_at=_moment(times.one("DTM", ARRIVAL_TIME), near_year(made)),
        departs_at=_moment(times.one("DTM", DEPARTURE_TIME), near_year(made)),
    )


def _traveller(cursor: Cursor, made: date) -> Traveller:
    name = cursor.take("NAD")
    keyed = Keyed(
        [each for each in cursor.take_in_order(*_TRAVELLER) if each.tag in _FORESEEN], _FORESEEN
    )
    count, weight = keyed.one("MEA", "CT"), keyed.one("MEA", "WT")
    sex, nation = keyed.one("ATT", "2"), keyed.one("NAT", "2")
    verified = keyed.one("GEI", "4")
    documents = []
    while cursor.at("DOC"):
        documents.append(_document(cursor, made))
    return Traveller(
        surname=required(name, 4, "the surname"),
        given_names=name.value(4, 2),
        middle_names=name.value(4, 3),
        role=name.value(1),
        address=Address(*(name.value(element) for element in range(5, 10))),
        sex=one_of(sex, 3, SEXES) if sex else "",
        birth_date=_day(keyed.one("DTM", "329"), birth_year(made)),
        bag_count=whole(count, 3, "the number of bags", 2, _MOST_BAGS) if count else None,
        bag_weight=amount(weight, 3, "the weight of the bags", 2) if weight else None,
        bag_weight_unit=one_of(weight, 3, WEIGHT_UNITS) if weight else "KGM",
        verified=one_of(verified, 2, ("173", "174")) == "173" if verified else None,
        bag_tags=tuple(_bag_tags(each) for each in keyed.all("FTX", "BAG")),
        nationality=matching(nation, 2, _STATE, "a State of up to three letters") if nation else "",
        documents=tuple(documents),
        segment=name.number,
        **_places(keyed),
        **_references(keyed),
    )


def _places(keyed: Keyed) -> dict[str, str]:
    found = {}
    for name, qualifier in PLACES.items():
        if place := keyed.one("LOC", qualifier):
            found[name] = matching(place, 2, _AIRPORT, "a place of three letters")
    return found


def _references(keyed: Keyed) -> dict[str, str]:
    found = {}
    for name, qualifier in REFERENCES.items():
        if reference := keyed.one("RFF", qualifier):
            found[name] = required(reference, 1, "a reference after the colon", 2)
    return found


def _bag_tags(tags: Segment) -> BagTags:
    first = required(tags, 4, "the bag tag")
    if not tags.value(4, 2):
        return BagTags(first)
    return BagTags(first, whole(tags, 4, "the number of tags in a row", 2, _MOST_BAGS))


def _document(cursor: Cursor, made: date) -> TravelDocument:
    document = cursor.take("DOC")
    rest: Sequence[Segment] = cursor.take_in_order("DTM", "LOC")
    keyed = Keyed(rest, {"DTM": ("36", "182"), "LOC": ("91",)})
    issued = keyed.one("LOC", "91")
    return TravelDocument(
        kind=matching(document, 1, "[A-Z]{1,2}", "the kind of document, such as P"),
        number=required(document, 2, "the number of the document"),
        expires_on=_day(keyed.one("DTM", "36"), near_year(made)),
        issuing_state=matching(issued, 2, _STATE, "a State of up to three letters")
        if issued
        else "",
        segment=document.number,
    )


def _day(when: Segment | None, century: Century) -> date | None:
    if when is None:
        return None
    one_of(when, 1, ("", "101", "102"), 3)
    return day(when, 1, 2, century, "YYMMDD")


def _moment(when: Segment | None, century: Century) -> datetime | None:
    """Return a local moment written as YYMMDDHHMM, format 201."""
    if when is None:
        return None
    one_of(when, 1, ("201",), 3)
    return local_moment(when, 1, 2, century)
