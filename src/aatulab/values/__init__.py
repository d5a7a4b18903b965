"""Values on the wire: what leaves the trainee's process, and what the judge reads of it.

`to_plain` runs beside the trainee's work and turns any object into a dict of plain JSON types.
`from_plain` runs in the trusted process, believes nothing and gives frozen `Value` objects.
Nothing is pickled and no object of the trainee's ever reaches a comparator.
"""

from aatulab.values.bounds import MAX_CELLS, MAX_ROWS, MAX_TEXT
from aatulab.values.pack import to_plain
from aatulab.values.shapes import (
    Absent,
    ChartValue,
    Flag,
    Mapping,
    Mark,
    Number,
    Scalar,
    Sequence,
    SeriesValue,
    TableValue,
    Text,
    Value,
)
from aatulab.values.unpack import from_plain

__all__ = [
    "MAX_CELLS",
    "MAX_ROWS",
    "MAX_TEXT",
    "Absent",
    "ChartValue",
    "Flag",
    "Mapping",
    "Mark",
    "Number",
    "Scalar",
    "Sequence",
    "SeriesValue",
    "TableValue",
    "Text",
    "Value",
    "from_plain",
    "to_plain",
]
