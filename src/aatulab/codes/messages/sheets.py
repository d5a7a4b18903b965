"""A message as sheets that a person can read: a title, column heads, rows of text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from aatulab.codes.messages.awb_message import AirWaybill
from aatulab.codes.messages.cn import PostalDeclaration
from aatulab.codes.messages.party import Party
from aatulab.codes.messages.paxlst import PassengerList, Stop, Traveller
from aatulab.codes.messages.paxlst.model import KINDS, ROLES, STOPS
from aatulab.codes.messages.pnrgov import Leg, PnrGov, Record


@dataclass(frozen=True)
class Sheet:
    """One table."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@singledispatch
def sheets(message: object) -> tuple[Sheet, ...]:
    """Return the sheets of a message that was read."""
    raise TypeError(f"no sheets for {type(message).__name__}")


def _sheet(title: str, heads: str, rows: Iterable[Iterable[object]]) -> Sheet:
    texts = tuple(tuple("" if v is None else str(v) for v in row) for row in rows)
    return Sheet(title, tuple(heads.split(", ")), texts)


@sheets.register
def _(message: PassengerList) -> tuple[Sheet, ...]:
    envelope, flight = message.envelope, message.flight
    title = (
        f"PAXLST, {KINDS[message.kind]} of flight {flight.number}, from {envelope.sender} to "
        f"{envelope.recipient}, {envelope.prepared_at:%Y-%m-%d %H:%M} UTC"
    )
    return (
        _sheet(title, "airport, role, local time", map(_stop, flight.stops)),
        _sheet(
            f"{len(message.travellers)} travellers (the message says {message.stated_total})",
            "locator, surname, given names, role, sex, born, nationality, document, expires, "
            "seat, bags, weight",
            map(_listed, message.travellers),
        ),
    )


def _stop(stop: Stop) -> tuple[object, ...]:
    return stop.airport, STOPS[stop.role], stop.arrives_at or stop.departs_at


def _listed(traveller: Traveller) -> tuple[object, ...]:
    first = traveller.documents[0] if traveller.documents else None
    document = f"{first.kind} {first.issuing_state} {first.number}" if first else ""
    return (
        traveller.locator,
        traveller.surname,
        f"{traveller.given_names} {traveller.middle_names}".strip(),
        ROLES[traveller.role],
        traveller.sex,
        traveller.birth_date,
        traveller.nationality,
        document,
        first.expires_on if first else None,
        traveller.seat,
        traveller.bag_count,
        traveller.bag_weight,
    )


@sheets.register
def _(message: PnrGov) -> tuple[Sheet, ...]:
    flight, envelope = message.flight, message.envelope
    title = (
        f"PNRGOV, {flight.carrier}{flight.number} {flight.origin}-{flight.destination}, local "
        f"departure {flight.departs}, made {envelope.prepared_at:%Y-%m-%d %H:%M} UTC; "
        f"{message.dropped} sensitive entries dropped"
    )
    return (
        _sheet(
            title,
            "locator, created (UTC), travellers, itinerary, agency, paid, contacts, bags, remarks",
            map(_booked, message.records),
        ),
    )


def _booked(record: Record) -> tuple[object, ...]:
    paid = [payment for each in record.travellers for payment in each.payments]
    bags = [c for leg in record.legs for c in leg.check_ins if c.bag_count]
    return (
        record.locator,
        f"{record.created_at:%Y-%m-%d %H:%M}" if record.created_at else "",
        ", ".join(f"{each.surname} {each.given_names}" for each in record.travellers),
        " ".join(map(_flown, record.legs)),
        record.agency.agent if record.agency else "",
        ", ".join(f"{p.form} {p.amount or ''} {p.currency} {p.payer}".strip() for p in paid),
        ", ".join(contact.value for contact in record.contacts),
        ", ".join(f"{c.bag_count} ({c.bag_weight} kg)" for c in bags),
        "; ".join(remark.text for remark in record.remarks),
    )


def _flown(leg: Leg) -> str:
    return f"{leg.origin}-{leg.destination}({leg.carrier}{leg.number})"


@sheets.register
def _(message: AirWaybill) -> tuple[Sheet, ...]:
    facts = (
        ("route", "-".join(message.airports)),
        ("shipper", _party(message.shipper)),
        ("consignee", _party(message.consignee)),
        ("agent", f"{message.agent.name} {message.agent.code}".strip()),
        ("pieces", message.pieces),
        ("gross kg", message.gross_kg),
        ("chargeable kg", message.chargeable_kg),
        ("goods", message.description),
        ("HS codes", ", ".join(message.hs_codes)),
        ("handling codes", ", ".join(message.handling_codes)),
    )
    kind = "consolidation" if message.is_consolidation else "direct"
    return (
        _sheet(f"Air waybill {message.number} ({kind})", "field, value", facts),
        _sheet(
            f"{len(message.houses)} house waybills",
            "house, route, pieces, gross kg, goods, shipper, consignee",
            (
                (
                    house.number,
                    f"{house.origin}-{house.destination}",
                    house.pieces,
                    house.gross_kg,
                    house.description,
                    _party(house.shipper),
                    _party(house.consignee),
                )
                for house in message.houses
            ),
        ),
    )


@sheets.register
def _(message: PostalDeclaration) -> tuple[Sheet, ...]:
    facts = (
        ("category", f"{message.category} {message.explanation}".strip()),
        ("sender", _party(message.sender)),
        ("addressee", _party(message.addressee)),
        ("gross kg", message.gross_kg),
        ("value", f"{message.total_value or ''} {message.currency}".strip()),
        ("posted", f"{message.office} {message.posted_on or ''}".strip()),
        ("signed", f"{message.signed_by} {message.signed_on or ''}".strip()),
    )
    return (
        _sheet(f"{message.form} for item {message.item}", "field, value", facts),
        _sheet(
            f"{len(message.lines)} kinds of article",
            "description, quantity, net kg, value, currency, HS code, origin",
            (
                (c.description, c.quantity, c.net_kg, c.value, c.currency, c.hs_code, c.origin)
                for c in message.lines
            ),
        ),
    )


def _party(party: Party) -> str:
    return ", ".join(part for part in (party.name, str(party.address), party.phone) if part)
