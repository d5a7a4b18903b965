"""What history asks of a flow: its records as an officer could see them when he could inspect.

Each flow makes its docket in the `docket.py` of its room, from its tables alone: nothing of the
truth is in it.  Only history reads it, so it is made only where history is wanted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.reference import Airports

_ODD = 1.45  # flown against direct distance


@dataclass(frozen=True)
class Docket:
    """One entry a record, in the order of the flow's truth; places are those of the population.

    `marks` are lawful signals by name, as they stood at `at`.  `subjects` are what partners may
    write about: the phone, firm, route, consignment or vehicle of each record, missing where it
    has none.
    """

    records: pa.Array
    sent: Whole  # when it set out, in minutes since 1970
    at: Whole  # when the record can be inspected, in minutes since 1970
    marks: Mapping[str, Flags]
    subjects: Mapping[str, pa.Array]
    person: Whole  # who stands on the record, or -1
    firm: Whole  # the firm that does, or -1
    persons: Whole  # how many persons are present
    kg: Floats  # what everything on the record weighs
    way: pa.Array  # places from departure to destination, joined by dashes
    flight: pa.Array  # missing where there is none
    outbound: Flags  # out of the State of the gateway


def earlier_uses(value: Whole, known: Whole, at: Whole) -> Whole:
    """Return on how many other records the value of each stood, as far as was known at `at`.

    `known` says when each record became known; values below 0 are none.

    >>> earlier_uses(np.array([5, 5, 9]), np.array([10, 20, 30]), np.array([40, 40, 40])).tolist()
    [1, 1, 0]
    """
    if not len(value):
        return np.zeros(0, dtype=np.int64)
    first = int(known.min())
    span = int(max(known.max(), at.max())) - first + 1
    line = np.sort(value * span + known - first)
    before = np.searchsorted(line, value * span + at - first, side="right")
    uses: Whole = before - np.searchsorted(line, value * span, side="left") - (known <= at)
    return np.where(value < 0, 0, uses)


def odd_ways(ways: pa.ChunkedArray, airports: Airports) -> Flags:
    """Return which ways, airports joined by dashes, lead far off the straight line.

    The column is one of labels, so that each different way is measured once.
    """
    coded, km = ways.combine_chunks(), airports.distances_km().tolist()
    place = {code: number for number, code in enumerate(airports.iata)}
    odd = []
    for way in coded.dictionary.to_pylist():
        stops = [place[code] for code in way.split("-")]
        flown = sum(km[one][other] for one, other in pairwise(stops))
        odd.append(len(stops) > 2 and flown > _ODD * km[stops[0]][stops[-1]])
    chosen: Flags = np.array(odd, dtype=bool)[coded.indices.to_numpy()]
    return chosen


def is_label(column: pa.ChunkedArray, *wanted: str) -> Flags:
    """Return where a column of texts holds one of those wanted."""
    held: Flags = pc.is_in(column.cast(pa.string()), value_set=pa.array(wanted)).to_numpy()
    return held


def numbered(texts: pa.Array | pa.ChunkedArray) -> Whole:
    """Return a number for each different text, and -1 for a missing one."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    places: Whole = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return places


def minutes(moments: pa.ChunkedArray) -> Whole:
    """Return a column of moments as minutes since 1970."""
    since: Whole = moments.to_numpy().astype("datetime64[m]").astype(np.int64)
    return since


def rows_of(table: pa.Table, key: str, records: pa.Array) -> Whole:
    """Return the place among the records of each row of a table that refers to them by a key."""
    found = pc.index_in(table[key], value_set=records)
    places: Whole = found.to_numpy().astype(np.int64)
    return places


def joined_way(*stops: pa.ChunkedArray) -> pa.Array:
    """Return places joined by dashes; a missing one is left out."""
    texts = [stop.cast(pa.string()).combine_chunks() for stop in stops]
    return pc.binary_join_element_wise(*texts, "-", null_handling="skip")


def taken(texts: pa.Array, places: Whole) -> pa.Array:
    """Return the text at each place, missing where the place is below 0."""
    return texts.take(pa.array(places, mask=places < 0))
