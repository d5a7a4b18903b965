"""Check an air waybill: number, route, totals of the houses, weights, codes, advance data."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from aatulab.codes.awb import parse_awb
from aatulab.codes.hs import EDITIONS, parse_hs
from aatulab.codes.messages.awb_message.advance import advance_cargo, check_advance_cargo
from aatulab.codes.messages.awb_message.model import AirWaybill
from aatulab.codes.messages.awb_message.parse import read_awb_message
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.readings import code_findings

_FORWARDER = "ask the forwarder for a corrected manifest"
# scales differ and weights are rounded: half a kilogram for each house
_ROUNDING_KG = Decimal("0.5")


def check_awb_message(text: str) -> list[Finding]:
    """Return what does not hold in a message; raises `FormatError` where it cannot be read."""
    waybill, findings = read_awb_message(text, strict=False)
    return [*findings, *check_air_waybill(waybill)]


def check_air_waybill(waybill: AirWaybill) -> list[Finding]:
    """Return what does not hold in a waybill and its houses."""
    found = [*_number(waybill), *_route(waybill), *_weights(waybill), *_codes(waybill)]
    found += _houses(waybill)
    for data in advance_cargo(waybill):
        found += check_advance_cargo(data)
    return found


def _number(waybill: AirWaybill) -> Iterator[Finding]:
    yield from code_findings("waybill-number", _place(waybill), parse_awb(waybill.number))


def _route(waybill: AirWaybill) -> Iterator[Finding]:
    legs = len(waybill.airports) - 1
    if waybill.carriers and len(waybill.carriers) != legs:
        found = f"{len(waybill.carriers)} carriers for {legs} legs"
        yield Finding("route", _place(waybill), found, "one carrier a leg")
    if twice := [code for code, times in Counter(waybill.airports).items() if times > 1]:
        found = f"{twice[0]} twice on the route"
        yield Finding("route", _place(waybill), found, "each airport once")


def _weights(waybill: AirWaybill) -> Iterator[Finding]:
    if not waybill.pieces:
        yield Finding("pieces", _place(waybill), "no pieces", "at least one piece")
    if waybill.chargeable_kg is not None and waybill.chargeable_kg < waybill.gross_kg:
        found = f"a chargeable weight of {waybill.chargeable_kg} kg"
        expected = f"at least the gross weight, {waybill.gross_kg} kg"
        yield Finding("chargeable-weight", _place(waybill), found, expected)


def _codes(waybill: AirWaybill) -> Iterator[Finding]:
    every = {*waybill.hs_codes, *(code for house in waybill.houses for code in house.hs_codes)}
    editions = {str(edition) for edition in EDITIONS}
    if every and waybill.hs_edition not in editions:
        found = f"HS codes of the edition {waybill.hs_edition or 'missing'!r}"
        expected = "one of " + ", ".join(sorted(editions))
        yield Finding("hs-edition", _place(waybill), found, expected)
        return
    for code in sorted(every):
        goods = parse_hs(code, int(waybill.hs_edition))
        yield from code_findings("hs-code", f"{_place(waybill)}, HS {code}", goods)


def _houses(waybill: AirWaybill) -> Iterator[Finding]:
    if not waybill.houses:
        return
    pieces = sum(house.pieces for house in waybill.houses)
    if pieces != waybill.pieces:
        found, expected = f"{waybill.pieces} pieces", f"{pieces}, as in its houses"
        yield Finding("house-pieces", _place(waybill), found, expected, _FORWARDER)
    weight = sum((house.gross_kg for house in waybill.houses), Decimal(0))
    if abs(weight - waybill.gross_kg) > _ROUNDING_KG * len(waybill.houses):
        found, expected = f"{waybill.gross_kg} kg", f"{weight} kg, as in its houses"
        yield Finding("house-weight", _place(waybill), found, expected, _FORWARDER)
    seen: set[str] = set()
    for house in waybill.houses:
        if house.number in seen:
            found = f"house {house.number} a second time"
            yield Finding("house-number", f"line {house.line} (HBL)", found, "each house once")
        seen.add(house.number)
        if house.destination != waybill.airports[-1]:
            found = f"house {house.number} to {house.destination}"
            expected = f"{waybill.airports[-1]}, or an onward waybill"
            place = f"line {house.line} (HBL)"
            yield Finding("house-destination", place, found, expected, _FORWARDER)


def _place(waybill: AirWaybill) -> str:
    return f"waybill {waybill.number}"
