"""Write a passenger list as PAXLST."""

from collections.abc import Iterator
from datetime import datetime

from aatulab.codes.messages.envelope import write_interchange
from aatulab.codes.messages.paxlst.model import (
    ARRIVAL_TIME,
    CREW_TOTAL,
    DEPARTURE_TIME,
    PASSENGERS_TOTAL,
    PLACES,
    REFERENCES,
    TYPE,
    VERSION,
    Flight,
    PassengerList,
    ReportingParty,
    Stop,
    TravelDocument,
    Traveller,
)
from aatulab.codes.messages.segment import Segment, segment


def write_paxlst(passengers: PassengerList, *, group: bool = False) -> str:
    """Return the message as text, one segment a line.

    The total is the one stated, or else counted.  With `group` the message lies in a functional
    group (UNG/UNE), as many carriers send it.
    """
    body = list(_segments(passengers))
    return write_interchange(
        passengers.envelope,
        (TYPE, *VERSION),
        body,
        key=_flight_key(passengers.flight),
        application="APIS",
        group=group,
    )


def _segments(passengers: PassengerList) -> Iterator[Segment]:
    yield segment("BGM", passengers.kind, passengers.modifier)
    if passengers.transaction:
        yield segment("RFF", ("TN", passengers.transaction))
    if passengers.reporting_party is not None:
        yield from _party(passengers.reporting_party)
    yield segment("TDT", "34" if passengers.flight.overflight else "20", passengers.flight.number)
    for stop in passengers.flight.stops:
        yield from _stop(stop)
    for traveller in passengers.travellers:
        yield from _traveller(traveller)
    total = passengers.stated_total if passengers.stated_total is not None else passengers.counted()
    crew = passengers.kind in ("250", "336")
    yield segment("CNT", (CREW_TOTAL if crew else PASSENGERS_TOTAL, str(total)))


def _party(party: ReportingParty) -> Iterator[Segment]:
    yield segment("NAD", "MS", "", "", party.name)
    if party.contacts:
        yield segment("COM", *((contact.value, contact.kind) for contact in party.contacts))


def _stop(stop: Stop) -> Iterator[Segment]:
    yield segment("LOC", stop.role, stop.airport)
    for qualifier, moment in ((ARRIVAL_TIME, stop.arrives_at), (DEPARTURE_TIME, stop.departs_at)):
        if moment is not None:
            yield segment("DTM", (qualifier, f"{moment:%y%m%d%H%M}", "201"))


def _traveller(traveller: Traveller) -> Iterator[Segment]:
    address = traveller.address
    yield segment(
        "NAD",
        traveller.role,
        "",
        "",
        (traveller.surname, traveller.given_names, traveller.middle_names),
        address.street,
        address.city,
        address.region,
        address.postal_code,
        address.country,
    )
    if traveller.sex:
        yield segment("ATT", "2", "", traveller.sex)
    if traveller.birth_date is not None:
        yield segment("DTM", ("329", f"{traveller.birth_date:%y%m%d}"))
    yield from _bags(traveller)
    for name, qualifier in PLACES.items():
        if place := getattr(traveller, name):
            yield segment("LOC", qualifier, place)
    if traveller.nationality:
        yield segment("NAT", "2", traveller.nationality)
    for name, qualifier in REFERENCES.items():
        if reference := getattr(traveller, name):
            yield segment("RFF", (qualifier, reference))
    for document in traveller.documents:
        yield from _document(document)


def _bags(traveller: Traveller) -> Iterator[Segment]:
    if traveller.bag_count is not None:
        yield segment("MEA", "CT", "", ("", str(traveller.bag_count)))
    if traveller.bag_weight is not None:
        weight = f"{traveller.bag_weight:f}"
        yield segment("MEA", "WT", "", (traveller.bag_weight_unit, weight))
    if traveller.verified is not None:
        yield segment("GEI", "4", "173" if traveller.verified else "174")
    for tags in traveller.bag_tags:
        count = str(tags.count) if tags.count > 1 else ""
        yield segment("FTX", "BAG", "", "", (tags.first, count))


def _document(document: TravelDocument) -> Iterator[Segment]:
    yield segment("DOC", document.kind, document.number)
    if document.expires_on is not None:
        yield segment("DTM", ("36", f"{document.expires_on:%y%m%d}"))
    if document.issuing_state:
        yield segment("LOC", "91", document.issuing_state)


def _flight_key(flight: Flight) -> str:
    """Return flight, day and time of arrival, by which sender and receiver name a list."""
    arrival = flight.airport("87")
    landing: datetime | None = arrival.arrives_at if arrival else None
    return f"{flight.number}/{landing:%y%m%d/%H%M}" if landing else flight.number
