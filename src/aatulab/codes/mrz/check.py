"""The check digit of machine readable zones: Doc 9303 part 3, section 4.9.

Digits count 0 to 9, letters 10 to 35, the filler `<` nothing; weights 7, 3, 1, 7, ...; the sum
modulo 10.  The weights share no factor with 10, so a digit that is changed for another digit is
always found; a letter can stand for a digit unseen (A for 0, B for 1, ...).
"""

import numpy as np

from aatulab.codes.fixed import Bytes

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHARACTERS = ALPHABET + "<"
_WEIGHTS = (7, 3, 1)
_VALUES = np.zeros(256, dtype=np.uint16)  # the filler `<` counts zero
for _value, _character in enumerate(ALPHABET):
    _VALUES[ord(_character)] = _value
_WEIGHTED = [_VALUES * np.uint16(weight) for weight in _WEIGHTS]


def check_digit(text: str) -> int:
    """Return the check digit of a field.

    >>> check_digit("L898902C3"), check_digit("740812"), check_digit("ZE184226B<<<<<")
    (6, 2, 1)
    """
    if strangers := set(text) - set(CHARACTERS):
        raise ValueError(f"{sorted(strangers)} in {text!r}: a zone holds A-Z, 0-9 and '<' only")
    return sum(int(_VALUES[ord(c)]) * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10


def check_digits(fields: Bytes) -> Bytes:
    """Return the check digit of every row, as an ASCII character.

    >>> from aatulab.codes.fixed import blank
    >>> check_digits(blank(1, "L898902C3")).tobytes()
    b'6'
    """
    total = np.zeros(len(fields), dtype=np.uint16)
    for position in range(fields.shape[1]):
        total += _WEIGHTED[position % 3][fields[:, position]]
    return (total % 10 + ord("0")).astype(np.uint8)
