"""Write bookings as PNRGOV, one group (SRC) a booking."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from aatulab.codes.messages.envelope import write_interchange
from aatulab.codes.messages.fields import LocalTime
from aatulab.codes.messages.pnrgov.contact_text import write_contact
from aatulab.codes.messages.pnrgov.model import (
    CONTACT_SERVICES,
    PAYER,
    TYPE,
    VERSION,
    Agency,
    CheckIn,
    Leg,
    Payment,
    PnrGov,
    PnrTraveller,
    Record,
    Remark,
    Service,
)
from aatulab.codes.messages.segment import Segment, segment


def write_pnrgov(push: PnrGov, *, group: bool = False) -> str:
    """Return the message as text, one segment a line; the total is the one stated or counted."""
    records = push.stated_records if push.stated_records is not None else len(push.records)
    body = [
        segment("MSG", ("", push.function)),
        segment("ORG", (push.carrier, push.office)),
        _travel(push.flight),
        segment("EQN", str(records)),
    ]
    for record in push.records:
        body += _record(record)
    return write_interchange(
        push.envelope,
        (TYPE, *VERSION),
        body,
        key=_flight_key(push),
        application=TYPE,
        group=group,
    )


def _record(record: Record) -> Iterator[Segment]:
    yield segment("SRC")
    yield segment("RCI", (record.carrier, record.locator, "", *_utc(record.created_at)))
    for contact in record.contacts:
        code = CONTACT_SERVICES[contact.kind]
        yield _service(Service(code, carrier=record.carrier, text=write_contact(contact)))
    yield from map(_service, record.services)
    moments = (("700", record.changed_at), ("710", record.ticketed_at))
    if dates := [(code, *_utc(when)) for code, when in moments if when is not None]:
        yield segment("DAT", *dates)
    yield from map(_remark, record.remarks)
    if record.agency is not None:
        yield _agency(record.agency)
    if address := record.address:
        parts = (address.street, address.city, address.region, "", address.country)
        yield segment("ADD", "", ("700", *parts, address.postal_code))
    if excess := record.excess:
        money = ("", "") if excess.amount is None else (excess.currency, f"{excess.amount:f}")
        yield segment("EBD", money, (str(excess.pieces), "", "N"))
    for traveller in record.travellers:
        yield from _traveller(traveller)
    for leg in record.legs:
        yield from _leg(leg)
    for line in record.history:
        yield segment("LTS", line)


def _agency(agency: Agency) -> Segment:
    return segment(
        "ORG",
        (agency.system, agency.office),
        (agency.number, agency.agent),
        "",
        "",
        agency.kind,
        agency.country,
    )


def _traveller(traveller: PnrTraveller) -> Iterator[Segment]:
    name = (traveller.given_names, traveller.kind, traveller.reference)
    yield segment("TIF", traveller.surname, name)
    if traveller.frequent_flyer:
        carrier, _, number = traveller.frequent_flyer.partition(" ")
        yield segment("FTI", (carrier, number))
    yield from map(_remark, traveller.remarks)
    yield from map(_service, traveller.services)
    for payment in traveller.payments:
        yield from _payment(payment)
    for ticket in traveller.tickets:
        yield segment("TKT", (ticket, "T"))


def _payment(payment: Payment) -> Iterator[Segment]:
    """Give the group of a ticket; without a number the traveller is ticketless (`TKT+:1`)."""
    yield segment("TKT", (payment.ticket, "T") if payment.ticket else ("", "1"))
    money = "" if payment.amount is None else f"{payment.amount:f}"
    if payment.currency:
        yield segment("MON", ("T", money, payment.currency))
    card = (payment.vendor, payment.card, payment.card_expiry)
    yield segment("FOP", (payment.form, "", money, *card))
    if payment.payer:
        yield segment("IFT", ("4", PAYER), payment.payer)


def _leg(leg: Leg) -> Iterator[Segment]:
    yield _travel(leg)
    if leg.operating_number:
        yield segment("TVL", "", "", "", "", leg.operating_number)
    if leg.party is not None or leg.status:
        yield segment("RPI", "" if leg.party is None else str(leg.party), leg.status)
    yield from map(_service, leg.services)
    for check_in in leg.check_ins:
        yield from _check_in(check_in)


def _travel(leg: Leg) -> Segment:
    times = (*_local(leg.departs), *_local(leg.arrives))
    carriers = (leg.carrier, leg.operating_carrier)
    return segment(
        "TVL", times, leg.origin, leg.destination, carriers, (leg.number, leg.booking_class)
    )


def _check_in(check_in: CheckIn) -> Iterator[Segment]:
    yield segment("DAT")
    yield segment("TRI", "", (check_in.sequence, "", "", check_in.traveller))
    if check_in.seat or check_in.cabin:
        yield segment("SSD", check_in.seat, "", "", "", check_in.cabin)
    count = "" if check_in.bag_count is None else str(check_in.bag_count)
    weight = "" if check_in.bag_weight is None else f"{check_in.bag_weight:f}"
    tags = [(t.carrier, t.first, str(t.count), t.destination) for t in check_in.bags]
    if count or weight or check_in.pool or tags:
        unit = check_in.bag_weight_unit if weight else ""
        yield segment("TBD", "", (count, weight, unit), "", check_in.pool, *tags)


def _service(service: Service) -> Segment:
    said: Sequence[str | tuple[str, ...]] = (
        (
            service.code,
            service.status,
            str(service.count),
            service.carrier,
            "",
            "",
            service.origin,
            service.destination,
            service.text,
        ),
        ("", "", service.traveller),
    )
    return segment("SSR", *said)


def _remark(remark: Remark) -> Segment:
    return segment("IFT", ("4", remark.kind, "", remark.carrier), remark.text)


def _utc(when: datetime | None) -> tuple[str, str]:
    return ("", "") if when is None else (f"{when:%d%m%y}", f"{when:%H%M}")


def _local(when: LocalTime | None) -> tuple[str, str]:
    if when is None:
        return "", ""
    return f"{when.on:%d%m%y}", "" if when.at is None else f"{when.at:%H%M}"


def _flight_key(push: PnrGov) -> str:
    """Return day, time, carrier and number, by which both sides name a push."""
    made = push.envelope.prepared_at
    return f"{made:%d%m%y/%H%M}/{push.flight.carrier}/{push.flight.number}"
