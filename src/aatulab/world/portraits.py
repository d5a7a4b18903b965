"""Every column of a small world in one line of text: what its values look like.

Block characters and not pictures: they need no file, read well in a table on the web, and the same
world gives the same ones.  `dictionary.py` puts them onto its pages.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from aatulab.world.arrays import Floats, Whole
from aatulab.world.build import build_world
from aatulab.world.frames import to_frame
from aatulab.world.schemas import Column, read_schema, table_names
from aatulab.world.spec import WorldSpec

PORTRAYED = WorldSpec(seed=7, bookings=2_000, waybills=1_000, items=1_000, crossings=1_000, days=14)
_BLOCKS = "▁▂▃▄▅▆▇█"
_BINS = 12
_SKEWED = 20  # so many times the middle value is the greatest, where bins grow with the values
_MOST_WORDS, _SHOWN_WORDS = 12, 4
_HOURS = 24

Portraits = Mapping[tuple[str, str], str]  # (table, column) -> line


def draw_portraits(spec: WorldSpec = PORTRAYED) -> Portraits:
    """Return the line of every column of every table that is not a view of others."""
    world = build_world(spec)
    tables = {**world.tables, **world.hidden}
    schemas = [read_schema(name) for name in table_names()]
    return {
        (schema.name, column.name): portray(column, tables[schema.name][column.name])
        for schema in schemas
        if not schema.view_of
        for column in schema.columns
    }


def portray_frames(frames: Mapping[str, pd.DataFrame]) -> Portraits:
    """Return the line of every column of tables that are frames already, as a case has them."""
    return {
        (name, column.name): portray(
            column, pa.chunked_array([pa.array(frame[column.name], from_pandas=True)])
        )
        for name, frame in frames.items()
        for column in read_schema(name).columns
    }


def portray(column: Column, values: pa.ChunkedArray) -> str:
    """Return a column's line; nothing for names, numbers of documents and the like.

    >>> wind = Column("wind", "integer", "Wind.", "Weather.", 3)
    >>> portray(wind, pa.chunked_array([[1, 1, 1, 1, 2, 2, 5, None]]))
    '`█▅▁▁▃` 1 · 1 · 5; 12 % missing'
    """
    frame = to_frame(pa.table({column.name: values}))[column.name]
    given = frame.dropna()
    if given.empty:
        return "all missing" if len(frame) else ""
    lines = [_shape(column, given)]
    if missing := round(100 * (1 - len(given) / len(frame))):
        lines.append(f"{missing} % missing")
    return "; ".join(line for line in lines if line)


def sparkline(counts: Whole) -> str:
    """Return one block a count; the highest is full.

    >>> sparkline(np.array([0, 1, 8, 4]))
    '▁▂█▅'
    """
    top = max(int(counts.max()), 1)
    # any count at all stands above none, as far as eight steps go
    steps = np.ceil(counts * (len(_BLOCKS) - 1) / top).astype(int)
    return "".join(_BLOCKS[step] for step in steps)


def _shape(column: Column, given: "pd.Series[Any]") -> str:
    if column.type in {"integer", "number"}:
        return _numbers(np.asarray(given, dtype=np.float64), whole=column.type == "integer")
    if column.type == "flag":
        return f"{given.astype(bool).mean() * 100:.2g} % true"
    if column.type == "moment":
        hours = pd.to_datetime(given, utc=True).dt.hour.to_numpy()
        return f"by hour `{sparkline(np.bincount(hours, minlength=_HOURS))}`"
    if column.type == "day":
        return _days(pd.to_datetime(given))
    return "" if column.refers_to or column.pattern else _words(given)


def _numbers(values: Floats, *, whole: bool) -> str:
    low, middle, high = float(values.min()), float(np.median(values)), float(values.max())
    if low == high:
        return f"always {low:g}"
    skewed = low > 0 and high > _SKEWED * middle
    counts, _ = np.histogram(values, _edges(low, high, whole=whole, skewed=skewed))
    shown = " · ".join(_short(value) for value in (low, middle, high))
    return f"`{sparkline(counts)}` {shown}" + (" (logarithmic)" if skewed else "")


def _edges(low: float, high: float, *, whole: bool, skewed: bool) -> Floats:
    """Return where the bins end: a bin a number if there are few whole ones."""
    if whole and high - low < _BINS:
        return np.arange(low, high + 2)
    edges = np.geomspace(low, high, _BINS + 1) if skewed else np.linspace(low, high, _BINS + 1)
    edges[0], edges[-1] = low, high  # powers of ten may round past the ends
    return edges


def _days(given: "pd.Series[pd.Timestamp]") -> str:
    first, last = given.min(), given.max()
    if first == last:
        return f"always {first:%Y-%m-%d}"
    counts, _ = np.histogram((given - first).dt.days.to_numpy(), _BINS)
    return f"`{sparkline(counts)}` {first:%Y-%m-%d} · {last:%Y-%m-%d}"


def _words(given: "pd.Series[Any]") -> str:
    counts = given.astype(str).value_counts()
    if len(counts) > _MOST_WORDS or (len(counts) > 1 and counts.iloc[0] == 1):
        return ""
    # equal counts in the order of the alphabet, whatever the order in which they came
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    shares = [f"{word} {count / len(given):.0%}".replace("%", " %") for word, count in ordered]
    return ", ".join(shares[:_SHOWN_WORDS]) + (", …" if len(shares) > _SHOWN_WORDS else "")


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
