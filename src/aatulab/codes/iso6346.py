"""Numbers of freight containers: ISO 6346, four letters, six digits and a check digit.

Three letters name the owner (registered with the Bureau International des Containers), the fourth
the kind of equipment.  For the check digit letters count 10 to 38 without 11, 22 and 33, each
character times 2 to the power of its place, the sum modulo 11, a 10 written as 0 (owners are asked
to leave such serials out, since the doubled meaning of 0 lets some errors pass).

What is made here belongs to ZZZ: the register of owners (as published by the project icm) holds no
code that begins with ZZ.
"""

import string
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.checked import digit_problems, holds, with_digit
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Reading, compact
from aatulab.codes.shape import LETTER, Alphabet, Part, Shape

OWNER = "ZZZ"
SERIALS = 1_000_000
EQUIPMENT = {
    "U": "freight container",
    "J": "equipment that belongs to a container and comes off",
    "Z": "trailer or chassis",
}
SHAPE = Shape(
    "a container number",
    Part("owner", 3, LETTER),
    Part("equipment", 1, Alphabet("".join(EQUIPMENT), "U, J or Z")),
    Part("serial number", 6),
    Part("check digit", 1),
)
_VALUES = np.zeros(256, dtype=np.uint32)
_VALUES[[ord(digit) for digit in string.digits]] = range(10)
_VALUES[[ord(letter) for letter in string.ascii_uppercase]] = [
    value for value in range(10, 39) if value % 11
]


@dataclass(frozen=True, kw_only=True)
class Container(Reading):
    """A container number; `kind` says in words what `equipment` stands for."""

    owner: str
    equipment: str
    kind: str
    serial_number: str
    check_digit: str


def check_digits(payload: Bytes) -> Bytes:
    """Return the check digit of each row of four letters and six digits, as an ASCII character.

    >>> check_digits(fixed.blank(1, "CSQU305438")).tobytes()
    b'3'
    """
    total = np.zeros(len(payload), dtype=np.uint32)
    for place in range(payload.shape[1]):
        total += _VALUES[payload[:, place]] << np.uint32(place)
    return (total % 11 % 10 + ord("0")).astype(np.uint8)


def write_containers(serials: npt.ArrayLike, equipment: str = "U") -> Bytes:
    """Return eleven characters for running numbers of containers.

    >>> write_containers([305438]).tobytes()
    b'ZZZU3054387'
    """
    numbers = fixed.digits(fixed.bounded(serials, SERIALS, "serial number"), 6)
    payload = np.concatenate([fixed.blank(len(numbers), OWNER + equipment), numbers], axis=1)
    return with_digit(payload, check_digits)


def are_containers(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, without separators, whether its form and check digit hold.

    >>> are_containers(pa.array(["CSQU3054383", "CSQU3054384", "CSQX3054383"])).tolist()
    [True, False, False]
    """
    matrix, fits = fixed.aligned(column, SHAPE.width)
    return holds(matrix, fits & SHAPE.fits(matrix), check_digits)


def parse_container(text: str) -> Container:
    """Return what a container number says, written with or without separators.

    >>> parse_container("CSQU 305438 3").kind
    'freight container'
    >>> [str(problem) for problem in parse_container("CSQX 305438-3").problems]
    ["equipment, position 4: found 'X', expected U, J or Z"]
    """
    code = compact(text)
    parts = SHAPE.split(code)
    problems = SHAPE.misfits(code)
    return Container(
        text=code,
        problems=tuple(problems or digit_problems(code, check_digits)),
        owner=parts["owner"],
        equipment=parts["equipment"],
        kind=EQUIPMENT.get(parts["equipment"], ""),
        serial_number=parts["serial number"],
        check_digit=parts["check digit"],
    )
