"""The messages of one flight of a case: passenger list (PAXLST) and bookings (PNRGOV).

Written as airlines write them: capital letters, names as in the machine readable zone, local
times.  A flight that the case does not know is an open segment (OPEN).  `received` reads them.
"""

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd

from aatulab.cases.case import Case
from aatulab.cases.clocks import to_local
from aatulab.cases.flight_rows import FlightRows, Row, flight_rows
from aatulab.cases.history_lines import write_change
from aatulab.codes.messages.envelope import Envelope
from aatulab.codes.messages.paxlst import (
    BagTags,
    Flight,
    PassengerList,
    ReportingParty,
    Stop,
    TravelDocument,
    Traveller,
)
from aatulab.codes.messages.pnrgov import (
    Agency,
    CheckIn,
    Contact,
    ExcessBaggage,
    Leg,
    Payment,
    PnrGov,
    PnrTraveller,
    Record,
    Remark,
)
from aatulab.codes.messages.pnrgov import BagTags as TaggedBags
from aatulab.codes.messages.pnrgov.docs import BookedDocument, write_docs
from aatulab.codes.names import transliterate

RECIPIENT = "AATULAB"
FARE_TYPE = "FARE TYPE "
_DESIGNATOR = 2  # characters of an airline, at the beginning of a flight number
_AIRLINE_DESKS = ("WEB", "DESK")
_CHILD_UNTIL = 12  # years; the type of traveller that airlines use


def passenger_list(case: Case, flight_id: str) -> PassengerList:
    """Return the list that the carrier sends when the doors are closed.

    Raises `CaseError` for a flight that the case does not have.
    """
    rows = flight_rows(case, flight_id)
    flight, flown = rows.flight, _flown(rows.flight)
    departs = flown.departs.moment if flown.departs else None
    arrives = flown.arrives.moment if flown.arrives else None
    stops = (
        Stop("125", flown.origin, departs_at=departs),
        Stop("87", flown.destination, arrives_at=arrives),
    )
    travellers = tuple(
        _listed(row, flown, rows.bags(row))
        for booking in rows.bookings
        for row in rows.passengers[booking["pnr"]]
    )
    return PassengerList(
        envelope=_envelope(flight),
        flight=Flight(f"{flown.carrier}{flown.number}", stops),
        travellers=travellers,
        reporting_party=ReportingParty(f"{flown.carrier} PASSENGER DATA DESK"),
        stated_total=len(travellers),
    )


def bookings_push(case: Case, flight_id: str) -> PnrGov:
    """Return the bookings that the carrier pushes when the doors are closed.

    Raises `CaseError` for a flight that the case does not have.
    """
    rows = flight_rows(case, flight_id)
    flown = _flown(rows.flight)
    records = tuple(_record(booking, rows, flown) for booking in rows.bookings)
    return PnrGov(
        envelope=_envelope(rows.flight),
        flight=flown,
        records=records,
        carrier=flown.carrier,
        office=flown.origin,
        stated_records=len(records),
    )


def _envelope(flight: Row) -> Envelope:
    reference = str(flight["flight_id"]).replace("-", "")
    return Envelope(flight["carrier"], RECIPIENT, flight["departs_at"].to_pydatetime(), reference)


def _flown(flight: Row) -> Leg:
    return Leg(
        number=str(flight["flight_number"]),
        carrier=flight["carrier"],
        origin=flight["origin"],
        destination=flight["destination"],
        departs=to_local(flight["departs_at"], flight["origin"]),
        arrives=to_local(flight["arrives_at"], flight["destination"]),
    )


def _listed(row: Row, flown: Leg, bags: Sequence[Row]) -> Traveller:
    document = _document(row)
    return Traveller(
        surname=document.surname,
        given_names=document.given_names,
        sex=document.sex,
        birth_date=document.birth_date,
        bag_count=len(bags) or None,
        bag_weight=_weight(bags),
        bag_tags=tuple(BagTags(tags.first, tags.count) for tags in _tags_in_a_row(bags)),
        embarks_at=flown.origin,
        disembarks_at=flown.destination,
        nationality=document.nationality,
        locator=row["pnr"],
        seat=row["seat"],
        documents=(
            TravelDocument(
                document.kind, document.number, document.expires_on, document.issuing_state
            ),
        ),
    )


def _record(booking: Row, rows: FlightRows, flown: Leg) -> Record:
    pnr = booking["pnr"]
    travellers = rows.passengers[pnr]
    paid = sum(bool(bag["excess_paid"]) for bag in rows.baggage.get(pnr, []))
    return Record(
        locator=pnr,
        carrier=flown.carrier,
        created_at=booking["booked_at"].to_pydatetime(),
        changed_at=booking["updated_at"].to_pydatetime(),
        ticketed_at=booking["ticketed_at"].to_pydatetime(),
        agency=_agency(booking["agency"], flown),
        contacts=tuple(Contact(row["kind"], row["value"]) for row in rows.contacts.get(pnr, [])),
        remarks=tuple(_remarks(booking, flown.carrier)),
        excess=ExcessBaggage(paid) if paid else None,
        travellers=tuple(_people(travellers, rows.payments.get(pnr, []), flown)),
        legs=tuple(_legs(booking, flown, [_check_in(row, rows.bags(row)) for row in travellers])),
        history=tuple(map(write_change, rows.changes.get(pnr, []))),
    )


def _agency(code: str, flown: Leg) -> Agency:
    kind = "A" if code in _AIRLINE_DESKS else "T"
    return Agency(system=flown.carrier, office=flown.origin, agent=code, kind=kind)


def _remarks(booking: Row, carrier: str) -> Iterator[Remark]:
    yield Remark(FARE_TYPE + booking["fare_type"].upper(), carrier=carrier)
    if isinstance(booking["remarks"], str):
        yield Remark(booking["remarks"], carrier=carrier)


def _people(
    travellers: Sequence[Row], payments: Sequence[Row], flown: Leg
) -> Iterator[PnrTraveller]:
    """Give the travellers; what was paid stands with the first one."""
    lead = _document(travellers[0])
    paid = tuple(_payment(each, lead, travellers[0]["ticket_number"]) for each in payments)
    for place, row in enumerate(travellers):
        document = _document(row)
        yield PnrTraveller(
            reference=str(row["passenger_no"]),
            surname=document.surname,
            given_names=document.given_names,
            kind="C" if _is_child(document, flown) else "A",
            services=(write_docs(document, flown.carrier),),
            frequent_flyer="" if pd.isna(row["frequent_flyer"]) else row["frequent_flyer"],
            payments=paid if place == 0 else (),
            tickets=() if place == 0 and paid else (row["ticket_number"],),
        )


def _is_child(document: BookedDocument, flown: Leg) -> bool:
    if document.birth_date is None or flown.departs is None:
        return False
    on, born = flown.departs.on, document.birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < _CHILD_UNTIL


def _payment(row: Row, lead: BookedDocument, ticket: str) -> Payment:
    """Return a payment; the payer is named where it is not the first traveller."""
    payer = _letters(row["payer_name"])
    return Payment(
        form=row["form"],
        amount=Decimal(f"{row['amount']:.2f}"),
        currency=row["currency"],
        card="" if pd.isna(row["card"]) else row["card"],
        payer="" if payer == f"{lead.given_names} {lead.surname}" else payer,
        ticket=ticket,
    )


def _legs(booking: Row, flown: Leg, check_ins: Sequence[CheckIn]) -> Iterator[Leg]:
    """Give the way to the hub, the last leg being the flight, and the way back if booked."""
    stations = booking["itinerary"].split("-")
    for place, (origin, destination) in enumerate(itertools.pairwise(stations[:-1])):
        leaves = to_local(booking["departs_at"], origin) if place == 0 else None
        yield Leg("OPEN", origin=origin, destination=destination, departs=leaves)
    by_another = isinstance(booking["codeshare"], str)
    sold_as: str = booking["codeshare"] if by_another else flown.carrier + flown.number
    yield Leg(
        number=sold_as[_DESIGNATOR:],
        carrier=sold_as[:_DESIGNATOR],
        operating_carrier=flown.carrier if by_another else "",
        operating_number=flown.number if by_another else "",
        origin=flown.origin,
        destination=flown.destination,
        departs=flown.departs,
        arrives=flown.arrives,
        party=int(booking["party_size"]),
        status=booking["status"],
        check_ins=tuple(check_ins),
    )
    if not booking["one_way"]:
        leaves = to_local(booking["returns_at"], flown.destination)
        yield Leg("OPEN", origin=flown.destination, destination=stations[0], departs=leaves)


def _check_in(row: Row, bags: Sequence[Row]) -> CheckIn:
    return CheckIn(
        traveller=str(row["passenger_no"]),
        seat=row["seat"],
        bag_count=len(bags) or None,
        bag_weight=_weight(bags),
        bags=tuple(_tags_in_a_row(bags)),
    )


def _document(row: Row) -> BookedDocument:
    return BookedDocument(
        kind="P",
        issuing_state=row["issuing_state"],
        number=row["document_number"],
        nationality=row["nationality"],
        birth_date=row["birth_date"].date(),
        sex=row["sex"],
        expires_on=row["expires_on"].date(),
        surname=_letters(row["surname"]),
        given_names=_letters(row["given_names"]),
    )


def _weight(bags: Sequence[Row]) -> Decimal | None:
    return sum((Decimal(f"{bag['weight_kg']:.1f}") for bag in bags), Decimal(0)) if bags else None


def _tags_in_a_row(bags: Sequence[Row]) -> list[TaggedBags]:
    """Return the tags, those that follow each other to one airport as one entry."""
    runs: list[TaggedBags] = []
    for bag in sorted(bags, key=lambda bag: str(bag["bag_tag"])):
        tag, destination = bag["bag_tag"], bag["destination"]
        last = runs[-1] if runs else None
        if last and destination == last.destination and int(tag) == int(last.first) + last.count:
            runs[-1] = TaggedBags(last.first, last.count + 1, destination)
        else:
            runs.append(TaggedBags(tag, 1, destination))
    return runs


def _letters(name: str) -> str:
    """Return a name in capital letters A to Z, as the machine readable zone has it."""
    return transliterate(name).replace("<", " ")
