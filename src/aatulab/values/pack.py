"""Turn whatever a trainee's name holds into a dict of plain JSON types.

Runs inside the sandbox and in the trainee's own notebook.  Never raises; an object that we do
not read is named by its type.  What it sends is judged by values alone, so an object that lies
about itself gains nothing.
"""

from collections.abc import Callable
from typing import Any

from aatulab.values.bounds import MAX_CELLS, MAX_COLUMNS, MAX_LEVELS, MAX_ROWS, MAX_TEXT
from aatulab.values.charts import chart_of
from aatulab.values.scalars import (
    clean_name,
    clean_text,
    plain_cell,
    plain_column,
    plain_scalar,
)

Plain = dict[str, Any]


def to_plain(obj: object) -> Plain:
    """Return a value as plain data that `json.dumps` takes.

    >>> to_plain(2.5)
    {'kind': 'number', 'value': 2.5}
    >>> to_plain(...)
    {'kind': 'unanswered'}
    """
    try:
        return _pack(obj)
    except (Exception, SystemExit, GeneratorExit):  # noqa: BLE001 - reading it may do anything
        return _unsupported(obj)


def _pack(obj: Any) -> Plain:
    if obj is ...:
        return {"kind": "unanswered"}
    for reads, pack in _PACKERS:
        if reads(obj):
            return pack(obj)
    return _pack_scalar(obj)


def _pack_scalar(obj: Any) -> Plain:
    if isinstance(obj, str):
        return _pack_text(obj)
    try:
        plain = plain_scalar(obj)
    except TypeError:
        return _unsupported(obj)
    if obj is None:
        return _unsupported(obj)
    if plain is None:
        return {"kind": "number", "value": None, "note": _note_of(obj)}
    if isinstance(plain, str):
        return _pack_text(plain)
    return {"kind": "bool" if isinstance(plain, bool) else "number", "value": plain}


def _note_of(obj: Any) -> str:
    """Tell which of the numbers that are not finite this is."""
    try:
        return "inf" if obj > 0 else "-inf" if obj < 0 else "nan"
    except TypeError:
        return "nan"


def _pack_text(text: str) -> Plain:
    if len(text) > MAX_TEXT:
        return {"kind": "too_large", "rows": len(text)}
    return {"kind": "text", "value": clean_text(text, MAX_TEXT)}


def _pack_list(obj: Any) -> Plain:
    if len(obj) > MAX_ROWS:
        return _too_large(len(obj))
    return {"kind": "list", "items": [_item(item) for item in obj]}


def _pack_set(obj: Any) -> Plain:
    packed = _pack_list(obj)
    if "items" in packed:
        packed["items"].sort(key=lambda item: (type(item).__name__, item))
    return packed


def _pack_dict(obj: Any) -> Plain:
    if len(obj) > MAX_ROWS:
        return _too_large(len(obj))
    return {"kind": "mapping", "items": [[_item(k), _item(v)] for k, v in obj.items()]}


def _item(item: Any) -> Any:
    plain_scalar(item)  # refuses what is no scalar
    return plain_cell(item)


def _pack_array(obj: Any) -> Plain:
    if obj.ndim == 0:
        return _pack_scalar(obj.item())
    if obj.ndim != 1:
        return {"kind": "unsupported", "type": f"numpy.ndarray of {obj.ndim} dimensions"}
    if len(obj) > MAX_ROWS:
        return _too_large(len(obj))
    if obj.dtype.kind == "O":
        return _pack_list(obj)
    return {"kind": "list", "items": plain_column(obj)}


def _pack_index(obj: Any) -> Plain:
    if obj.nlevels > 1:
        return _unsupported(obj)
    if len(obj) > MAX_ROWS:
        return _too_large(len(obj))
    return {"kind": "list", "items": plain_column(obj)}


def _pack_series(obj: Any) -> Plain:
    if _is_too_large(len(obj), 1 + obj.index.nlevels):
        return _too_large(len(obj))
    return {
        "kind": "series",
        "dtype": clean_name(str(obj.dtype)),
        "values": plain_column(obj),
        **_pack_levels(obj.index),
    }


def _pack_frame(obj: Any) -> Plain:
    width = obj.shape[1]
    if width > MAX_COLUMNS or _is_too_large(len(obj), width + obj.index.nlevels):
        return _too_large(len(obj))
    columns = [obj.iloc[:, number] for number in range(width)]  # names may repeat
    return {
        "kind": "table",
        "columns": [_name(column) for column in obj.columns],
        "dtypes": [clean_name(str(column.dtype)) for column in columns],
        "data": [plain_column(column) for column in columns],
        **_pack_levels(obj.index),
    }


def _pack_levels(index: Any) -> Plain:
    levels = [index.get_level_values(number) for number in range(index.nlevels)]
    return {
        "index_names": [None if level.name is None else _name(level.name) for level in levels],
        "index": [plain_column(level) for level in levels],
    }


def _name(name: Any) -> str:
    parts = name if isinstance(name, tuple) else (name,)
    return clean_name(" ".join(str(part) for part in parts if part != ""))


def _is_too_large(rows: int, columns: int) -> bool:
    return rows > MAX_ROWS or rows * columns > MAX_CELLS or columns > MAX_COLUMNS + MAX_LEVELS


def _too_large(rows: int) -> Plain:
    return {"kind": "too_large", "rows": rows}


def _unsupported(obj: object) -> Plain:
    kind = type(obj)
    home = "" if kind.__module__ in {"builtins", "__main__"} else f"{kind.__module__}."
    return {"kind": "unsupported", "type": clean_name(f"{home}{kind.__qualname__}")}


def _is_of(module: str, *names: str) -> Callable[[object], bool]:
    """Return a test for a library's classes that does not import the library."""

    def reads(obj: object) -> bool:
        return any(
            base.__name__ in names and base.__module__.partition(".")[0] == module
            for base in type(obj).__mro__
        )

    return reads


_PACKERS: tuple[tuple[Callable[[object], bool], Callable[[Any], Plain]], ...] = (
    (_is_of("pandas", "DataFrame"), _pack_frame),
    (_is_of("pandas", "Series"), _pack_series),
    (_is_of("pandas", "Index"), _pack_index),
    (_is_of("numpy", "ndarray"), _pack_array),
    (_is_of("pandas", "ExtensionArray"), _pack_list),
    (_is_of("matplotlib", "Axes", "Figure", "FigureBase", "Container"), chart_of),
    (lambda obj: isinstance(obj, list | tuple | range), _pack_list),
    (lambda obj: isinstance(obj, type({}.keys()) | type({}.values())), _pack_list),
    (lambda obj: isinstance(obj, set | frozenset), _pack_set),
    (lambda obj: isinstance(obj, dict), _pack_dict),
)
