"""Write a fingerprint as JSON and read it back.

The reading side is strict but only protects the trainee from a damaged file: nothing that
counts for a grade is ever read from it.
"""

from collections.abc import Mapping
from typing import Any

from aatulab.authoring.compare.known import (
    Known,
    KnownChart,
    KnownColumn,
    KnownFunction,
    KnownItems,
    KnownKeys,
    KnownLiteral,
    KnownNumber,
    KnownRanking,
    KnownRows,
    KnownSet,
)
from aatulab.authoring.fingerprint.digests import DigestColumn, DigestKeys, DigestSet
from aatulab.authoring.fingerprint.sketch import SketchColumn, SketchKeys
from aatulab.authoring.question import Tolerance

Json = dict[str, Any]


def to_json(known: Known) -> Json:  # noqa: PLR0911 - one for each kind
    """Return a fingerprint as JSON."""
    match known:
        case KnownNumber():
            return {"kind": "number", "column": _column_json(known.column)}
        case KnownLiteral():
            column = _column_json(known.column)
            return {"kind": "literal", "shape": known.shape, "size": known.size, "column": column}
        case KnownItems():
            return {"kind": "items", "items": _set_json(known.items)}
        case KnownRows():
            return {"kind": "rows", **_rows_json(known)}
        case KnownRanking():
            return {
                "kind": "ranking",
                "illicit": _set_json(known.illicit),
                "population": _set_json(known.population),
                "score": known.score,
            }
        case KnownFunction():
            inputs = [list(arguments) for arguments in known.inputs]
            return {"kind": "function", "inputs": inputs, "outputs": _column_json(known.outputs)}
        case KnownChart():
            return {
                "kind": "chart",
                "mark": known.mark,
                "by_label": _rows_json(known.by_label),
                "by_place": _rows_json(known.by_place),
            }


def from_json(data: Mapping[str, Any]) -> Known:  # noqa: PLR0911 - one for each kind
    """Return the fingerprint in a JSON object; raises KeyError, TypeError or ValueError."""
    match data["kind"]:
        case "number":
            return KnownNumber(_column(data["column"]))
        case "literal":
            return KnownLiteral(data["shape"], int(data["size"]), _column(data["column"]))
        case "items":
            return KnownItems(_set(data["items"]))
        case "rows":
            return _rows(data)
        case "ranking":
            return KnownRanking(
                _set(data["illicit"]), _set(data["population"]), float(data["score"])
            )
        case "function":
            inputs = tuple(tuple(arguments) for arguments in data["inputs"])
            return KnownFunction(inputs, _column(data["outputs"]))
        case "chart":
            return KnownChart(str(data["mark"]), _rows(data["by_label"]), _rows(data["by_place"]))
        case kind:
            raise ValueError(f"unknown kind {kind!r}")


def _rows_json(known: KnownRows) -> Json:
    data: Json = {
        "key_names": list(known.key_names),
        "keys": _keys_json(known.keys),
        "columns": {name: _column_json(column) for name, column in known.columns.items()},
    }
    if known.order is not None:
        data["order"] = _column_json(known.order)
    if known.index_names is not None:
        data["index_names"] = list(known.index_names)
    return data | ({"dtypes": dict(known.dtypes)} if known.dtypes else {})


def _rows(data: Mapping[str, Any]) -> KnownRows:
    columns = {str(name): _column(column) for name, column in data["columns"].items()}
    return KnownRows(
        tuple(data["key_names"]),
        _keys(data["keys"]),
        columns,
        order=_column(data["order"]) if "order" in data else None,
        index_names=tuple(data["index_names"]) if "index_names" in data else None,
        dtypes={str(name): str(dtype) for name, dtype in data.get("dtypes", {}).items()},
    )


def _set_json(known: KnownSet) -> Json:
    assert isinstance(known, DigestSet), "only a fingerprint is written"
    return {"salt": known.salt, "length": known.length, "digests": sorted(known.digests)}


def _set(data: Mapping[str, Any]) -> DigestSet:
    return DigestSet(str(data["salt"]), frozenset(data["digests"]), int(data["length"]))


def _keys_json(keys: KnownKeys) -> Json:
    if isinstance(keys, DigestKeys):
        return {"is_range": keys.is_range, "digests": _set_json(keys.keys)}
    assert isinstance(keys, SketchKeys), "only a fingerprint is written"
    return {
        "is_range": keys.is_range,
        "salt": keys.salt,
        "counts": list(keys.counts),
        "sums": list(keys.sums),
    }


def _keys(data: Mapping[str, Any]) -> KnownKeys:
    if "digests" in data:
        return DigestKeys(_set(data["digests"]), bool(data["is_range"]))
    return SketchKeys(
        str(data["salt"]), bool(data["is_range"]), tuple(data["counts"]), tuple(data["sums"])
    )


def _column_json(column: KnownColumn) -> Json:
    assert isinstance(column, DigestColumn | SketchColumn), "only a fingerprint is written"
    tolerance = {"abs": column.tolerance.abs, "rel": column.tolerance.rel}
    head: Json = {"kind": column.kind, "salt": column.salt, "tolerance": tolerance}
    if isinstance(column, DigestColumn):
        return head | {"digests": sorted(column.digests)}
    return head | {"sums": [list(row) for row in column.sums], "empty": list(column.empty)}


def _column(data: Mapping[str, Any]) -> KnownColumn:
    if data["kind"] not in {"number", "text", "flag"}:
        raise ValueError(f"unknown kind of column {data['kind']!r}")
    tolerance = Tolerance(float(data["tolerance"]["abs"]), float(data["tolerance"]["rel"]))
    if "digests" in data:
        return DigestColumn(str(data["salt"]), data["kind"], tolerance, frozenset(data["digests"]))
    return SketchColumn(
        str(data["salt"]),
        data["kind"],
        tolerance,
        tuple(tuple(row) for row in data["sums"]),
        tuple(data["empty"]),
    )
