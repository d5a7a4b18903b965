"""Shuffle whole number ranges: 0, 1, 2, ... become unique numbers that look random.

Record locators, document numbers and phones must be unique and must not tell in which order
the world made them.  A small Feistel network is a permutation of [0, 2^bits): no table of
used numbers is kept, so a million of them cost a few milliseconds.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]

_ROUNDS = 4
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: a good bit mixer


def round_keys(rng: np.random.Generator) -> Numbers:
    """Return the keys that choose one permutation; draw them once for each kind of number.

    >>> len(round_keys(np.random.default_rng(1)))
    4
    """
    return rng.integers(0, 2**63, size=_ROUNDS, dtype=np.uint64)


def shuffled(numbers: npt.ArrayLike, bits: int, keys: Numbers) -> Numbers:
    """Return the place of each number in a permutation of [0, 2^bits); `bits` must be even.

    >>> keys = round_keys(np.random.default_rng(1))
    >>> sorted(shuffled(np.arange(16), 4, keys).tolist()) == list(range(16))
    True
    """
    if bits % 2 or not 2 <= bits <= 62:
        raise ValueError(f"bits must be even and between 2 and 62, found {bits}")
    half = np.uint64(bits // 2)
    mask = np.uint64((1 << (bits // 2)) - 1)
    value = np.asarray(numbers, dtype=np.uint64)
    left, right = value >> half, value & mask
    for key in keys:
        mixed = (right ^ key) * _MIX
        left, right = right, left ^ ((mixed >> np.uint64(33)) & mask)
    return (left << half) | right


def shuffled_below(numbers: npt.ArrayLike, limit: int, keys: Numbers) -> Numbers:
    """Return the place of each number in a permutation of [0, limit).

    Numbers that land outside are sent through again until they land inside, which keeps the
    whole a permutation.

    >>> keys = round_keys(np.random.default_rng(1))
    >>> sorted(shuffled_below(np.arange(10), 10, keys).tolist()) == list(range(10))
    True
    """
    bits = max(2, (limit - 1).bit_length())
    bits += bits % 2
    value = shuffled(np.asarray(numbers, dtype=np.uint64) % np.uint64(limit), bits, keys)
    outside = np.flatnonzero(value >= limit)
    while len(outside):
        value[outside] = shuffled(value[outside], bits, keys)
        outside = outside[value[outside] >= limit]
    return value
