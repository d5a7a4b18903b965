"""PAXLST: the passenger list (API) that a carrier sends to the border before a flight lands."""

from aatulab.codes.messages.paxlst.check import check_passenger_list, check_paxlst
from aatulab.codes.messages.paxlst.model import (
    BagTags,
    Contact,
    Flight,
    PassengerList,
    ReportingParty,
    Stop,
    TravelDocument,
    Traveller,
)
from aatulab.codes.messages.paxlst.parse import parse_paxlst
from aatulab.codes.messages.paxlst.write import write_paxlst

__all__ = [
    "BagTags",
    "Contact",
    "Flight",
    "PassengerList",
    "ReportingParty",
    "Stop",
    "TravelDocument",
    "Traveller",
    "check_passenger_list",
    "check_paxlst",
    "parse_paxlst",
    "write_paxlst",
]
