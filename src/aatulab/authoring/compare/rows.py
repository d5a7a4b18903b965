"""Bring what a trainee handed in (a plain value) into one form: columns of scalars by key.

Knows the shapes of `aatulab.values`; nothing else in compare/ does.  Lenient where pandas
offers several spellings of one thing (a key as index or as column, a dict for a series),
strict where the difference matters.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from aatulab import values as v
from aatulab.authoring.compare.known import Scalar

SEPARATOR = "\x1f"  # cannot occur in a key that a person typed


@dataclass(frozen=True)
class Rows:
    """Columns of equal length and the key of each row."""

    key_names: tuple[str | None, ...]
    keys: tuple[str, ...]
    columns: dict[str, tuple[Scalar, ...]]

    @property
    def repeated(self) -> int:
        """Return how many keys are there more than once too often."""
        return len(self.keys) - len(set(self.keys))


def key_text(parts: Sequence[object]) -> str:
    """Return the text by which two rows are known to be the same one: 5 and 5.0 are equal."""
    return SEPARATOR.join(_part_text(part) for part in parts)


def _part_text(part: object) -> str:
    if isinstance(part, bool) or part is None:
        return str(part)
    if isinstance(part, float) and part.is_integer():
        return str(int(part))
    return str(part)


def scalar_of(value: v.Value) -> Scalar:
    """Return one value as a scalar; a list or mapping as a text that tells it from others."""
    if isinstance(value, v.Number):
        return value.value
    if isinstance(value, v.Text | v.Flag):
        return value.value
    if isinstance(value, v.Sequence):
        return json.dumps([_rounded(item) for item in value.items])
    if isinstance(value, v.Mapping):
        return json.dumps({str(k): _rounded(item) for k, item in value.items}, sort_keys=True)
    return None


def _rounded(item: object) -> object:
    return float(f"{item:.9g}") if isinstance(item, float) else item


def _keys_of_index(levels: Sequence[Sequence[object]]) -> tuple[str, ...]:
    return tuple(key_text(parts) for parts in zip(*levels, strict=True))


def series_rows(value: v.Value) -> Rows | None:
    """Return a series (or a dict, or a table of one column) as rows; None for anything else."""
    if isinstance(value, v.SeriesValue):
        return Rows(value.index_names, _keys_of_index(value.index), {"": tuple(value.values)})
    if isinstance(value, v.Mapping):
        keys = tuple(key_text([key]) for key, _ in value.items)
        return Rows((None,), keys, {"": tuple(item for _, item in value.items)})
    if isinstance(value, v.TableValue) and len(value.columns) == 1:
        return Rows(value.index_names, _keys_of_index(value.index), {"": tuple(value.data[0])})
    return None


def column_names(table: v.TableValue) -> list[str]:
    """Return a table's columns and the named levels of its index."""
    return [*table.columns, *(name for name in table.index_names if name)]


def table_rows(table: v.TableValue, wanted: Sequence[str], key: Sequence[str]) -> Rows:
    """Return the wanted columns of a table by key; an index level counts as a column.

    All of `wanted` and `key` must be there: see `column_names`.
    """
    held: dict[str, tuple[Scalar, ...]] = {
        name: tuple(level)
        for name, level in zip(table.index_names, table.index, strict=True)
        if name
    }
    held |= {name: tuple(column) for name, column in zip(table.columns, table.data, strict=True)}
    keys = tuple(key_text(parts) for parts in zip(*(held[name] for name in key), strict=True))
    rest = {name: held[name] for name in wanted if name not in key}
    return Rows(tuple(key), keys, rest)


def rankings(value: v.Value) -> list[tuple[str, ...]]:
    """Return every list of ids that a value may mean: its items, its index, its columns."""
    if isinstance(value, v.Sequence):
        return [tuple(key_text([item]) for item in value.items)]
    if isinstance(value, v.SeriesValue):
        return [tuple(key_text([item]) for item in value.values), _keys_of_index(value.index)]
    if isinstance(value, v.TableValue):
        columns = [tuple(key_text([item]) for item in column) for column in value.data]
        return [*columns, _keys_of_index(value.index)]
    if isinstance(value, v.Mapping):
        return [tuple(key_text([key]) for key, _ in value.items)]
    return []


def mark_rows(chart: v.ChartValue, kind: str) -> tuple[Rows, Rows]:
    """Return the heights of all marks of a kind, by label and by place (in drawing order)."""
    marks = [mark for mark in chart.marks if mark.type == kind]
    labels = tuple(key_text([label]) for mark in marks for label in mark.x)
    heights = tuple(_height(height) for mark in marks for height in mark.y)
    places = tuple(str(number) for number in range(len(heights)))
    return Rows((None,), labels, {"": heights}), Rows((None,), places, {"": heights})


def _height(height: object) -> Scalar:
    return float(height) if isinstance(height, int | float) else None
