"""PNRGOV: the bookings (PNR) of a flight, as a carrier pushes them to a State."""

from aatulab.codes.messages.pnrgov.check import check_pnrgov, check_records
from aatulab.codes.messages.pnrgov.model import (
    Agency,
    BagTags,
    CheckIn,
    Contact,
    ExcessBaggage,
    Leg,
    Payment,
    PnrGov,
    PnrTraveller,
    Record,
    Remark,
    Service,
)
from aatulab.codes.messages.pnrgov.parse import parse_pnrgov
from aatulab.codes.messages.pnrgov.write import write_pnrgov

__all__ = [
    "Agency",
    "BagTags",
    "CheckIn",
    "Contact",
    "ExcessBaggage",
    "Leg",
    "Payment",
    "PnrGov",
    "PnrTraveller",
    "Record",
    "Remark",
    "Service",
    "check_pnrgov",
    "check_records",
    "parse_pnrgov",
    "write_pnrgov",
]
