"""Random streams: one for each column, so that adding a column never changes another.

A stream is found by name, not by order of drawing.  The same seed therefore gives the same
column whatever else is built, in whatever order, on however many workers.
"""

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from aatulab.codes.shuffle import Numbers, round_keys


@dataclass(frozen=True)
class Streams:
    """Where every random number of a world comes from; `seed` may be of any size."""

    seed: int

    def of(self, table: str, column: str) -> np.random.Generator:
        """Return the generator of one column, fresh at its beginning.

        >>> Streams(7).of("bookings", "fare").random() == Streams(7).of("bookings", "fare").random()
        True
        """
        place = (crc32(table.encode()), crc32(column.encode()))
        sequence = np.random.SeedSequence(self.seed, spawn_key=place)
        return np.random.Generator(np.random.SFC64(sequence))

    def keys(self, table: str, column: str) -> Numbers:
        """Return the keys that shuffle the running numbers of a column."""
        return round_keys(self.of(table, column))
