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
    """Where every random number of a gateway comes from; `seed` may be of any size."""

    seed: int
    gateway: int = 0

    def of(self, table: str, column: str) -> np.random.Generator:
        """Return the generator of one column of this gateway, fresh at its beginning.

        >>> Streams(7).of("bookings", "fare").random() == Streams(7).of("bookings", "fare").random()
        True
        """
        return self._generator(self.gateway, *_place(table, column))

    def keys(self, table: str, column: str) -> Numbers:
        """Return the keys that shuffle the running numbers of a column.

        They are the same in every gateway: what is shuffled is a number that only one of them
        has, so that what comes out is unique in the whole world.
        """
        return round_keys(self._generator(*_place(table, column)))

    def _generator(self, *key: int) -> np.random.Generator:
        sequence = np.random.SeedSequence(self.seed, spawn_key=key)
        return np.random.Generator(np.random.SFC64(sequence))


def _place(table: str, column: str) -> tuple[int, int]:
    return crc32(table.encode()), crc32(column.encode())
