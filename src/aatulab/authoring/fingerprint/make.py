"""Turn exact knowledge of the right answers into a fingerprint that gives no answer away."""

from dataclasses import replace

from aatulab.authoring.compare.exact import ExactColumn, ExactKeys, ExactSet
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
from aatulab.authoring.fingerprint.digests import LONG, SHORT, DigestColumn, DigestKeys, DigestSet
from aatulab.authoring.fingerprint.sketch import SketchColumn, SketchKeys

SMALL = 200  # up to here each row has a digest of its own; above, groups of rows are summed


def make_fingerprint(known: Known, salt: str) -> Known:  # noqa: PLR0911 - one for each kind
    """Return the same knowledge as digests and sums; exact knowledge in, nothing exact out."""
    match known:
        case KnownNumber():
            return KnownNumber(_column(known.column, salt))
        case KnownLiteral():
            return replace(known, column=_column(known.column, salt))
        case KnownItems():
            return KnownItems(_set(known.items, salt, LONG))
        case KnownRows():
            return _rows(known, salt)
        case KnownRanking():
            return KnownRanking(
                _set(known.illicit, salt, LONG),
                _set(known.population, salt, SHORT),
                round(known.score, 4),
            )
        case KnownFunction():
            return replace(known, outputs=_column(known.outputs, salt))
        case KnownChart():
            return KnownChart(known.mark, _rows(known.by_label, salt), _rows(known.by_place, salt))


def _rows(known: KnownRows, salt: str) -> KnownRows:
    columns = {
        name: _column(column, f"{salt}/{number}")
        for number, (name, column) in enumerate(known.columns.items())
    }
    order = None if known.order is None else _column(known.order, f"{salt}/order")
    return replace(known, keys=_keys(known.keys, salt), columns=columns, order=order)


def _keys(keys: KnownKeys, salt: str) -> KnownKeys:
    assert isinstance(keys, ExactKeys), "a fingerprint is made of exact knowledge"
    if keys.count <= SMALL:
        return DigestKeys(DigestSet.of(salt, keys.keys), keys.is_range)
    return SketchKeys.of(salt, sorted(keys.keys), is_range=keys.is_range)


def _column(column: KnownColumn, salt: str) -> KnownColumn:
    assert isinstance(column, ExactColumn), "a fingerprint is made of exact knowledge"
    kind = DigestColumn if len(column.values) <= SMALL else SketchColumn
    keys = sorted(column.values)
    values = [column.values[key] for key in keys]
    made: KnownColumn = kind.of(salt, column.kind, column.tolerance, keys, values)
    return made


def _set(items: KnownSet, salt: str, length: int) -> KnownSet:
    assert isinstance(items, ExactSet), "a fingerprint is made of exact knowledge"
    return DigestSet.of(salt, items.items, length)
