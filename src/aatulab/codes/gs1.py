"""What all GS1 keys share: the check digit, and the prefixes that belong to no company.

Check digit: from the right, weights 3, 1, 3, 1, ...; it fills the sum up to a multiple of ten, so
every single changed digit is found.  Prefixes: GS1's table of prefixes, as quoted by public
implementations and by `biip`, looked up in November 2026.  A prefix says who gave the number out,
never where goods come from.

GS1 keeps 952 for demonstrations and examples: what the lab makes begins with it.
"""

import numpy as np

from aatulab.codes.fixed import Bytes

DEMONSTRATION = "952"

_IN_REGION = "restricted circulation within a region"
_IN_COMPANY = "restricted circulation within a company"
# (first, last, use) of three-digit prefixes that no member organisation gives to companies
_RESERVED = (
    (20, 29, _IN_REGION),
    (40, 49, _IN_COMPANY),
    (200, 299, _IN_REGION),
    (952, 952, "demonstrations and examples"),
    (977, 977, "serial publications, ISSN"),
    (978, 979, "books, ISBN"),
    (980, 980, "refund receipts"),
    (981, 983, "coupons"),
    (990, 999, "coupons"),
)
# the same for the short numbers of eight digits
_RESERVED_8 = (
    (0, 99, _IN_COMPANY),
    (200, 299, _IN_COMPANY),
    (952, 952, "demonstrations and examples"),
)


def check_digits(payload: Bytes) -> Bytes:
    """Return the check digit of each row of digits, as an ASCII character.

    >>> from aatulab.codes.fixed import blank
    >>> check_digits(blank(1, "400638133393")).tobytes()
    b'1'
    """
    total = np.zeros(len(payload), dtype=np.uint16)
    for place in range(payload.shape[1]):
        weight = 1 if (payload.shape[1] - place) % 2 == 0 else 3
        total += (payload[:, place] - np.uint16(ord("0"))) * np.uint16(weight)
    return ((10 - total % 10) % 10 + ord("0")).astype(np.uint8)


def reserved_use(prefix: str, *, short: bool = False) -> str:
    """Return what a prefix of three digits is kept for; empty when companies may have it.

    `short` asks for the prefixes of eight-digit numbers.

    >>> reserved_use("952"), reserved_use("400"), reserved_use("021", short=True)
    ('demonstrations and examples', '', 'restricted circulation within a company')
    """
    table = _RESERVED_8 if short else _RESERVED
    return next((use for first, last, use in table if first <= int(prefix) <= last), "")
