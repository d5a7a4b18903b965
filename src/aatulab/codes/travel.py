"""Small codes of a journey: record locator, document number, bag tag, masked card.

All are made from running numbers, shuffled, so they are unique and tell nothing.  Each is built
so that it cannot be anybody's: no real document begins with `U` and is issued by UTO, no airline
has the bag tag number 000, and a card shows only a published test prefix, two digits behind it and
the last four: eight and four are what may be shown of a card (PCI DSS 4.0, requirement 3.4.1, and
the PCI council's FAQ on eight-digit issuer numbers).
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.shuffle import Numbers, shuffled, shuffled_below

# Prefixes of the card numbers that payment processors publish for tests, e.g. 4111 1111 1111 1111
# and 5555 5555 5555 4444; with the middle masked nothing is left that could be charged.
TEST_PREFIXES = ("411111", "401288", "424242", "555555", "510510", "222300", "601111", "356600")
_MASK = "****"
_CARDS_A_PREFIX = 1_000_000
_BAG_SERIALS = 1_000_000


def record_locators(numbers: npt.ArrayLike, keys: Numbers) -> fixed.Bytes:
    """Return six characters without I, O, 0 and 1; a thousand million of them are different.

    >>> from aatulab.codes.shuffle import round_keys
    >>> record_locators([0, 1], round_keys(np.random.default_rng(7))).tobytes()
    b'T7F9Z9ZV52PW'
    """
    return fixed.symbols(shuffled(numbers, 30, keys), 6)


def document_numbers(numbers: npt.ArrayLike, keys: Numbers) -> fixed.Bytes:
    """Return nine characters as a byte matrix: `U` and eight others, all different.

    >>> from aatulab.codes.shuffle import round_keys
    >>> document_numbers([0], round_keys(np.random.default_rng(7))).tobytes()
    b'UPW9JJX35'
    """
    tail = fixed.symbols(shuffled(numbers, 40, keys), 8)
    head = np.full((len(tail), 1), ord("U"), dtype=np.uint8)
    return np.concatenate([head, tail], axis=1)


def bag_tags(numbers: npt.ArrayLike) -> pa.Array:
    """Return ten digits: `0`, the airline number 000 that nobody has, six digits in order.

    As at a real counter the six digits begin again after a million bags.

    >>> bag_tags([7, 1_000_007]).to_pylist()
    ['0000000007', '0000000007']
    """
    serial = np.asarray(numbers, dtype=np.int64) % _BAG_SERIALS
    return fixed.to_text(fixed.digits(serial, 10))


def masked_cards(numbers: npt.ArrayLike, keys: Numbers) -> fixed.Bytes:
    """Return masked cards, all different for the first eight million numbers.

    >>> from aatulab.codes.shuffle import round_keys
    >>> masked_cards([0], round_keys(np.random.default_rng(7))).tobytes()
    b'35660084****2358'
    """
    pool = len(TEST_PREFIXES) * _CARDS_A_PREFIX
    place = shuffled_below(numbers, pool, keys).astype(np.int64)
    shown = fixed.digits(place % _CARDS_A_PREFIX, 6)
    cards = fixed.blank(len(place), "00000000" + _MASK + "0000")
    cards[:, :6] = fixed.padded(TEST_PREFIXES, 6, "0")[place // _CARDS_A_PREFIX]
    cards[:, 6:8] = shown[:, :2]
    cards[:, 12:] = shown[:, 2:]
    return cards
