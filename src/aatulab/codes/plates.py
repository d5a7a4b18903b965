"""Number plates of Utopia: three letters of the State, two letters, four digits, two letters.

No State has the sign UTO (ICAO Doc 9303 keeps it for specimens), so a plate is nobody's; the eight
symbols behind it are written without I, O, Q and U, which are taken for digits or for each other.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, Reading, compact, size

STATE = "UTO"
LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ"
_HEAD, _DIGITS = 2, 4
WIDTH = len(STATE) + _HEAD + _DIGITS + 2
PLATES = len(LETTERS) ** 4 * 10**_DIGITS
_FORM = f"{STATE}, two letters, four digits, two letters, such as UTOAB1234CD"


@dataclass(frozen=True, kw_only=True)
class Plate(Reading):
    """A plate's number and the State that it names."""

    state: str
    number: str


def write_plates(numbers: npt.ArrayLike) -> Bytes:
    """Return eleven characters for each running number, all different.

    >>> write_plates([0, 1234]).tobytes()
    b'UTOAA0000AAUTOAA1234AA'
    """
    checked = fixed.bounded(numbers, PLATES, "plate").astype(np.int64)
    letters = np.frombuffer(LETTERS.encode("ascii"), dtype=np.uint8)
    plates = fixed.blank(len(checked), STATE + "AA0000AA")
    rest = checked // 10**_DIGITS
    for column in (3, 4, 9, 10):
        plates[:, column] = letters[rest % len(LETTERS)]
        rest //= len(LETTERS)
    plates[:, 5:9] = fixed.digits(checked % 10**_DIGITS, _DIGITS)
    return plates


def are_plates(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, without separators, whether it is a plate of Utopia.

    >>> are_plates(pa.array(["UTOAB1234CD", "UTOAI1234CD", "ABC1234"])).tolist()
    [True, False, False]
    """
    matrix, good = fixed.aligned(column, WIDTH)
    letters = np.frombuffer(LETTERS.encode("ascii"), dtype=np.uint8)
    good &= (matrix[:, :3] == np.frombuffer(STATE.encode(), dtype=np.uint8)).all(axis=1)
    good &= np.isin(matrix[:, [3, 4, 9, 10]], letters).all(axis=1)
    good &= ((matrix[:, 5:9] >= ord("0")) & (matrix[:, 5:9] <= ord("9"))).all(axis=1)
    return good


def parse_plate(text: str) -> Plate:
    """Return what a plate says, written with or without separators.

    >>> parse_plate("uto AB-1234-CD").number
    'AB1234CD'
    >>> [str(problem) for problem in parse_plate("UTO AI 1234 CD").problems]
    ["letter, position 5: found 'I', expected one of ABCDEFGHJKLMNPRSTVWXYZ"]
    """
    code = compact(text)
    return Plate(text=code, problems=tuple(_problems(code)), state=code[:3], number=code[3:])


def _problems(code: str) -> list[Problem]:
    if len(code) != WIDTH:
        return [Problem("length", size(code), f"{WIDTH}: {_FORM}")]
    if code[:3] != STATE:
        return [Problem("State", code[:3], STATE, 1)]
    found = [
        Problem("letter", code[place], f"one of {LETTERS}", place + 1)
        for place in (3, 4, 9, 10)
        if code[place] not in LETTERS
    ]
    return found + [
        Problem("digit", code[place], "a digit", place + 1)
        for place in range(5, 9)
        if code[place] not in "0123456789"
    ]
