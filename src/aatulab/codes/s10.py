"""Numbers of postal items: UPU standard S10, thirteen characters.

Two letters for the service, eight digits, a check digit, and the State whose post issued it.  The
check digit: weights 8 6 4 2 3 5 9 7, then 11 minus the remainder of the sum by 11, where 10 is
written 0 and 11 is written 5 (so a change that turns the remainder 0 into 6 goes unseen).
Services: Wikipedia, "S10 (UPU standard)", and the public table tracking_number_data, looked up in
November 2026.  A post may use a number again after twelve months.

What is made here ends in ZZ, which no post can have: see `states`.
"""

import string
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, Reading, compact
from aatulab.codes.shape import LETTER, Part, Shape
from aatulab.codes.states import ALPHA_3, FICTITIOUS, is_state

SERIALS = 100_000_000
SHAPE = Shape(
    "a postal item's number",
    Part("service indicator", 2, LETTER),
    Part("serial number", 8),
    Part("check digit", 1),
    Part("issuing State", 2, LETTER),
)
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_BILATERAL = "by agreement of the posts only"
_SERVICES = {
    "C": "parcel",
    "E": "EMS, express",
    "H": "parcel of electronic commerce",
    "L": "letter post, tracked",
    "M": "M-bag, printed matter",
    "Q": "business reply",
    "R": "letter post, registered",
    "U": "letter post, untracked, under customs control",
    "V": "letter post, insured",
} | dict.fromkeys("ABDGNPZ", _BILATERAL)
_NARROWED = {"A": "VWXYZ", "G": "AD", "Q": "ABCDEFGHIJKLM"}  # which second letters are assigned
_RESERVED = "JKSTW"
_AGREED = ("CZ", "EX", "EY", "EZ", "HX", "HY", "HZ")
_LETTERS = string.ascii_uppercase


@dataclass(frozen=True, kw_only=True)
class Item(Reading):
    """A postal item's number; `service` is empty for an indicator that no post may use."""

    service_indicator: str
    service: str
    serial_number: str
    check_digit: str
    issuing_state: str


def service_of(indicator: str) -> str:
    """Return what a service indicator means; empty when it is reserved or unassigned.

    >>> service_of("RR"), service_of("CZ"), service_of("JA")
    ('letter post, registered', 'parcel, by agreement of the posts only', '')
    """
    first, second = indicator[:1], indicator[1:]
    service = _SERVICES.get(first, "")
    if not service or second not in _NARROWED.get(first, _LETTERS):
        return ""
    return f"{service}, {_BILATERAL}" if indicator in _AGREED else service


def check_digits(serials: Bytes) -> Bytes:
    """Return the check digit of each row of eight digits, as an ASCII character.

    >>> check_digits(fixed.blank(1, "47312482")).tobytes()
    b'9'
    """
    total = np.zeros(len(serials), dtype=np.uint16)
    for place, weight in enumerate(_WEIGHTS):
        total += (serials[:, place] - np.uint16(ord("0"))) * np.uint16(weight)
    digit = 11 - total % 11
    digit[digit == 10] = 0
    digit[digit == 11] = 5
    return (digit + ord("0")).astype(np.uint8)


def write_items(services: Bytes, serials: npt.ArrayLike) -> Bytes:
    """Return thirteen characters; services are rows of two letters.

    >>> write_items(fixed.blank(1, "RR"), [47312482]).tobytes()
    b'RR473124829ZZ'
    """
    numbers = fixed.digits(fixed.bounded(serials, SERIALS, "serial number"), 8)
    tail = fixed.blank(len(numbers), FICTITIOUS)
    return np.concatenate([services, numbers, check_digits(numbers)[:, None], tail], axis=1)


def are_items(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, without separators, whether form, service, State and check hold.

    >>> are_items(pa.array(["RB473124829US", "RB473124828US", "SB473124829US"])).tolist()
    [True, False, False]
    """
    matrix, good = fixed.aligned(column, SHAPE.width)
    good &= SHAPE.fits(matrix)
    good &= matrix[:, 10] == check_digits(matrix[:, 2:10])
    good &= fixed.has_pair(matrix[:, :2], _ASSIGNED)
    good &= fixed.has_pair(matrix[:, 11:], _STATES)
    return good


def parse_item(text: str) -> Item:
    """Return what a postal item's number says, written with or without separators.

    >>> parse_item("RR 47312482 9 ZZ").service
    'letter post, registered'
    >>> [str(problem) for problem in parse_item("JB473124828US").problems][1]
    "check digit, position 11: found '8', expected 9"
    """
    code = compact(text)
    parts = SHAPE.split(code)
    problems = SHAPE.misfits(code) or _problems(parts)
    return Item(
        text=code,
        problems=tuple(problems),
        service_indicator=parts["service indicator"],
        service=service_of(parts["service indicator"]),
        serial_number=parts["serial number"],
        check_digit=parts["check digit"],
        issuing_state=parts["issuing State"],
    )


def _problems(parts: dict[str, str]) -> list[Problem]:
    found = []
    indicator, state = parts["service indicator"], parts["issuing State"]
    if not service_of(indicator):
        why = "reserved" if indicator[0] in _RESERVED else "unassigned"
        expected = f"a service that posts may use ({indicator} is {why})"
        found.append(Problem("service indicator", indicator, expected, 1))
    digit = check_digits(fixed.blank(1, parts["serial number"])).tobytes().decode()
    if parts["check digit"] != digit:
        found.append(Problem("check digit", parts["check digit"], digit, 11))
    if not is_state(state):
        found.append(Problem("issuing State", state, "a code of ISO 3166 (or ZZ, the lab's)", 12))
    return found


_ASSIGNED = fixed.pairs(a + b for a in _LETTERS for b in _LETTERS if service_of(a + b))
_STATES = fixed.pairs([*ALPHA_3, FICTITIOUS])
