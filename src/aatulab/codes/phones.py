"""Phone numbers that can never ring: only ranges that a regulator keeps free for fiction.

Sources, looked up in November 2026:

- France: Arcep's numbering plan keeps six blocks of 10,000 for audiovisual works
  (01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49, 06 39 98).
- Australia: ACMA, "Phone numbers for use in TV shows, films and creative works"
  (5550 xxxx and 7010 xxxx in the areas 02, 03, 07, 08).
- United Kingdom: Ofcom, "Telephone numbers for use in TV and radio drama programmes"
  (07700 900xxx, 020 7946 0xxx, 0113/0114/0115/0116/0117/0118/0121/0131/0141/0151/0161 496 0xxx,
  01632 960xxx).
- Germany: Bundesnetzagentur, notice 148/2021, "Drama Numbers" (five blocks of 1,000).
- North America: 555-0100 to 555-0199 of every area code (NANPA; ATIS-0300115).
"""

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.shuffle import Numbers, shuffled_below

_FRANCE = ("19900", "26191", "35301", "46571", "53649", "63998")
_AUSTRALIA = tuple(f"{area}{block}" for area in (2, 3, 7, 8) for block in (5550, 7010))
_BRITAIN = ("7700900", "2079460", "1632960", *(f"{city}4960" for city in
            (113, 114, 115, 116, 117, 118, 121, 131, 141, 151, 161)))  # fmt: skip
_GERMANY = ("3023125", "6990009", "4066969", "2214710", "8999998")
_AMERICA = tuple(f"{area}55501" for area in
                 (202, 212, 303, 305, 312, 404, 415, 416, 503, 504, 512, 514, 604, 612, 617, 702,
                  713, 808, 905, 919))  # fmt: skip

# (what stands before the free digits, how many digits are free)
RESERVED: tuple[tuple[str, int], ...] = (
    *((f"+33{block}", 4) for block in _FRANCE),
    *((f"+61{block}", 4) for block in _AUSTRALIA),
    *((f"+44{block}", 3) for block in _BRITAIN),
    *((f"+49{block}", 3) for block in _GERMANY),
    *((f"+1{block}", 2) for block in _AMERICA),
)
POOL_SIZE = sum(10**free for _, free in RESERVED)


def phones(numbers: npt.ArrayLike, keys: Numbers) -> pa.Array:
    """Return a phone for each number; numbers below `POOL_SIZE` get different phones.

    Beyond that the pool begins again in the same order, so that two owners of one phone are
    `POOL_SIZE` numbers apart.

    >>> from aatulab.codes.shuffle import round_keys
    >>> found = phones([0, 1, 2], round_keys(np.random.default_rng(7))).to_pylist()
    >>> all(is_reserved(phone) for phone in found), len(set(found))
    (True, 3)
    """
    return _pool().take(pa.array(shuffled_below(numbers, POOL_SIZE, keys)))


def is_reserved(phone: str) -> bool:
    """Whether a phone in E.164 form lies in one of the ranges above.

    >>> is_reserved("+447700900123"), is_reserved("+447700123456")
    (True, False)
    """
    return any(
        phone.startswith(head) and len(phone) == len(head) + free and phone[1:].isdecimal()
        for head, free in RESERVED
    )


@cache
def _pool() -> pa.Array:
    """Return every reserved number once, block after block."""
    blocks = []
    for head, free in RESERVED:
        text = fixed.blank(10**free, head + "0" * free)
        text[:, len(head) :] = fixed.digits(np.arange(10**free), free)
        blocks.append(fixed.to_text(text))
    return pa.concat_arrays(blocks)
