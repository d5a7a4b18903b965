"""Tables from messages that were received: what `messages` wrote, as the case's tables show it.

Names come back in capital letters without marks, since a message has no others.  Weights are known
for all bags of a traveller together, excess baggage for a booking.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from aatulab.cases.clocks import to_utc
from aatulab.cases.history_lines import read_change
from aatulab.cases.messages import FARE_TYPE
from aatulab.codes.messages.fields import LocalTime
from aatulab.codes.messages.paxlst import PassengerList
from aatulab.codes.messages.pnrgov import PnrGov, Record

Row = dict[str, Any]


def listed_passengers(passengers: PassengerList) -> pd.DataFrame:
    """Return one row a traveller of a passenger list: names, document, seat, bags."""
    return pd.DataFrame(
        {
            "pnr": each.locator,
            "surname": each.surname,
            "given_names": each.given_names,
            "sex": each.sex,
            "birth_date": each.birth_date,
            "nationality": each.nationality,
            "document_number": each.documents[0].number if each.documents else "",
            "issuing_state": each.documents[0].issuing_state if each.documents else "",
            "expires_on": each.documents[0].expires_on if each.documents else None,
            "seat": each.seat,
            "bags": each.bag_count or 0,
            "weight_kg": float(each.bag_weight or 0),
        }
        for each in passengers.travellers
    )


def pushed_tables(push: PnrGov) -> dict[str, pd.DataFrame]:
    """Return the tables of a push: bookings and what hangs on them."""
    makers = {
        "bookings": lambda record: [_booking(record, push)],
        "booking_changes": _changes,
        "passengers": _passengers,
        "payments": _payments,
        "contacts": _contacts,
        "baggage": _baggage,
    }
    return {
        name: pd.DataFrame([row for record in push.records for row in rows_of(record)])
        for name, rows_of in makers.items()
    }


def _booking(record: Record, push: PnrGov) -> Row:
    place = _place_of_flight(record, push)
    before, flown = record.legs[: place + 1], record.legs[place]
    after = record.legs[place + 1] if place + 1 < len(record.legs) else None
    remarks = [remark.text for remark in record.remarks]
    fare_types = [text.removeprefix(FARE_TYPE) for text in remarks if text.startswith(FARE_TYPE)]
    others = [text for text in remarks if not text.startswith(FARE_TYPE)]
    paid = [payment for each in record.travellers for payment in each.payments]
    return {
        "pnr": record.locator,
        "booked_at": pd.Timestamp(record.created_at) if record.created_at else pd.NaT,
        "ticketed_at": pd.Timestamp(record.ticketed_at) if record.ticketed_at else pd.NaT,
        "updated_at": pd.Timestamp(record.changed_at) if record.changed_at else pd.NaT,
        "departs_at": _moment(before[0].departs, before[0].origin),
        "arrives_at": _moment(flown.arrives, flown.destination),
        "codeshare": f"{flown.carrier}{flown.number}" if flown.operating_number else None,
        "status": flown.status,
        "itinerary": "-".join([*(leg.origin for leg in before), flown.destination]),
        "one_way": after is None,
        "returns_at": _moment(after.departs, after.origin) if after else pd.NaT,
        "party_size": len(record.travellers),
        "agency": record.agency.agent if record.agency else "",
        "fare": float(sum(payment.amount or 0 for payment in paid)),
        "currency": paid[0].currency if paid else "",
        "fare_type": fare_types[0].lower() if fare_types else "",
        "changes": len(record.history),
        "remarks": others[0] if others else None,
        "excess_bags": record.excess.pieces if record.excess else 0,
    }


def _place_of_flight(record: Record, push: PnrGov) -> int:
    """Return which leg is the flight of the message; the last one if none is."""
    places = [
        place
        for place, leg in enumerate(record.legs)
        if (push.flight.carrier, push.flight.number)
        in {(leg.carrier, leg.number), (leg.operating_carrier, leg.operating_number)}
    ]
    return places[0] if places else len(record.legs) - 1


def _passengers(record: Record) -> Iterator[Row]:
    seats = {c.traveller: c.seat for leg in record.legs for c in leg.check_ins}
    for each in record.travellers:
        yield {
            "pnr": record.locator,
            "passenger_no": each.reference,
            "surname": each.surname,
            "given_names": each.given_names,
            "ticket_number": next(iter([*each.tickets, *(p.ticket for p in each.payments)]), ""),
            "frequent_flyer": each.frequent_flyer or None,
            "seat": seats.get(each.reference, ""),
        }


def _changes(record: Record) -> Iterator[Row]:
    for line in record.history:
        yield read_change(record.locator, line)


def _payments(record: Record) -> Iterator[Row]:
    lead = record.travellers[0]
    for payment in (payment for each in record.travellers for payment in each.payments):
        yield {
            "pnr": record.locator,
            "form": payment.form,
            "amount": float(payment.amount or 0),
            "currency": payment.currency,
            "card": payment.card or None,
            "payer_name": payment.payer or f"{lead.given_names} {lead.surname}",
        }


def _contacts(record: Record) -> Iterator[Row]:
    for contact in record.contacts:
        yield {"pnr": record.locator, "kind": contact.kind, "value": contact.value}


def _baggage(record: Record) -> Iterator[Row]:
    for check_in in (check_in for leg in record.legs for check_in in leg.check_ins):
        for tags in check_in.bags:
            for number in tags.numbers():
                yield {
                    "bag_tag": number,
                    "pnr": record.locator,
                    "passenger_no": check_in.traveller,
                    "destination": tags.destination,
                }


def _moment(local: LocalTime | None, airport: str) -> Any:
    moment = to_utc(local, airport) if local else None
    return pd.Timestamp(moment) if moment else pd.NaT
