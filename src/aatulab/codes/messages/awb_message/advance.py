"""The advance "7+1" data of a consignment (PLACI), which customs see before it is loaded.

Seven: name and address of the shipper, name and address of the consignee, pieces, weight,
description; and one: the house waybill's number (of a direct shipment the master's).

Sources: WCO, SAFE Framework, pre-loading advance cargo information, as told by TIACA
(payloadasia.com, July 2015; customstoday.media).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from aatulab.codes.messages.awb_message.model import AirWaybill, HouseWaybill
from aatulab.codes.messages.descriptions import is_placeholder, is_vague
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.party import Party

_REQUEST = "request information (RFI) from the forwarder"


@dataclass(frozen=True)
class AdvanceCargo:
    """The seven and the one; `master` says to which waybill the house belongs."""

    shipper_name: str
    shipper_address: str
    consignee_name: str
    consignee_address: str
    pieces: int
    gross_kg: Decimal
    description: str
    waybill: str
    master: str = ""


def advance_cargo(waybill: AirWaybill) -> tuple[AdvanceCargo, ...]:
    """Return the advance data of each house, or of the waybill itself where it is direct."""
    if not waybill.houses:
        return (_data(waybill, waybill.shipper, waybill.consignee, waybill.number, ""),)
    return tuple(
        _data(house, house.shipper, house.consignee, house.number, waybill.number)
        for house in waybill.houses
    )


def _data(
    goods: AirWaybill | HouseWaybill, shipper: Party, consignee: Party, number: str, master: str
) -> AdvanceCargo:
    return AdvanceCargo(
        shipper_name=shipper.name,
        shipper_address=str(shipper.address),
        consignee_name=consignee.name,
        consignee_address=str(consignee.address),
        pieces=goods.pieces,
        gross_kg=goods.gross_kg,
        description=goods.description,
        waybill=number,
        master=master,
    )


def check_advance_cargo(data: AdvanceCargo) -> list[Finding]:
    """Return what is missing, and what is there but says nothing."""
    return [*_missing(data), *_empty_words(data)]


def _missing(data: AdvanceCargo) -> Iterator[Finding]:
    needed = {
        "shipper's name": data.shipper_name,
        "shipper's address": data.shipper_address,
        "consignee's name": data.consignee_name,
        "consignee's address": data.consignee_address,
        "pieces": data.pieces,
        "weight": data.gross_kg,
        "description": data.description,
        "waybill number": data.waybill,
    }
    if missing := [name for name, value in needed.items() if not value]:
        found = "no " + ", no ".join(missing)
        yield Finding("advance-data", _place(data), found, "all of the 7+1 data", _REQUEST)


def _empty_words(data: AdvanceCargo) -> Iterator[Finding]:
    if data.description and is_vague(data.description):
        found = f"the description {data.description!r}"
        expected = "what the goods are, in plain words"
        yield Finding("vague", _place(data), found, expected, _REQUEST)
    for who, name in (("shipper", data.shipper_name), ("consignee", data.consignee_name)):
        if name and is_placeholder(name):
            found = f"the {who} {name!r}"
            yield Finding("placeholder", _place(data), found, "the name of a party", _REQUEST)


def _place(data: AdvanceCargo) -> str:
    return f"waybill {data.waybill or 'without number'}"
