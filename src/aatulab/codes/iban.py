"""Bank account numbers: IBAN, ISO 13616.

Two letters for the State, two check digits, then the account in at most thirty letters and digits.
With the first four characters moved to the end and letters read as 10 to 35, the whole leaves the
remainder 1 by 97, so every changed digit is found.  Which State has which length is in SWIFT's
register and is not checked here.

What is made here begins with ZZ, which is no State's (see `states`), and names the bank UTOP: no
account can have such a number, and no bank's software takes it.
"""

import string
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, Reading, compact, size
from aatulab.codes.shape import LETTER, SYMBOL, Part, Shape
from aatulab.codes.states import ALPHA_3, FICTITIOUS, is_state

BANK = "UTOP"
ACCOUNTS = 10**14
WIDTHS = range(15, 35)  # Norway's are the shortest in the register; the standard allows 34
_KOSOVO = "XK"  # not in ISO 3166, but in SWIFT's register
_STATES = fixed.pairs([*ALPHA_3, FICTITIOUS, _KOSOVO])
# what a character adds, and what it multiplies the number before it with: letters are two digits
_VALUES, _TIMES = np.zeros(256, dtype=np.uint16), np.full(256, 10, dtype=np.uint16)
for _value, _character in enumerate(string.digits + string.ascii_uppercase):
    _VALUES[ord(_character)] = _value
    _TIMES[ord(_character)] = 10 if _value < 10 else 100


@dataclass(frozen=True, kw_only=True)
class Iban(Reading):
    """A bank account's number."""

    state: str
    check_digits: str
    account: str


def check_digits(payload: Bytes) -> Bytes:
    """Return the two check digits of rows that hold the State and the account without them.

    >>> check_digits(fixed.blank(1, "GBWEST12345698765432")).tobytes()
    b'82'
    """
    zeros = fixed.blank(len(payload), "00")
    remainder = _remainder(np.concatenate([payload[:, 2:], payload[:, :2], zeros], axis=1))
    return fixed.digits(np.uint16(98) - remainder, 2)


def write_ibans(accounts: npt.ArrayLike) -> Bytes:
    """Return 22 characters for running numbers of accounts.

    >>> write_ibans([1]).tobytes()
    b'ZZ38UTOP00000000000001'
    """
    own = fixed.digits(fixed.bounded(accounts, ACCOUNTS, "account"), 14)
    payload = np.concatenate([fixed.blank(len(own), FICTITIOUS + BANK), own], axis=1)
    return np.concatenate([payload[:, :2], check_digits(payload), payload[:, 2:]], axis=1)


def are_ibans(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, without separators, whether State, characters and check digits hold.

    >>> are_ibans(pa.array(["GB82WEST12345698765432", "GB82WEST12345698765431"])).tolist()
    [True, False]
    """
    found: Flags = np.zeros(len(column), dtype=np.bool_)
    for places, rows in fixed.by_width(column):
        if rows.shape[1] in WIDTHS:
            good = _shape(rows.shape[1]).fits(rows) & fixed.has_pair(rows[:, :2], _STATES)
            good &= _remainder(np.concatenate([rows[:, 4:], rows[:, :4]], axis=1)) == 1
            found[places] = good
    return found


def parse_iban(text: str) -> Iban:
    """Return what an IBAN says, written with or without separators.

    >>> parse_iban("GB82 WEST 1234 5698 7654 32").is_valid
    True
    >>> [str(problem) for problem in parse_iban("GB83 WEST 1234 5698 7654 32").problems]
    ["check digits, position 3: found '83', expected 82"]
    """
    code = compact(text)
    return Iban(
        text=code,
        problems=tuple(_misfits(code) or _problems(code)),
        state=code[:2],
        check_digits=code[2:4],
        account=code[4:],
    )


def _shape(width: int) -> Shape:
    state, check = Part("State", 2, LETTER), Part("check digits", 2)
    return Shape("an IBAN", state, check, Part("account", width - 4, SYMBOL))


def _misfits(code: str) -> list[Problem]:
    if len(code) not in WIDTHS:
        return [Problem("length", size(code), "15 to 34")]
    return _shape(len(code)).misfits(code)


def _problems(code: str) -> list[Problem]:
    found = []
    if not is_state(code[:2]) and code[:2] != _KOSOVO:
        found.append(Problem("State", code[:2], "a code of ISO 3166 (or ZZ, the lab's)", 1))
    expected = check_digits(fixed.blank(1, code[:2] + code[4:])).tobytes().decode()
    if code[2:4] != expected:
        found.append(Problem("check digits", code[2:4], expected, 3))
    return found


def _remainder(matrix: Bytes) -> npt.NDArray[np.uint16]:
    """Return the remainder by 97 of each row, letters read as two digits."""
    remainder = np.zeros(len(matrix), dtype=np.uint16)
    for place in range(matrix.shape[1]):
        character = matrix[:, place]
        remainder = (remainder * _TIMES[character] + _VALUES[character]) % np.uint16(97)
    return remainder
