"""Numbers of single parcels and pallets: SSCC, eighteen digits, the last a check digit (GS1).

An extension digit, the company's prefix and its serial number, seventeen together, then the check
digit of all GS1 keys.  On labels it stands behind (00), which is no part of it.  What is made here
has the prefix 952, which GS1 keeps for demonstrations.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.checked import digit_problems, holds, with_digit
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.gs1 import DEMONSTRATION, check_digits, reserved_use
from aatulab.codes.reading import Reading, compact
from aatulab.codes.shape import Part, Shape

SERIALS = 10**13
SHAPE = Shape(
    "an SSCC",
    Part("extension digit", 1),
    Part("prefix", 3),
    Part("company and serial number", 13),
    Part("check digit", 1),
)


@dataclass(frozen=True, kw_only=True)
class Sscc(Reading):
    """The number of one parcel; `reserved_for` is empty when its prefix is open to companies."""

    extension_digit: str
    prefix: str
    reserved_for: str
    check_digit: str


def write_ssccs(serials: npt.ArrayLike, extension: int = 0) -> Bytes:
    """Return eighteen digits for running numbers of parcels.

    >>> write_ssccs([7]).tobytes()
    b'095200000000000073'
    """
    own = fixed.digits(fixed.bounded(serials, SERIALS, "serial number"), 13)
    head = fixed.blank(len(own), f"{extension:01d}{DEMONSTRATION}")
    return with_digit(np.concatenate([head, own], axis=1), check_digits)


def are_ssccs(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text of digits whether it is an SSCC whose check digit holds.

    >>> are_ssccs(pa.array(["106141411234567897", "106141411234567898"])).tolist()
    [True, False]
    """
    matrix, fits = fixed.aligned(column, SHAPE.width)
    return holds(matrix, fits & SHAPE.fits(matrix), check_digits)


def parse_sscc(text: str) -> Sscc:
    """Return what an SSCC says, written with or without separators and (00).

    >>> parse_sscc("(00) 1 0614141 123456789 7").is_valid
    True
    >>> [str(problem) for problem in parse_sscc("106141411234567898").problems]
    ["check digit, position 18: found '8', expected 7"]
    """
    code = compact(text).removeprefix("(00)")
    parts = SHAPE.split(code)
    problems = SHAPE.misfits(code)
    use = "" if problems else reserved_use(parts["prefix"])
    return Sscc(
        text=code,
        problems=tuple(problems or digit_problems(code, check_digits)),
        extension_digit=parts["extension digit"],
        prefix=parts["prefix"],
        reserved_for=use,
        check_digit=parts["check digit"],
    )
