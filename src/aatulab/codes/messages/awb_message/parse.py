"""Read an air waybill in the plain layout strictly; every mistake is named by line and field."""

import itertools
from collections.abc import Sequence
from decimal import Decimal

from aatulab.codes.messages.awb_message.model import (
    CHARGE_TERMS,
    KIND,
    MOST_HOUSES,
    NO_CARRIAGE_VALUE,
    NO_CUSTOMS_VALUE,
    PAYMENT_FORMS,
    Agent,
    AirWaybill,
    Charges,
    HouseWaybill,
)
from aatulab.codes.messages.fields import amount, matching, one_of, required, whole
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.party import read_party
from aatulab.codes.messages.plain import Line, Lines, read_plain
from aatulab.codes.messages.segment import FormatError

_MASTER = ("AWB", "RTG", "CAR", "SHP", "CNE", "AGT", "QTY", "GDS", "HSC", "SHC", "VAL", "CHG")
_HOUSE = ("HBL", "HSP", "HCN", "HHS")
_AIRPORT = "[A-Z]{3}"
_HS = "[0-9]{6}"


def parse_awb_message(text: str) -> AirWaybill:
    """Return the waybill with its houses; raises `FormatError` (a `MessageError`)."""
    return read_awb_message(text)[0]


def read_awb_message(text: str, *, strict: bool = True) -> tuple[AirWaybill, list[Finding]]:
    """Return the waybill and what is wrong with the message's total."""
    lines, findings = read_plain(text, KIND, strict=strict)
    starts = [place for place, each in enumerate(lines) if each.tag == "HBL"]
    if len(starts) > MOST_HOUSES:
        over = lines[starts[MOST_HOUSES]]
        raise FormatError(over, "a further house waybill", f"at most {MOST_HOUSES}")
    bounds = [*starts, len(lines)]
    master = lines[: bounds[0]]
    houses = tuple(_house(lines[begin:end]) for begin, end in itertools.pairwise(bounds))
    return _waybill(Lines(master, dict.fromkeys(_MASTER, 1)), houses), findings


def _waybill(lines: Lines, houses: tuple[HouseWaybill, ...]) -> AirWaybill:
    number = lines.required("AWB", "the first line")
    route, quantity = lines.required("RTG", "AWB"), lines.required("QTY", "RTG")
    goods = lines.required("GDS", "QTY")
    codes, agent, value = lines.one("HSC"), lines.one("AGT"), lines.one("VAL")
    airports = _each(route, 1, _AIRPORT, "an airport of three letters")
    if len(airports) < 2:
        raise route.error(2, "the airport of destination")
    return AirWaybill(
        number=matching(number, 1, "[0-9]{3}-[0-9]{8}", "a number such as 000-12345675"),
        airports=airports,
        pieces=whole(quantity, 1, "the number of pieces"),
        gross_kg=amount(quantity, 2, "the gross weight in kg"),
        description=goods.value(1),
        carriers=_each(lines.one("CAR"), 1, "[0-9A-Z]{2,3}", "a carrier such as 0Q"),
        shipper=read_party(lines.one("SHP")),
        consignee=read_party(lines.one("CNE")),
        agent=Agent(agent.value(1), agent.value(2), agent.value(3)),
        chargeable_kg=_amount_if(quantity, 3, "the chargeable weight in kg"),
        hs_edition=matching(codes, 1, "20[0-9]{2}|", "the edition of the HS, such as 2022"),
        hs_codes=_each(codes, 2, _HS, "an HS code of six digits"),
        handling_codes=_each(lines.one("SHC"), 1, "[A-Z]{3}", "a handling code of three letters"),
        currency=matching(value, 1, "[A-Z]{3}|", "a currency"),
        carriage_value=_value(value, 2, NO_CARRIAGE_VALUE),
        customs_value=_value(value, 3, NO_CUSTOMS_VALUE),
        charges=_charges(lines),
        houses=houses,
    )


def _house(lines: Sequence[Line]) -> HouseWaybill:
    house = lines[0]
    rest = Lines(lines, dict.fromkeys(_HOUSE, 1))
    return HouseWaybill(
        number=matching(house, 1, "[A-Z0-9-]{1,20}", "a house number of letters and digits"),
        origin=matching(house, 2, _AIRPORT, "an airport of three letters"),
        destination=matching(house, 3, _AIRPORT, "an airport of three letters"),
        pieces=whole(house, 4, "the number of pieces"),
        gross_kg=amount(house, 5, "the gross weight in kg"),
        description=house.value(6),
        shipper=read_party(rest.one("HSP")),
        consignee=read_party(rest.one("HCN")),
        hs_codes=_each(rest.one("HHS"), 1, _HS, "an HS code of six digits"),
        line=house.number,
    )


def _charges(lines: Lines) -> Charges | None:
    if not lines.all("CHG"):
        return None
    said = lines.one("CHG")
    return Charges(
        terms=one_of(said, 1, tuple(CHARGE_TERMS)),
        amount=_amount_if(said, 2, "the freight"),
        form=one_of(said, 3, tuple(PAYMENT_FORMS)),
    )


def _each(one: Line, first: int, pattern: str, what: str) -> tuple[str, ...]:
    fields = range(first, len(one.elements) + 1)
    return tuple(matching(one, field, pattern, what) for field in fields)


def _amount_if(one: Line, field: int, what: str) -> Decimal | None:
    return amount(one, field, what) if one.value(field) else None


def _value(one: Line, field: int, none: str) -> Decimal | None:
    """Return a declared value, or nothing where none was declared."""
    if not one.elements:
        return None
    said = required(one, field, f"an amount or {none}")
    return None if said == none else amount(one, field, f"an amount or {none}")
