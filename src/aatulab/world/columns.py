"""Turn drawn arrays into Arrow columns."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Whole

MOMENT = pa.timestamp("us", tz="UTC")
_MICROSECONDS = 60_000_000
_EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return days since 1970-01-01, the zero of every moment in the world."""
    return (day - _EPOCH).days


def moments(minutes: Whole, missing: Flags | None = None) -> pa.Array:
    """Return UTC moments from minutes since 1970-01-01."""
    return pa.array(minutes * _MICROSECONDS, mask=missing).view(MOMENT)


def days(numbers: Whole) -> pa.Array:
    """Return calendar days from days since 1970-01-01."""
    return pa.array(numbers.astype(np.int32)).view(pa.date32())


def labels(texts: Sequence[str] | pa.Array, places: Whole) -> pa.Array:
    """Return the text at each place; a place behind the last text is a missing value.

    The texts must be different: of a dictionary with repetitions the Parquet writer of Arrow 26
    leaves bytes of old memory in the file, so that equal worlds would not be equal files.
    """
    pool = texts if isinstance(texts, pa.Array) else pa.array(texts, pa.string())
    if not isinstance(texts, pa.Array) and len(set(texts)) < len(texts):
        raise ValueError("the texts of a column of labels must be different")
    missing = places >= len(pool)
    index = pa.array(places.astype(np.int32), mask=missing if missing.any() else None)
    return pa.DictionaryArray.from_arrays(index, pool)


def repeated(counts: Whole) -> tuple[Whole, Whole]:
    """Return, for each part of each whole, the whole's place and the part's number from 0.

    >>> [array.tolist() for array in repeated(np.array([2, 0, 1]))]
    [[0, 0, 2], [0, 1, 0]]
    """
    owner = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) - starts[owner]
