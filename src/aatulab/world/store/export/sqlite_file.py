"""A world as one SQLite file, for everything that reads SQLite and nothing else.

SQLite has no days, moments and flags: days and moments are ISO 8601 texts, as its own date
functions want them, and flags are 0 and 1.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from aatulab.errors import WorldError
from aatulab.world.schemas import Column
from aatulab.world.store.export.part import part_of
from aatulab.world.store.layout import Place
from aatulab.world.store.stored import StoredTable, StoredWorld

_ROWS_AT_ONCE = 20_000
_TYPES: Mapping[str, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "flag": "INTEGER",
    "moment": "TEXT",
    "day": "TEXT",
}


def write_sqlite(
    world: StoredWorld,
    tables: Sequence[StoredTable],
    out: Path,
    tell: Callable[[StoredTable], None],
) -> None:
    """Write all tables into the file `out`; `WorldError` says what SQLite could not do."""
    keys = {f"{table.name}.{table.schema.key[0]}" for table in tables if len(table.schema.key) == 1}
    try:
        with closing(sqlite3.connect(out, isolation_level=None)) as database:
            # the file is put into place when it is whole: no journal is needed to mend it
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            for table in tables:
                _fill(database, world, table, keys)
                tell(table)
    except sqlite3.Error as error:
        raise WorldError(f"{out.name}: SQLite could not make this file ({error}).") from error


def _fill(
    database: sqlite3.Connection, world: StoredWorld, table: StoredTable, keys: set[str]
) -> None:
    columns = ", ".join(_declared(column, keys) for column in table.columns)
    database.execute(f'CREATE TABLE "{table.name}" ({columns})')
    marks = ", ".join("?" * len(table.columns))
    database.execute("BEGIN")
    for place in table.places:
        database.executemany(
            f'INSERT INTO "{table.name}" VALUES ({marks})',  # noqa: S608 - names are ours
            _rows(world, place),
        )
    database.execute("COMMIT")
    # an index is sorted once the rows are in, which is quicker than keeping it while they come
    key = ", ".join(f'"{name}"' for name in table.schema.key)
    database.execute(f'CREATE UNIQUE INDEX "{table.name}_key" ON "{table.name}" ({key})')
    for column in table.columns:
        if column.refers_to and table.schema.key != (column.name,):
            database.execute(
                f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")'
            )


def _declared(column: Column, keys: set[str]) -> str:
    """Return a column's declaration, with the reference that diagrams are drawn from."""
    declared = f'"{column.name}" {_TYPES[column.type]}{"" if column.nullable else " NOT NULL"}'
    # SQLite may be told to enforce references: then each needs a key, and no value apart from it
    if column.refers_to in keys and not column.apart_from:
        target, _, key = str(column.refers_to).partition(".")
        declared += f' REFERENCES "{target}" ("{key}")'
    return declared


def _rows(world: StoredWorld, place: Place) -> Iterator[tuple[object, ...]]:
    table = part_of(world, place)
    for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE):
        yield from zip(*(_plain(column).to_pylist() for column in batch.columns), strict=True)


def _plain(column: pa.Array) -> pa.Array:
    if pa.types.is_temporal(column.type):
        return column.cast(pa.string())
    return column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column
