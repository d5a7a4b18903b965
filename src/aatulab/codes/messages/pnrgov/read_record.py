"""Read one booking (SRC) of a PNRGOV: its head, travellers, payments, itinerary, history."""

from collections.abc import Sequence
from datetime import datetime

from aatulab.codes.messages.address import NO_ADDRESS, Address
from aatulab.codes.messages.cursor import Cursor
from aatulab.codes.messages.fields import (
    Century,
    amount,
    matching,
    one_of,
    required,
    utc_moment,
    whole,
)
from aatulab.codes.messages.pnrgov.contact_text import read_contact
from aatulab.codes.messages.pnrgov.model import (
    AGENCY_KINDS,
    CONTACT_SERVICES,
    FORMS,
    PAYER,
    Agency,
    Contact,
    ExcessBaggage,
    Payment,
    PnrTraveller,
    Record,
    Service,
)
from aatulab.codes.messages.pnrgov.read_leg import read_leg
from aatulab.codes.messages.pnrgov.read_service import free_text, read_remark, read_service
from aatulab.codes.messages.segment import FormatError, Segment
from aatulab.codes.messages.sensitive import Sieve

_HEAD = ("SSR", "DAT", "IFT", "REF", "ORG", "ADD", "EBD")
_TICKET = ("MON", "PTK", "TXD", "DAT", "FOP", "IFT", "ADD")
# what may follow the itinerary: parties split off, and the history of changes
_TAIL = ("EQN", "MSG", "ABI", "DAT", "SAC", "TIF", "SSR", "RPI", "RCI", "TBD", "LTS", "IFT", "FOP")
_KINDS = {code: kind for kind, code in CONTACT_SERVICES.items()}


def read_record(cursor: Cursor, century: Century, sieve: Sieve) -> Record:
    """Return the next booking."""
    source = cursor.take("SRC")
    control = cursor.take("RCI")
    head = cursor.take_while(*_HEAD)
    dates = _dates(_tagged(head, "DAT"), century)
    services = [s for each in _tagged(head, "SSR") if (s := read_service(each, sieve))]
    remarks = [r for each in _tagged(head, "IFT") if (r := read_remark(each, sieve))]
    travellers, legs = [], []
    while cursor.at("TIF"):
        travellers.append(_traveller(cursor, sieve))
    if not travellers:
        raise FormatError(cursor.here, cursor.here.tag, "TIF, a traveller of the booking")
    while cursor.at("TVL"):
        leg, more = read_leg(cursor, century, sieve)
        legs.append(leg)
        remarks += more
    if not legs:
        raise FormatError(cursor.here, cursor.here.tag, "TVL, a flight of the booking")
    tail = [free_text(each, 1) for each in cursor.take_while(*_TAIL) if each.tag == "LTS"]
    created = control.value(1, 4) != ""
    return Record(
        locator=matching(control, 1, "[A-Z0-9]{5,8}", "a record locator of six characters", 2),
        carrier=required(control, 1, "the carrier of the booking"),
        created_at=utc_moment(control, 1, 4, order="DDMMYY", century=century) if created else None,
        changed_at=dates.get("700"),
        ticketed_at=dates.get("710"),
        agency=_agency(_only(head, "ORG")),
        address=_address(_only(head, "ADD")),
        contacts=tuple(c for s in services if (c := _contact(s))),
        services=tuple(s for s in services if not _contact(s)),
        remarks=tuple(remarks),
        excess=_excess(_only(head, "EBD")),
        travellers=tuple(travellers),
        legs=tuple(legs),
        history=tuple(line for line in tail if sieve.lets_through(line)),
        segment=source.number,
    )


def _tagged(segments: Sequence[Segment], tag: str) -> list[Segment]:
    return [each for each in segments if each.tag == tag]


def _only(segments: Sequence[Segment], tag: str) -> Segment | None:
    found = _tagged(segments, tag)
    if len(found) > 1:
        raise FormatError(found[1], f"{tag} a second time", "it once in the head of a booking")
    return found[0] if found else None


def _dates(dates: Sequence[Segment], century: Century) -> dict[str, datetime]:
    """Return the UTC moments by their code (700 last change, 710 ticketed)."""
    found = {}
    for each in dates:
        for element in range(1, len(each.elements) + 1):
            code = matching(each, element, "[0-9]{1,3}", "a code such as 700")
            found[code] = utc_moment(each, element, 2, order="DDMMYY", century=century)
    return found


def _agency(origin: Segment | None) -> Agency | None:
    if origin is None:
        return None
    return Agency(
        system=origin.value(1),
        office=origin.value(1, 2),
        number=origin.value(2),
        agent=origin.value(2, 2),
        kind=one_of(origin, 5, tuple(AGENCY_KINDS)),
        country=origin.value(6),
    )


def _address(address: Segment | None) -> Address:
    if address is None:
        return NO_ADDRESS
    street, city, region, country, code = (address.value(2, part) for part in (2, 3, 4, 6, 7))
    return Address(street, city, region, code, country)


def _contact(service: Service) -> Contact | None:
    kind = _KINDS.get(service.code)
    return read_contact(kind, service.text) if kind else None


def _excess(excess: Segment | None) -> ExcessBaggage | None:
    if excess is None:
        return None
    paid = excess.value(1, 2) != ""
    return ExcessBaggage(
        pieces=whole(excess, 2, "the number of bags", most=99),
        amount=amount(excess, 1, "what was paid", 2) if paid else None,
        currency=excess.value(1),
    )


def _traveller(cursor: Cursor, sieve: Sieve) -> PnrTraveller:
    name = cursor.take("TIF")
    rest = cursor.take_while("FTI", "IFT", "REF", "FAR", "SSR", "ADD")
    flyer = next((each for each in rest if each.tag == "FTI"), None)
    payments: list[Payment] = []
    tickets = []
    while cursor.at("TKT"):
        number, paid = _ticket(cursor)
        payments += paid
        tickets += [number] if number and not paid else []
    services = [read_service(each, sieve) for each in _tagged(rest, "SSR")]
    remarks = [read_remark(each, sieve) for each in _tagged(rest, "IFT")]
    return PnrTraveller(
        reference=name.value(2, 3),
        surname=required(name, 1, "the surname"),
        given_names=name.value(2),
        kind=matching(name, 2, "[A-Z]{0,3}", "the kind of traveller, such as A", 2),
        frequent_flyer=f"{flyer.value(1)} {flyer.value(1, 2)}".strip() if flyer else "",
        services=tuple(service for service in services if service),
        remarks=tuple(remark for remark in remarks if remark),
        payments=tuple(payments),
        tickets=tuple(tickets),
        segment=name.number,
    )


def _ticket(cursor: Cursor) -> tuple[str, list[Payment]]:
    """Return the number of one ticket, empty for the ticketless, and its forms of payment."""
    ticket = cursor.take("TKT")
    rest = cursor.take_while(*_TICKET)
    price = next((each for each in rest if each.tag == "MON"), None)
    payer = next((each for each in rest if each.tag == "IFT" and each.value(1, 2) == PAYER), None)
    return ticket.value(1), [
        Payment(
            form=one_of(form, element, tuple(FORMS)),
            amount=amount(form, element, "what was paid", 3) if form.value(element, 3) else None,
            currency=matching(price, 1, "[A-Z]{3}", "a currency", 3) if price else "",
            vendor=form.value(element, 4),
            card=form.value(element, 5),
            card_expiry=form.value(element, 6),
            payer=free_text(payer, 2) if payer else "",
            ticket=ticket.value(1),
        )
        for form in _tagged(rest, "FOP")
        for element in range(1, len(form.elements) + 1)
    ]
