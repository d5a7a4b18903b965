"""Write an air waybill and its houses in the plain layout.

AWB number                               RTG airports, from origin to destination
CAR carriers, one a leg                  SHP, CNE shipper, consignee: name, street, city,
AGT agent: name, code, city                  region, postal code, State, phone, mail, account
QTY pieces, gross kg, chargeable kg      GDS description of the goods
HSC edition, codes                       SHC special handling codes
VAL currency, for carriage, for customs  CHG PP or CC, amount, form of payment
HBL house: number, origin, destination, pieces, gross kg, description; then HSP, HCN its
shipper and consignee, HHS its HS codes
"""

from collections.abc import Iterator
from decimal import Decimal

from aatulab.codes.messages.awb_message.model import (
    KIND,
    NO_CARRIAGE_VALUE,
    NO_CUSTOMS_VALUE,
    AirWaybill,
    HouseWaybill,
)
from aatulab.codes.messages.party import NOBODY, party_line
from aatulab.codes.messages.plain import Line, line, write_plain


def write_awb_message(waybill: AirWaybill) -> str:
    """Return the waybill with its house manifest as text."""
    return write_plain(KIND, _lines(waybill))


def _lines(waybill: AirWaybill) -> Iterator[Line]:
    yield line("AWB", waybill.number)
    yield line("RTG", *waybill.airports)
    if waybill.carriers:
        yield line("CAR", *waybill.carriers)
    yield party_line("SHP", waybill.shipper)
    yield party_line("CNE", waybill.consignee)
    agent = waybill.agent
    if agent.name or agent.code or agent.city:
        yield line("AGT", agent.name, agent.code, agent.city)
    yield line(
        "QTY", str(waybill.pieces), _number(waybill.gross_kg), _number(waybill.chargeable_kg)
    )
    yield line("GDS", waybill.description)
    if waybill.hs_codes:
        yield line("HSC", waybill.hs_edition, *waybill.hs_codes)
    if waybill.handling_codes:
        yield line("SHC", *waybill.handling_codes)
    if waybill.currency:
        carriage = _number(waybill.carriage_value) or NO_CARRIAGE_VALUE
        customs = _number(waybill.customs_value) or NO_CUSTOMS_VALUE
        yield line("VAL", waybill.currency, carriage, customs)
    if charges := waybill.charges:
        yield line("CHG", charges.terms, _number(charges.amount), charges.form)
    for house in waybill.houses:
        yield from _house(house)


def _house(house: HouseWaybill) -> Iterator[Line]:
    yield line(
        "HBL",
        house.number,
        house.origin,
        house.destination,
        str(house.pieces),
        _number(house.gross_kg),
        house.description,
    )
    if house.shipper != NOBODY:
        yield party_line("HSP", house.shipper)
    if house.consignee != NOBODY:
        yield party_line("HCN", house.consignee)
    if house.hs_codes:
        yield line("HHS", *house.hs_codes)


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
