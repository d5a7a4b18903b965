"""The shapes a value can have once it is trusted: frozen, plain Python all the way down.

Tables and series are kept by column: `data[c][row]`, `index[level][row]`.  A scalar that has no
finite value (NaN, NaT, NA, infinity) is None inside them.
"""

from dataclasses import dataclass
from typing import Literal

Scalar = bool | int | float | str | None
Column = tuple[Scalar, ...]
MarkType = Literal["bar", "line", "scatter", "wedge"]
Reason = Literal["unanswered", "missing", "unsupported", "too_large"]


@dataclass(frozen=True)
class Number:
    """A number; `value` is None when it is not finite, and `note` says nan, inf or -inf."""

    value: int | float | None
    note: str = ""


@dataclass(frozen=True)
class Text:
    """A text, or a point in time in ISO 8601 (UTC)."""

    value: str


@dataclass(frozen=True)
class Flag:
    """True or False."""

    value: bool


@dataclass(frozen=True)
class Sequence:
    """A list, tuple, array or index of scalars; a set arrives sorted."""

    items: Column


@dataclass(frozen=True)
class Mapping:
    """A dict of scalars, in its order."""

    items: tuple[tuple[Scalar, Scalar], ...]


@dataclass(frozen=True)
class SeriesValue:
    """A pandas Series: one column with an index of one or more levels."""

    index_names: tuple[str | None, ...]
    index: tuple[Column, ...]
    dtype: str
    values: Column


@dataclass(frozen=True)
class TableValue:
    """A pandas DataFrame; `data` holds one tuple per column."""

    columns: tuple[str, ...]
    dtypes: tuple[str, ...]
    data: tuple[Column, ...]
    index_names: tuple[str | None, ...]
    index: tuple[Column, ...]

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return len(self.index[0])


@dataclass(frozen=True)
class Mark:
    """One drawn thing of a chart: a set of bars (upright or lying), a line, a cloud of points.

    `x` holds labels or positions, `y` the lengths of the bars or the heights of the points.
    """

    type: MarkType
    x: Column
    y: Column
    label: str = ""


@dataclass(frozen=True)
class ChartValue:
    """The data drawn on matplotlib axes."""

    marks: tuple[Mark, ...]
    title: str
    xlabel: str
    ylabel: str


@dataclass(frozen=True)
class Absent:
    """No value to compare: still `...`, not defined, of a kind we do not read, too large."""

    reason: Reason
    detail: str = ""


Value = Number | Text | Flag | Sequence | Mapping | SeriesValue | TableValue | ChartValue | Absent
