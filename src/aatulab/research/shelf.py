"""One database's rows, and the search in them: exact by code in DuckDB, near by name.

`search` knows nothing of officers, purposes or outages; `desk` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from aatulab.errors import ResearchError
from aatulab.research.kinds import Kind
from aatulab.research.names.rows import NamesOfRows
from aatulab.research.request import Match

_CODES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BY_INDEX = 1_000  # codes; more of them are found faster by one run through the table
_MOST_AMONG = 20_000
_SAME = ("every code is the same",)
_DESCRIBED = ("the description fits; other things are described so, too",)
Row = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What a search brought: matches, best first, and what was left out and why."""

    matches: tuple[Match, ...]
    left_out: tuple[str, ...] = ()


class Shelf:
    """The rows of one kind; `possible_from` is the score from which a name is a question."""

    def __init__(
        self, kind: Kind, rows: pd.DataFrame | pa.Table, possible_from: float = 100.0
    ) -> None:
        self._kind = kind
        self._table = rows if isinstance(rows, pa.Table) else pa.Table.from_pandas(rows)
        _check_columns(kind, self._table)
        self._connection = duckdb.connect(config={"threads": 2})
        self._fill()
        self.names = NamesOfRows(kind, self._table, possible_from) if kind.name_columns else None

    def __len__(self) -> int:
        """Return the number of records."""
        return int(self._table.num_rows)

    def search(self, query: Mapping[str, str], at: datetime, most: int) -> Found:
        """Return the records that fit a query as they stood at a moment, `most` at most."""
        if self._is_by_name(query):
            return self._by_name([query], at, most)[0]
        matches = self.exact(query, at, most + 1)
        if self._kind.mistyped and len(matches) <= most:
            matches += self._mistyped([query], at)[0]
        return _cut(matches, most)

    def screen(self, queries: Sequence[Mapping[str, str]], at: datetime, most: int) -> list[Found]:
        """Return what each of many queries brings, all of them looked up at once."""
        if queries and all(map(self._is_by_name, queries)):
            return self._by_name(queries, at, most)
        key = self._kind.mistyped
        if key and all(key in query for query in queries):
            near = self._mistyped(queries, at, same=True)
            return [_cut(matches, most) for matches in near]
        return [self.search(query, at, most) for query in queries]

    def exact(self, query: Mapping[str, str], at: datetime, most: int) -> list[Match]:
        """Return the records whose codes and words are the same as those of a query."""
        codes, words = _parted(self._kind, query)
        tests = [f'"{self._kind.codes[key]}" = ?' for key in codes]
        tests += [f'lower("{self._kind.words[key]}") = lower(?)' for key in words]
        places = self._places(" AND ".join(tests), [*codes.values(), *words.values()], at, most)
        if codes or not self._kind.describes:
            return [self._match(row, 100.0, _SAME) for row in self._rows(places)]
        return [self._match(row, 100.0, _DESCRIBED, is_hit=False) for row in self._rows(places)]

    def _is_by_name(self, query: Mapping[str, str]) -> bool:
        return any(key in query for key in self._kind.name_keys)

    def _fill(self) -> None:
        """Put into DuckDB what is compared there; the rest is read where it lies."""
        kind = self._kind
        searched = sorted({*kind.codes.values(), *kind.words.values()})
        self._connection.register("given", self._table)
        columns = ", ".join(
            [
                "row_number() OVER () - 1 AS _row",
                *(f'"{column}"' for column in searched),
                f"{_moment_of(kind.since)} AS _since",
                f"{_moment_of(kind.until)} AS _until",
            ]
        )
        # the columns are those of a Kind, never a trainee's text
        self._connection.execute(f"CREATE TABLE records AS SELECT {columns} FROM given")  # noqa: S608
        self._connection.unregister("given")
        for column in sorted(set(kind.codes.values())):
            self._connection.execute(f'CREATE INDEX "by_{column}" ON records("{column}")')

    def _places(self, test: str, values: Sequence[object], at: datetime, most: int) -> list[int]:
        """Return the rows that pass a test and were known at a moment, in their order."""
        moment = _moment(self._kind, at)
        sql = (  # values are bound, see above for the columns
            f"SELECT _row FROM records WHERE {test} AND (_since IS NULL OR _since < ?) "  # noqa: S608
            f"AND (_until IS NULL OR _until >= ?) LIMIT {int(most)}"
        )
        # a cursor of its own for every question, so that threads may ask at the same time
        with self._connection.cursor() as cursor:
            found = cursor.execute(sql, [*values, moment, moment]).fetchall()
        return sorted(place for (place,) in found)

    def _rows(self, places: Sequence[int]) -> list[Row]:
        # one by one: `take` would first copy the columns of ten million rows into one piece each
        return [row for place in places for row in self._table.slice(place, 1).to_pylist()]

    def _among(self, column: str, values: Sequence[str], at: datetime) -> list[Row]:
        if len(values) <= _BY_INDEX:
            test, bound = f'"{column}" IN ({", ".join("?" * len(values))})', list[object](values)
        else:
            test, bound = f'"{column}" IN (SELECT unnest(?))', [list(values)]
        return self._rows(self._places(test, bound, at, _MOST_AMONG)) if values else []

    def _mistyped(
        self, queries: Sequence[Mapping[str, str]], at: datetime, *, same: bool = False
    ) -> list[list[Match]]:
        """Return for each query the records one character away, and with `same` the same ones."""
        key = self._kind.mistyped
        asked_for: dict[str, list[int]] = {}
        for place, query in enumerate(queries):
            for code in (*_one_off(query[key]), *((query[key],) if same else ())):
                asked_for.setdefault(code, []).append(place)
        found: list[list[Match]] = [[] for _ in queries]
        for row in self._among(self._kind.codes[key], list(asked_for), at):
            for place in asked_for[row[self._kind.codes[key]]]:
                if _agrees(self._kind, row, queries[place], beside=key):
                    found[place].append(self._code_match(row, queries[place][key]))
        return found

    def _by_name(
        self, queries: Sequence[Mapping[str, str]], at: datetime, most: int
    ) -> list[Found]:
        assert self.names is not None
        near = [self.names.near(query, most) for query in queries]
        places = sorted({place for each in near for place in each.scored})
        rows = dict(zip(places, self._rows(places), strict=True))
        found = []
        for query, each in zip(queries, near, strict=True):
            matches = [
                self._match(rows[place], scored.score, scored.reasons, is_hit=scored.is_hit)
                for place, scored in each.scored.items()
                if _known(self._kind, rows[place], at) and _agrees(self._kind, rows[place], query)
            ]
            cut = _cut(matches, most)
            found.append(Found(cut.matches, (*cut.left_out, *each.left_out)))
        return found

    def _code_match(self, row: Row, asked: str) -> Match:
        held = str(row[self._kind.mistyped])
        if asked == held:
            return self._match(row, 100.0, _SAME)
        reason = f"{asked}, in the record {held}: {_slip(asked, held)}"
        return self._match(row, 100.0 * (1 - 1 / len(asked)), (reason,), is_hit=False)

    def _match(
        self, row: Row, score: float, reasons: tuple[str, ...], *, is_hit: bool = True
    ) -> Match:
        shown = {name: _text(value) for name, value in row.items()}
        record = shown.pop(self._kind.record)
        fields = {name: value for name, value in shown.items() if value}
        return Match(record, fields, round(score, 1), reasons, is_hit)


def _check_columns(kind: Kind, table: pa.Table) -> None:
    needed = {kind.record, *kind.codes.values(), *kind.words.values(), *kind.name_columns}
    needed |= {column for column in (kind.birth_column, kind.since, kind.until) if column}
    if missing := sorted(needed - set(table.column_names)):
        raise ResearchError(
            f"{kind.name}: the rows have no column {missing[0]!r}; found {table.column_names}."
        )


def _moment_of(column: str) -> str:
    named = f'"{column}"' if column else "NULL"
    return f"CAST({named} AS TIMESTAMP)"


def _parted(kind: Kind, query: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes and the words of a query."""
    codes = {key: value for key, value in query.items() if key in kind.codes}
    return codes, {key: value for key, value in query.items() if key in kind.words}


def _agrees(kind: Kind, row: Row, query: Mapping[str, str], beside: str = "") -> bool:
    """Return whether codes and words of a row are those of a query, all but one key."""
    codes, words = _parted(kind, query)
    return all(
        str(row[kind.codes[key]]) == value for key, value in codes.items() if key != beside
    ) and all(
        str(row[kind.words[key]]).casefold() == value.casefold() for key, value in words.items()
    )


def _known(kind: Kind, row: Row, at: datetime) -> bool:
    """Return whether a record was there at a moment, and not withdrawn before it."""
    moment = _moment(kind, at)
    since, until = (_plain(row[column]) if column else None for column in (kind.since, kind.until))
    return (since is None or since < moment) and (until is None or until >= moment)


def _plain(value: Any) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value if value is None else value.replace(tzinfo=None)
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - days have no zone


def _moment(kind: Kind, at: datetime) -> datetime:
    """Return the moment that a record must lie before; of days, those before count."""
    plain = datetime(at.year, at.month, at.day, at.hour, at.minute, at.second)  # noqa: DTZ001
    return plain if kind.by == "moment" else plain.replace(hour=0, minute=0, second=0)


def _cut(matches: list[Match], most: int) -> Found:
    best = sorted(matches, key=lambda match: (not match.is_hit, -match.score, match.record))
    left = ("there are more: ask more precisely",) if len(best) > most else ()
    return Found(tuple(best[:most]), left)


def _one_off(code: str) -> set[str]:
    """Return every code with one character replaced, or two neighbours changed."""
    replaced = (
        code[:place] + other + code[place + 1 :] for place in range(len(code)) for other in _CODES
    )
    changed = (
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(len(code) - 1)
    )
    return set(chain(replaced, changed)) - {code}


def _slip(asked: str, held: str) -> str:
    differ = sum(one != other for one, other in zip(asked, held, strict=True))
    return "one character differs" if differ == 1 else "two characters have changed places"


def _text(value: Any) -> str:
    """Return a value as an answer shows it: days and minutes, nothing where nothing is known."""
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, datetime):
        at_midnight = value.hour == value.minute == value.second == 0
        return value.strftime("%Y-%m-%d" if at_midnight else "%Y-%m-%d %H:%M")
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)
