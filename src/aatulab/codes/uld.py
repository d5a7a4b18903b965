"""Numbers of the containers and pallets that go into an aircraft: ULD identification codes.

Three letters for the type (the first says container, pallet, net, ...), four or five digits, and
two or three characters for the owner, mostly an airline's designator.  There is no check digit: a
slip of the pen is found only by a list of the units that exist.  (Sources: VRR, "ULD ID code";
ULD CARE, "ULD identification codes demystified", after IATA's resolution 686; November 2026.)

What is made here belongs to an invented airline, see `carriers`.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes import fixed
from aatulab.codes.carriers import Carrier, carrier_of
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, Reading, compact

SERIALS = 100_000
# an owner that begins with a digit must not lend it to the serial number: five digits come first
_FORM = re.compile(r"([A-Z]{3})([0-9]{5}|[0-9]{4})([A-Z0-9]{2,3})")
_EXPECTED = "three letters, four or five digits, two or three letters or digits"


@dataclass(frozen=True, kw_only=True)
class Uld(Reading):
    """A loading unit; `carrier` is None when the lab has no airline of that designator."""

    type_code: str
    serial_number: str
    owner: str
    carrier: Carrier | None


def write_ulds(types: Bytes, serials: npt.ArrayLike, owners: Bytes) -> Bytes:
    """Return ten characters; types are rows of three letters, owners of two characters.

    >>> write_ulds(fixed.blank(1, "AKE"), [123], fixed.blank(1, "0Q")).tobytes()
    b'AKE001230Q'
    """
    numbers = fixed.digits(fixed.bounded(serials, SERIALS, "serial number"), 5)
    return np.concatenate([types, numbers, owners], axis=1)


def are_ulds(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, without separators, whether it has the form of a ULD's code.

    >>> are_ulds(pa.array(["AKE001230Q", "AKE123XZQ", None])).tolist()
    [True, False, False]
    """
    matches = pc.match_substring_regex(column, f"^{_FORM.pattern}$")
    found: Flags = pc.fill_null(matches, fill_value=False).to_numpy(zero_copy_only=False)
    return found.astype(np.bool_)


def parse_uld(text: str) -> Uld:
    """Return what a ULD's code says, written with or without separators.

    >>> str(parse_uld("AKE 00123 0Q").carrier)
    'Quillon Air (0Q)'
    >>> [str(problem) for problem in parse_uld("AKE 12 0Q").problems][0][:40]
    "ULD code: found 'AKE120Q', expected thre"
    """
    code = compact(text)
    form = _FORM.fullmatch(code)
    if form is None:
        problem = Problem("ULD code", code, _EXPECTED)
        return Uld(
            text=code, problems=(problem,), type_code="", serial_number="", owner="", carrier=None
        )
    return Uld(
        text=code,
        type_code=form[1],
        serial_number=form[2],
        owner=form[3],
        carrier=carrier_of(form[3]),
    )
