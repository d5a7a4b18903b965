"""Payment cards: the Luhn check digit, and reading whole and masked numbers.

The check digit: from the right every second digit is doubled, the digits of the products are
added, and the check digit fills the sum up to a multiple of ten.  Every single changed digit is
found, and every swap of neighbours but 09 and 90.

The lab makes no whole card numbers.  `TEST_CARDS` are those that a payment processor publishes for
tests (Stripe, "Testing", looked up in November 2026); tables hold masked cards, see `travel`.
"""

import string
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.checked import digit_problems, holds
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem, Reading, compact, size
from aatulab.codes.shape import Part, Shape
from aatulab.codes.travel import TEST_PREFIXES

TEST_CARDS = (
    "4242424242424242",
    "4000056655665556",
    "5555555555554444",
    "2223003122003222",
    "5105105105105100",
    "378282246310005",
    "6011111111111117",
    "3566002020360505",
)
WIDTHS = range(12, 20)
_MASK = "*"
_DOUBLED = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9], dtype=np.uint16)


@dataclass(frozen=True, kw_only=True)
class Card(Reading):
    """A card number as far as it is shown; of a masked one the check digit cannot be tested."""

    issuer_prefix: str
    last_digits: str
    masked: str
    published_for_tests: str


def check_digits(payload: Bytes) -> Bytes:
    """Return the Luhn check digit of each row of digits, as an ASCII character.

    >>> check_digits(fixed.blank(1, "7992739871")).tobytes()
    b'3'
    """
    total = np.zeros(len(payload), dtype=np.uint16)
    for place in range(payload.shape[1]):
        digit = payload[:, place] - ord("0")
        total += _DOUBLED[digit] if (payload.shape[1] - place) % 2 else digit
    return ((10 - total % 10) % 10 + ord("0")).astype(np.uint8)


def are_cards(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text whether it is a whole card number of 12 to 19 digits that checks.

    >>> are_cards(pa.array(["4242424242424242", "4242424242424241", "42424242****4242"])).tolist()
    [True, False, False]
    """
    found: Flags = np.zeros(len(column), dtype=np.bool_)
    for places, rows in fixed.by_width(column):
        width = rows.shape[1]
        if width in WIDTHS:
            shape = Shape("a card number", Part("number", width))
            found[places] = holds(rows, shape.fits(rows), check_digits)
    return found


def parse_card(text: str) -> Card:
    """Return what a card number says; digits in the middle may be masked with `*`.

    >>> parse_card("4242 4242 4242 4242").facts()["published for tests"]
    'yes'
    >>> parse_card("55555540****8074").is_valid
    True
    >>> [str(problem) for problem in parse_card("4242 4242 4242 4241").problems]
    ["check digit, position 16: found '1', expected 2"]
    """
    code = compact(text)
    problems = _misfits(code)
    masked = _MASK in code
    if not problems and not masked:
        problems = digit_problems(code, check_digits)
    known = code[:6] in TEST_PREFIXES if masked else code in TEST_CARDS
    return Card(
        text=code,
        problems=tuple(problems),
        issuer_prefix=code[:6],
        last_digits=code[-4:],
        masked="yes" if masked else "no",
        published_for_tests="yes" if known else "no",
    )


def _misfits(code: str) -> list[Problem]:
    if len(code) not in WIDTHS:
        return [Problem("length", size(code), "12 to 19 digits")]
    middle = range(7, len(code) - 3)  # positions that may be masked: not the first 6 nor the last 4
    return [
        Problem(
            "card number",
            character,
            f"a digit or {_MASK}" if position in middle else "a digit",
            position,
        )
        for position, character in enumerate(code, start=1)
        if character not in string.digits and (character != _MASK or position not in middle)
    ]
