"""Read a plain value that an untrusted process sent; refuse everything that is not exact.

Only exact types pass (`type(x) is str`, never a subclass), lengths must agree, numbers must be
finite, texts must be valid Unicode.  A `ValueError` names the place in the value.
"""

import math
from collections.abc import Callable
from typing import Any, cast

from aatulab.values import shapes as s
from aatulab.values.bounds import (
    INT_BOUND,
    MAX_CELL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_LABEL,
    MAX_LEVELS,
    MAX_MARKS,
    MAX_NAME,
    MAX_ROWS,
    MAX_TEXT,
)

_NOTES = frozenset({"nan", "inf", "-inf"})
_MARKS = frozenset({"bar", "line", "scatter", "wedge"})
_SCALARS = frozenset({bool, int, float, str, type(None)})


def from_plain(data: object) -> s.Value:
    """Return the value in a plain dict.

    Raises `ValueError` that names the place when anything is not as `to_plain` makes it.

    >>> from_plain({"kind": "list", "items": ["K7PL2M", 3]})
    Sequence(items=('K7PL2M', 3))
    """
    fields = _dict(data, "value")
    kind = fields.get("kind")
    read = _READERS.get(kind) if type(kind) is str else None
    if read is None:
        raise ValueError(f"kind: expected one of {', '.join(_READERS)}, found {kind!r:.80}")
    return read(fields)


def _number(fields: dict[str, Any]) -> s.Number:
    value = _field(fields, "value")
    if value is None:
        note = _field(fields, "note")
        if type(note) is not str or note not in _NOTES:
            raise ValueError(f"note: expected nan, inf or -inf, found {note!r:.80}")
        return s.Number(None, note)
    if type(value) not in {int, float}:
        raise ValueError(f"value: expected a number, found a {type(value).__name__}")
    return s.Number(cast("float", _scalar(value, "value")))


def _flag(fields: dict[str, Any]) -> s.Flag:
    value = _field(fields, "value")
    if type(value) is not bool:
        raise ValueError(f"value: expected true or false, found a {type(value).__name__}")
    return s.Flag(value)


def _sequence(fields: dict[str, Any]) -> s.Sequence:
    return s.Sequence(_column(_field(fields, "items"), "items"))


def _mapping(fields: dict[str, Any]) -> s.Mapping:
    pairs = _list(_field(fields, "items"), "items", MAX_ROWS)
    for number, pair in enumerate(pairs):
        if type(pair) is not list or len(pair) != 2:
            raise ValueError(f"items[{number}]: expected a key and a value")
    keys = _column([key for key, _ in pairs], "items.keys")
    values = _column([value for _, value in pairs], "items.values")
    return s.Mapping(tuple(zip(keys, values, strict=True)))


def _series(fields: dict[str, Any]) -> s.SeriesValue:
    values = _column(_field(fields, "values"), "values")
    names, index = _levels(fields, len(values))
    return s.SeriesValue(names, index, _name(_field(fields, "dtype"), "dtype"), values)


def _table(fields: dict[str, Any]) -> s.TableValue:
    columns = _names(fields, "columns")
    dtypes = _names(fields, "dtypes")
    data = _list(_field(fields, "data"), "data", MAX_COLUMNS)
    if not len(columns) == len(dtypes) == len(data):
        raise ValueError(
            f"data: {len(columns)} column names, {len(dtypes)} dtypes and {len(data)} columns"
        )
    levels = _list(_field(fields, "index"), "index", MAX_LEVELS)
    rows = len(levels[0]) if levels and type(levels[0]) is list else 0
    if rows * (len(data) + len(levels)) > MAX_CELLS:
        raise ValueError(f"data: more than {MAX_CELLS:,} cells")
    names, index = _levels(fields, rows)
    read = tuple(_column(column, f"data[{n}]", rows) for n, column in enumerate(data))
    return s.TableValue(columns, dtypes, read, names, index)


def _levels(
    fields: dict[str, Any], rows: int
) -> tuple[tuple[str | None, ...], tuple[s.Column, ...]]:
    names = _list(_field(fields, "index_names"), "index_names", MAX_LEVELS)
    for number, name in enumerate(names):
        if name is not None:
            _name(name, f"index_names[{number}]")
    levels = _list(_field(fields, "index"), "index", MAX_LEVELS)
    if not levels or len(levels) != len(names):
        raise ValueError(f"index: {len(names)} names and {len(levels)} levels")
    return tuple(names), tuple(_column(x, f"index[{n}]", rows) for n, x in enumerate(levels))


def _chart(fields: dict[str, Any]) -> s.ChartValue:
    raw = _list(_field(fields, "marks"), "marks", MAX_MARKS)
    marks = tuple(_mark(mark, f"marks[{number}]") for number, mark in enumerate(raw))
    if sum(len(mark.y) for mark in marks) > MAX_CELLS:
        raise ValueError(f"marks: more than {MAX_CELLS:,} points")
    title, xlabel, ylabel = (_text(fields, n, MAX_LABEL) for n in ("title", "xlabel", "ylabel"))
    return s.ChartValue(marks, title, xlabel, ylabel)


def _mark(raw: object, where: str) -> s.Mark:
    fields = _dict(raw, where)
    kind = _field(fields, "type")
    if type(kind) is not str or kind not in _MARKS:
        raise ValueError(f"{where}.type: expected one of {sorted(_MARKS)}, found {kind!r:.80}")
    y = _column(_field(fields, "y"), f"{where}.y")
    x = _column(_field(fields, "x"), f"{where}.x", len(y))
    return s.Mark(cast("s.MarkType", kind), x, y, _text(fields, "label", MAX_LABEL))


def _unsupported(fields: dict[str, Any]) -> s.Absent:
    return s.Absent("unsupported", _name(_field(fields, "type"), "type"))


def _too_large(fields: dict[str, Any]) -> s.Absent:
    rows = _field(fields, "rows")
    if rows is not None and type(rows) is not int:
        raise ValueError(f"rows: expected a whole number or null, found a {type(rows).__name__}")
    return s.Absent("too_large", "" if rows is None else f"{min(max(rows, 0), 10**15):,} rows")


_READERS: dict[str, Callable[[dict[str, Any]], s.Value]] = {
    "number": _number,
    "text": lambda fields: s.Text(_text(fields, "value")),
    "bool": _flag,
    "list": _sequence,
    "mapping": _mapping,
    "series": _series,
    "table": _table,
    "chart": _chart,
    "unanswered": lambda _: s.Absent("unanswered"),
    "missing": lambda _: s.Absent("missing"),
    "unsupported": _unsupported,
    "too_large": _too_large,
}


def _dict(data: object, where: str) -> dict[str, Any]:
    if type(data) is not dict:
        raise ValueError(f"{where}: expected a mapping, found a {type(data).__name__}")
    return data


def _field(fields: dict[str, Any], name: str) -> Any:
    if name not in fields:
        raise ValueError(f"{name}: missing")
    return fields[name]


def _list(data: object, where: str, most: int) -> list[Any]:
    if type(data) is not list:
        raise ValueError(f"{where}: expected a list, found a {type(data).__name__}")
    if len(data) > most:
        raise ValueError(f"{where}: {len(data):,} items, at most {most:,} allowed")
    return data


def _text(fields: dict[str, Any], name: str, most: int = MAX_TEXT) -> str:
    text = _field(fields, name)
    if type(text) is not str or len(text) > most:
        raise ValueError(f"{name}: expected a text of at most {most:,} characters")
    if not _is_unicode(text):
        raise ValueError(f"{name}: not valid Unicode")
    return text


def _names(fields: dict[str, Any], key: str) -> tuple[str, ...]:
    names = _list(_field(fields, key), key, MAX_COLUMNS)
    return tuple(_name(name, f"{key}[{number}]") for number, name in enumerate(names))


def _name(name: object, where: str) -> str:
    """Return a name; names are said in sentences, so they are short and can be printed."""
    if type(name) is not str or len(name) > MAX_NAME or not name.isprintable():
        raise ValueError(f"{where}: expected a printable text of at most {MAX_NAME} characters")
    return name


def _column(data: object, where: str, rows: int | None = None) -> s.Column:
    items = _list(data, where, MAX_ROWS)
    if rows is not None and len(items) != rows:
        raise ValueError(f"{where}: {len(items):,} items where {rows:,} belong")
    for number, item in enumerate(items):
        _scalar(item, where, number)
    return tuple(items)


def _scalar(item: object, where: str, number: int | None = None) -> s.Scalar:
    kind = type(item)
    if kind is str:
        fault = _fault_in_text(cast("str", item))
    elif kind is float:
        fault = None if math.isfinite(cast("float", item)) else "not a finite number"
    elif kind is int:
        fault = None if -INT_BOUND < cast("int", item) < INT_BOUND else "a number out of range"
    else:
        fault = None if kind in _SCALARS else f"a {kind.__name__}, expected a scalar"
    if fault is None:
        return cast("s.Scalar", item)
    place = where if number is None else f"{where}[{number}]"
    raise ValueError(f"{place}: {fault}")


def _fault_in_text(text: str) -> str | None:
    if len(text) > MAX_CELL_TEXT:
        return f"a text of more than {MAX_CELL_TEXT:,} characters"
    return None if _is_unicode(text) else "not valid Unicode"


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
