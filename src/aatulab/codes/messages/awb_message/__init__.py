"""The air waybill as a data message, with its house manifest and the advance "7+1" data.

The trade sends these as FWB and FHL (Cargo-IMP, no longer developed) or XFWB, XFZB and XFHL
(Cargo-XML).  Their full specifications are not open, so the lab writes the same content in a plain
layout of its own (`plain`), and does not call it by their names.
"""

from aatulab.codes.messages.awb_message.advance import (
    AdvanceCargo,
    advance_cargo,
    check_advance_cargo,
)
from aatulab.codes.messages.awb_message.check import check_air_waybill, check_awb_message
from aatulab.codes.messages.awb_message.model import (
    Agent,
    AirWaybill,
    Charges,
    HouseWaybill,
)
from aatulab.codes.messages.awb_message.parse import parse_awb_message
from aatulab.codes.messages.awb_message.write import write_awb_message

__all__ = [
    "AdvanceCargo",
    "Agent",
    "AirWaybill",
    "Charges",
    "HouseWaybill",
    "advance_cargo",
    "check_advance_cargo",
    "check_air_waybill",
    "check_awb_message",
    "parse_awb_message",
    "write_awb_message",
]
