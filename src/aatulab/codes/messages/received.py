"""Tell which message a file holds, read it, and check it: for the command line and notebooks."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from aatulab.codes.messages.awb_message import (
    AirWaybill,
    check_awb_message,
    parse_awb_message,
)
from aatulab.codes.messages.cn import (
    PostalDeclaration,
    check_cn_message,
    check_declaration,
    declaration_from_json,
    parse_cn,
)
from aatulab.codes.messages.edifact import Limits, read_segments
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.paxlst import PassengerList, check_paxlst, parse_paxlst
from aatulab.codes.messages.plain import is_plain, plain_kind
from aatulab.codes.messages.pnrgov import PnrGov, check_pnrgov, parse_pnrgov
from aatulab.codes.messages.segment import shortened
from aatulab.errors import MessageError

Message = PassengerList | PnrGov | AirWaybill | PostalDeclaration
MOST_BYTES: Final = Limits().characters
_KNOWN = "PAXLST or PNRGOV (EDIFACT), AATU-AWB or AATU-CN (plain), or a CN declaration as JSON"


def message_text(data: bytes) -> str:
    """Return what a file says; `MessageError` where it is too long or of unknown encoding.

    EDIFACT goes up to Latin-1, the lab's own layouts are UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise MessageError(
            f"message: found more than {MOST_BYTES:,} bytes, expected at most that; ask the sender "
            "to split it."
        )
    try:
        return data.decode("latin-1" if data[:3] in (b"UNA", b"UNB") else "utf-8")
    except UnicodeDecodeError as error:
        raise MessageError(
            f"message: byte {error.start} is not UTF-8, expected {_KNOWN}; look at the file."
        ) from None


def kind_of(text: str) -> str:
    """Return the kind of a message: PAXLST, PNRGOV, AWB, CN or CN-JSON."""
    if text.startswith(("UNA", "UNB")):
        header = next((each for each in read_segments(text)[1] if each.tag == "UNH"), None)
        if header is not None and header.value(2) in ("PAXLST", "PNRGOV"):
            return header.value(2)
        found = f"a message of type {shortened(header.value(2))!r}" if header else "no UNH"
        raise MessageError(f"message: found {found}, expected {_KNOWN}; look at the file.")
    if is_plain(text) and plain_kind(text) in ("AWB", "CN"):
        return plain_kind(text)
    if text.lstrip().startswith("{"):
        return "CN-JSON"
    begin = shortened(text.lstrip()[:30]) or "nothing"
    raise MessageError(f"message: it begins with {begin!r}, expected {_KNOWN}; look at the file.")


def read_message(text: str) -> Message:
    """Return the message in a text, whatever its kind; raises `MessageError`."""
    readers: dict[str, Callable[[str], Message]] = {
        "PAXLST": parse_paxlst,
        "PNRGOV": parse_pnrgov,
        "AWB": parse_awb_message,
        "CN": parse_cn,
        "CN-JSON": declaration_from_json,
    }
    return readers[kind_of(text)](text)


def check_message(text: str, sdr_rate: Decimal | None = None) -> list[Finding]:
    """Return what does not hold in a message, whatever its kind; raises `MessageError`.

    `sdr_rate` is the value of one SDR in the currency of a postal declaration.
    """
    kind = kind_of(text)
    if kind == "CN":
        return check_cn_message(text, sdr_rate)
    if kind == "CN-JSON":
        return check_declaration(declaration_from_json(text), sdr_rate)
    checks = {"PAXLST": check_paxlst, "PNRGOV": check_pnrgov, "AWB": check_awb_message}
    return checks[kind](text)
