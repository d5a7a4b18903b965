"""Air waybill numbers: the airline's prefix, seven digits and a check digit.

The check digit is the serial number modulo 7, so it is 0 to 6; the prefix is not in it.  (Sources:
the Australian Border Force's page on the air waybill check digit; CHAMP's Cargospot help, "AWB
Numbering".)  Serials that differ by 7 in one place have the same check digit: a 1 read as 8 goes
unseen.  House waybills have no such form; a forwarder numbers them as he likes.

What is made here bears the prefix of an invented airline, see `carriers`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.carriers import Carrier, carrier_of
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, Reading, compact
from aatulab.codes.shape import Alphabet, Part, Shape

SERIALS = 10_000_000  # each airline has so many before it must begin again
SHAPE = Shape(
    "an air waybill number",
    Part("airline prefix", 3),
    Part("serial number", 7),
    Part("check digit", 1, Alphabet("0123456", "a digit 0-6, the remainder of a division by 7")),
)


@dataclass(frozen=True, kw_only=True)
class Awb(Reading):
    """An air waybill number; `carrier` is None when the lab has no airline of that prefix."""

    airline_prefix: str
    serial_number: str
    check_digit: str
    carrier: Carrier | None


def check_digits(serials: Bytes) -> Bytes:
    """Return the check digit of each row of seven digits, as an ASCII character.

    >>> check_digits(fixed.blank(1, "8114074")).tobytes()
    b'3'
    """
    remainder = np.zeros(len(serials), dtype=np.uint16)
    for position in range(serials.shape[1]):
        remainder = (remainder * np.uint16(10) + (serials[:, position] - ord("0"))) % np.uint16(7)
    return (remainder + ord("0")).astype(np.uint8)


def write_awbs(prefixes: Bytes, serials: npt.ArrayLike) -> Bytes:
    """Return air waybill numbers of eleven digits; prefixes are rows of three digits.

    >>> write_awbs(fixed.blank(2, "952"), [1234567, 8]).tobytes()
    b'9521234567595200000081'
    """
    numbers = fixed.digits(fixed.bounded(serials, SERIALS, "serial number"), 7)
    return np.concatenate([prefixes, numbers, check_digits(numbers)[:, None]], axis=1)


def are_awbs(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, written without separators, whether its form and check digit hold.

    >>> are_awbs(pa.array(["58981140743", "58981140744", "589-81140743", None])).tolist()
    [True, False, False, False]
    """
    matrix, good = fixed.aligned(column, SHAPE.width)
    good &= SHAPE.fits(matrix)
    good &= matrix[:, 10] == check_digits(matrix[:, 3:10])
    return good


def parse_awb(text: str) -> Awb:
    """Return what an air waybill number says, written with or without separators.

    >>> parse_awb("952-1234567 5").is_valid
    True
    >>> [str(problem) for problem in parse_awb("589-8114074 4").problems]
    ["check digit, position 11: found '4', expected 3, the remainder of 8114074 / 7"]
    """
    code = compact(text)
    parts = SHAPE.split(code)
    problems = SHAPE.misfits(code)
    serial, check = parts["serial number"], parts["check digit"]
    if not problems and check != str(int(serial) % 7):
        expected = f"{int(serial) % 7}, the remainder of {serial} / 7"
        problems = [Problem("check digit", check, expected, SHAPE.width)]
    return Awb(
        text=code,
        problems=tuple(problems),
        airline_prefix=parts["airline prefix"],
        serial_number=serial,
        check_digit=check,
        carrier=carrier_of(parts["airline prefix"]),
    )
