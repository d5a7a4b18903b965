"""What a record says of itself, by short names, for the sentences of a scenario.

`{courier.name}` in a scenario becomes the name on the record that plays the courier.
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from aatulab.errors import ContentError, shown

Card = Mapping[str, str]
_PLACE = re.compile(r"\{([a-z][a-z0-9-]*)\.([a-z_]+)\}")
_KEYS = ("pnr", "awb", "item")


def card_of(flow: str, ref: str, tables: Mapping[str, pd.DataFrame]) -> Card:
    """Return the values of one record."""
    make = {"passenger": _passenger, "cargo": _cargo, "post": _post}[flow]
    return {"ref": ref, **make(ref, tables)}


def filled(template: str, cards: Mapping[str, Card], where: str) -> str:
    """Return a sentence with its places filled; `ContentError` names a place that there is not.

    >>> filled("Seat {courier.seat}.", {"courier": {"seat": "14C"}}, "example")
    'Seat 14C.'
    """

    def value(found: re.Match[str]) -> str:
        key, name = found.groups()
        if key not in cards or name not in cards[key]:
            known = ", ".join(sorted(cards.get(key, cards)))
            raise ContentError(f"{where}: found {shown(found.group())}, known are {known}.")
        return cards[key][name]

    return _PLACE.sub(value, " ".join(template.split()))


def overwrite(tables: Mapping[str, pd.DataFrame], ref: str, column: str, text: str) -> None:
    """Put a text or number on the record's row of a list; `column` is written `table.column`.

    In the contacts it is the kind that is named: `contacts.phone`.
    """
    name, _, field = column.partition(".")
    table = tables.get(name)
    key = "" if table is None else next((each for each in _KEYS if each in table.columns), "")
    is_contact = name == "contacts"
    if table is None or not key or (not is_contact and field not in table.columns):
        raise ContentError(f"sets: there is no column {shown(column)} with records of this kind.")
    record, _, number = ref.partition("/")
    rows = table[key] == record
    if number and "passenger_no" in table.columns:
        rows &= table["passenger_no"] == int(number)
    if is_contact:
        rows &= table["kind"] == field
        field = "value"
    as_number = pd.api.types.is_numeric_dtype(table[field])
    table.loc[rows, field] = float(text) if as_number else text


def _passenger(ref: str, tables: Mapping[str, pd.DataFrame]) -> Card:
    pnr, number = ref.split("/")
    booking = _row(tables["bookings"], pnr=pnr)
    person = _row(tables["passengers"], pnr=pnr, passenger_no=int(number))
    bags = tables["baggage"]
    own = bags[(bags["pnr"] == pnr) & (bags["passenger_no"] == int(number))]
    contacts = tables["contacts"]
    phones = contacts.loc[(contacts["pnr"] == pnr) & (contacts["kind"] == "phone"), "value"]
    payer = _row(tables["payments"], pnr=pnr).get("payer_name")
    lead = booking["departs_at"] - booking["booked_at"]
    return {
        "pnr": pnr,
        "name": f"{person['given_names']} {person['surname']}",
        "surname": str(person["surname"]),
        "given_names": str(person["given_names"]),
        "document": str(person["document_number"]),
        "birth_date": f"{person['birth_date']:%Y-%m-%d}",
        "seat": str(person["seat"]),
        "agency": str(booking["agency"]),
        "lead_h": str(round(lead.total_seconds() / 3600)),
        "payer": str(payer) if isinstance(payer, str) else "somebody who is not named",
        "phone": str(phones.iloc[0]) if len(phones) else "none",
        "bags": str(len(own)),
        "bag_kg": f"{own['weight_kg'].max():.1f}" if len(own) else "0",
        "bag_tag": str(own["bag_tag"].iloc[0]) if len(own) else "none",
        **_flight(tables, str(booking["flight_id"])),
    }


def _cargo(ref: str, tables: Mapping[str, pd.DataFrame]) -> Card:
    bill = _row(tables["waybills"], awb=ref)
    return {
        "awb": ref,
        "shipper": str(bill["shipper_name"]),
        "consignee": str(bill["consignee_name"]),
        "shipper_phone": str(bill["shipper_phone"]),
        "phone": str(bill["consignee_phone"]),
        "goods": str(bill["goods"]).lower(),
        "pieces": str(bill["pieces"]),
        "kg": f"{bill['gross_kg']:.1f}",
        **_flight(tables, str(bill["flight_id"])),
    }


def _post(ref: str, tables: Mapping[str, pd.DataFrame]) -> Card:
    item = _row(tables["postal_items"], item=ref)
    goods = item["advance_goods"] if isinstance(item["advance_goods"], str) else "no description"
    return {
        "item": ref,
        "sender": str(item["sender_name"]),
        "addressee": str(item["addressee_name"]),
        "phone": str(item["addressee_phone"]),
        "goods": goods.lower(),
        "kg": f"{item['gross_kg']:.2f}",
        "declared_kg": f"{item['declared_kg']:.2f}",
        "office": str(item["outward_office"]),
        "lands": f"{item['arrived_at']:%H:%M}",
    }


def _flight(tables: Mapping[str, pd.DataFrame], flight_id: str) -> Card:
    flight = _row(tables["flights"], flight_id=flight_id)
    return {
        "flight": f"{flight['carrier']} {flight['flight_number']}",
        "origin": str(flight["origin"]),
        "lands": f"{flight['arrives_at']:%H:%M}",
    }


def _row(table: pd.DataFrame, **keys: object) -> dict[str, Any]:
    rows = table
    for name, value in keys.items():
        rows = rows[rows[name] == value]
    return {str(name): value for name, value in rows.iloc[0].items()}
