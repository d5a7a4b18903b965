"""Every kind of code by the word that people ask for it with: the register behind `code check`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aatulab.codes.airports import parse_airport
from aatulab.codes.awb import parse_awb
from aatulab.codes.carriers import parse_carrier
from aatulab.codes.cas import parse_cas
from aatulab.codes.gtin import parse_gtin
from aatulab.codes.hs import parse_hs
from aatulab.codes.iban import parse_iban
from aatulab.codes.imei import parse_imei
from aatulab.codes.iso6346 import parse_container
from aatulab.codes.luhn import parse_card
from aatulab.codes.mrz import parse_mrz
from aatulab.codes.phones import parse_phone
from aatulab.codes.plates import parse_plate
from aatulab.codes.reading import Reading
from aatulab.codes.s10 import parse_item
from aatulab.codes.sscc import parse_sscc
from aatulab.codes.uld import parse_uld


@dataclass(frozen=True)
class Kind:
    """One kind of code: what it is, and how a text of it is read."""

    title: str
    parse: Callable[[str], Reading]


KINDS: Mapping[str, Kind] = {
    "airport": Kind("airport, IATA or ICAO", parse_airport),
    "awb": Kind("air waybill", parse_awb),
    "card": Kind("payment card, whole or masked", parse_card),
    "carrier": Kind("airline of the lab", parse_carrier),
    "cas": Kind("substance, CAS registry number", parse_cas),
    "container": Kind("freight container, ISO 6346", parse_container),
    "gtin": Kind("article, GTIN of 8, 12, 13 or 14 digits", parse_gtin),
    "hs": Kind("goods, Harmonized System 2022", parse_hs),
    "iban": Kind("bank account", parse_iban),
    "imei": Kind("telephone", parse_imei),
    "mrz": Kind("machine readable zone of a passport, card or visa", parse_mrz),
    "phone": Kind("phone number, E.164", parse_phone),
    "plate": Kind("number plate of Utopia", parse_plate),
    "s10": Kind("postal item, UPU S10", parse_item),
    "sscc": Kind("parcel or pallet, SSCC", parse_sscc),
    "uld": Kind("aircraft container or pallet", parse_uld),
}
