"""One database's rows in DuckDB, and the search in them: exact by code, near by name.

`search` knows nothing of officers, purposes or outages; `desk` does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from aatulab.errors import ResearchError
from aatulab.research.kinds import Kind
from aatulab.research.names.compare import Name, NameMatch, compare_names
from aatulab.research.names.dates import compare_days
from aatulab.research.names.index import NameIndex
from aatulab.research.request import Match

_MOST_AMONG = 20_000
_CODES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
        self._kind, self._possible_from = kind, possible_from
        self._connection = duckdb.connect(config={"threads": 2})
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pandas(rows)
        self._columns = _check_columns(kind, table)
        self._fill(table)
        self._names: NameIndex | None = None
        if kind.name_columns:
            self._names = NameIndex(*(table[column] for column in kind.name_columns))

    def __len__(self) -> int:
        """Return the number of records."""
        return int(self._all("SELECT count(*) FROM records")[0][0])

    def search(self, query: Mapping[str, str], at: datetime, most: int) -> Found:
        """Return the records that fit a query as they stood at a moment, `most` at most."""
        kind = self._kind
        codes = {key: value for key, value in query.items() if key in kind.codes}
        words = {key: value for key, value in query.items() if key in kind.words}
        if any(key in query for key in kind.name_keys):
            return self._by_name(query, codes, words, at, most)
        rows = self._where(codes, words, at, most + 1)
        exact = [self._match(row, 100.0, ("every code is the same",)) for row in rows]
        if kind.mistyped and len(exact) <= most:
            exact += self._mistyped(codes, words, at)
        return _cut(exact, most)

    def screen(self, queries: Sequence[Mapping[str, str]], at: datetime, most: int) -> list[Found]:
        """Return what each of many queries brings; codes are looked up all at once."""
        kind = self._kind
        if kind.name_keys or not queries or any(set(q) != set(queries[0]) for q in queries):
            return [self.search(query, at, most) for query in queries]
        key = kind.needs[0][0]
        asked_for: dict[str, list[int]] = {}
        for place, query in enumerate(queries):
            for code in (query[key], *_one_off(query[key])):
                asked_for.setdefault(code, []).append(place)
        found: list[list[Match]] = [[] for _ in queries]
        for row in self._among(kind.codes[key], list(asked_for), at):
            code = str(row[kind.codes[key]])
            for place in asked_for[code]:
                query = queries[place]
                words = {k: value for k, value in query.items() if k in kind.words}
                if _agrees(kind, row, {}, words):
                    found[place].append(self._code_match(row, query[key], code))
        return [_cut(matches, most) for matches in found]

    def _fill(self, table: pa.Table) -> None:
        kind = self._kind
        self._connection.register("given", table)
        since = f'"{kind.since}"' if kind.since else "NULL"
        until = f'"{kind.until}"' if kind.until else "NULL"
        sql = (  # the columns are those of a Kind, never a trainee's text
            "CREATE TABLE records AS SELECT row_number() OVER () - 1 AS _row, *, "  # noqa: S608
            f"CAST({since} AS TIMESTAMP) AS _since, CAST({until} AS TIMESTAMP) AS _until FROM given"
        )
        self._connection.execute(sql)
        self._connection.unregister("given")
        for column in sorted(set(kind.codes.values())):
            self._connection.execute(f'CREATE INDEX "by_{column}" ON records("{column}")')

    def _where(
        self, codes: Mapping[str, str], words: Mapping[str, str], at: datetime, most: int
    ) -> list[dict[str, Any]]:
        kind = self._kind
        tests = [f'"{kind.codes[key]}" = ?' for key in codes]
        tests += [f'lower("{kind.words[key]}") = lower(?)' for key in words]
        return self._rows(" AND ".join(tests), [*codes.values(), *words.values()], at, most)

    def _rows(
        self, test: str, values: Sequence[object], at: datetime, most: int
    ) -> list[dict[str, Any]]:
        moment = _moment(self._kind, at)
        sql = (  # values are bound, see above for the columns
            f"SELECT * FROM records WHERE {test} AND (_since IS NULL OR _since < ?) "  # noqa: S608
            f"AND (_until IS NULL OR _until >= ?) ORDER BY _row LIMIT {int(most)}"
        )
        found = self._all(sql, [*values, moment, moment])
        return [dict(zip(self._columns, row, strict=True)) for row in found]

    def _among(self, column: str, values: Sequence[object], at: datetime) -> list[dict[str, Any]]:
        """Return the rows whose column is among some values, however many."""
        if not values:
            return []
        return self._rows(f'"{column}" IN (SELECT unnest(?))', [list(values)], at, _MOST_AMONG)

    def _by_name(
        self,
        query: Mapping[str, str],
        codes: Mapping[str, str],
        words: Mapping[str, str],
        at: datetime,
        most: int,
    ) -> Found:
        assert self._names is not None
        asked = Name.of(*(query.get(key, "") for key in self._kind.name_keys))
        scored = [
            (place, compare_names(asked, self._names.name(place)))
            for place in self._names.candidates(asked).tolist()
        ]
        near = {place: match for place, match in scored if match.score >= self._possible_from}
        rows = self._among("_row", list(near), at)
        rows = [row for row in rows if _agrees(self._kind, row, codes, words)]
        return self._told_apart(query, [(row, near[row["_row"]]) for row in rows], most)

    def _told_apart(
        self, query: Mapping[str, str], near: Iterable[tuple[dict[str, Any], NameMatch]], most: int
    ) -> Found:
        """Set aside namesakes with another date of birth, and say how many they are."""
        matches, others = [], 0
        for row, name in near:
            if not self._kind.birth_column:
                matches.append(self._match(row, name.score, name.reasons, is_hit=name.score == 100))
                continue
            verdict, reason = compare_days(
                query.get("birth_date", ""), _text(row[self._kind.birth_column])
            )
            if verdict == "different":
                others += 1
                continue
            sure = name.score == 100 and verdict == "same"
            matches.append(self._match(row, name.score, (*name.reasons, reason), is_hit=sure))
        found = _cut(matches, most)
        if not others:
            return found
        told = f"{others} of a near name left out, since the date of birth is another"
        return Found(found.matches, (*found.left_out, told))

    def _mistyped(
        self, codes: Mapping[str, str], words: Mapping[str, str], at: datetime
    ) -> list[Match]:
        (key,) = [k for k, column in self._kind.codes.items() if column == self._kind.mistyped]
        asked = codes[key]
        rows = self._among(self._kind.mistyped, sorted(_one_off(asked)), at)
        rows = [row for row in rows if _agrees(self._kind, row, {}, words)]
        return [self._code_match(row, asked, str(row[self._kind.mistyped])) for row in rows]

    def _code_match(self, row: Mapping[str, Any], asked: str, held: str) -> Match:
        if asked == held:
            return self._match(row, 100.0, ("every code is the same",))
        reason = f"{asked}, in the record {held}: one character differs"
        return self._match(row, 100.0 * (1 - 1 / len(asked)), (reason,), is_hit=False)

    def _match(
        self, row: Mapping[str, Any], score: float, reasons: tuple[str, ...], *, is_hit: bool = True
    ) -> Match:
        shown = {name: _text(value) for name, value in row.items() if not name.startswith("_")}
        record = shown.pop(self._kind.record)
        return Match(
            record, {k: v for k, v in shown.items() if v}, round(score, 1), reasons, is_hit
        )

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        # a cursor of its own for every question, so that threads may ask at the same time
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(values)).fetchall()


def _check_columns(kind: Kind, table: pa.Table) -> list[str]:
    needed = {kind.record, *kind.codes.values(), *kind.words.values(), *kind.name_columns}
    needed |= {column for column in (kind.birth_column, kind.since, kind.until) if column}
    if missing := sorted(needed - set(table.column_names)):
        raise ResearchError(
            f"{kind.name}: the rows have no column {missing[0]!r}; found {table.column_names}."
        )
    return ["_row", *table.column_names, "_since", "_until"]


def _agrees(
    kind: Kind, row: Mapping[str, Any], codes: Mapping[str, str], words: Mapping[str, str]
) -> bool:
    same = all(str(row[kind.codes[key]]) == value for key, value in codes.items())
    return same and all(
        str(row[kind.words[key]]).casefold() == value.casefold() for key, value in words.items()
    )


def _cut(matches: list[Match], most: int) -> Found:
    best = sorted(matches, key=lambda match: (not match.is_hit, -match.score, match.record))
    more = len(best) - most
    left = ("there are more: ask more precisely",) if more > 0 else ()
    return Found(tuple(best[:most]), left)


def _moment(kind: Kind, at: datetime) -> datetime:
    """Return the moment that a record must lie before; of days, those before count."""
    plain = at.replace(tzinfo=None)
    return (
        plain if kind.by == "moment" else plain.replace(hour=0, minute=0, second=0, microsecond=0)
    )


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


def _text(value: object) -> str:
    """Return a value as an answer shows it: days and minutes, nothing where nothing is known."""
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, datetime):
        at_midnight = value.hour == value.minute == value.second == 0
        return value.strftime("%Y-%m-%d" if at_midnight else "%Y-%m-%d %H:%M")
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)
