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
    """Return the place of each number in a permutation of [0, 2^bits).

    >>> keys = round_keys(np.random.default_rng(1))
    >>> sorted(shuffled(np.arange(32), 5, keys).tolist()) == list(range(32))
    True
    """
    if not 2 <= bits <= 62:
        raise ValueError(f"bits must be between 2 and 62, found {bits}")
    low = np.uint64(bits // 2)
    masks = [np.uint64((1 << width) - 1) for width in (bits - bits // 2, bits // 2)]
    value = np.asarray(numbers, dtype=np.uint64)
    # the upper half may be a bit wider: each round changes one half by what the other holds
    halves = [value >> low, value & masks[1]]
    for turn, key in enumerate(keys):
        changed, other = turn % 2, 1 - turn % 2
        mixed = (halves[other] ^ key) * _MIX
        halves[changed] = halves[changed] ^ ((mixed >> np.uint64(33)) & masks[changed])
    upper, lower = halves
    return (upper << low) | lower


def shuffled_below(numbers: npt.ArrayLike, limit: int, keys: Numbers) -> Numbers:
    """Return the place of each number in a permutation of [0, limit).

    Numbers that land outside are sent through again until they land inside, which keeps the
    whole a permutation.

    >>> keys = round_keys(np.random.default_rng(1))
    >>> sorted(shuffled_below(np.arange(10), 10, keys).tolist()) == list(range(10))
    True
    """
    bits = max(2, (limit - 1).bit_length())
    value = shuffled(np.asarray(numbers, dtype=np.uint64) % np.uint64(limit), bits, keys)
    outside = np.flatnonzero(value >= limit)
    while len(outside):
        value[outside] = shuffled(value[outside], bits, keys)
        outside = outside[value[outside] >= limit]
    return value
