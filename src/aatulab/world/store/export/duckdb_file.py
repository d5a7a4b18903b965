"""A world as one DuckDB file: typed, described, with keys and indices on what refers.

Keys and indices are made after the rows are in, one after the other: DuckDB wants an index to
fit into memory while it is made, and no longer.
"""

import glob
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from aatulab.errors import WorldError
from aatulab.world.schemas import Column
from aatulab.world.store.layout import GATEWAY
from aatulab.world.store.sql import quoted
from aatulab.world.store.stored import StoredTable, StoredWorld

_MEMORY = "1500MB"
_TYPES: Mapping[str, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "flag": "BOOLEAN",
    "moment": "TIMESTAMPTZ",
    "day": "DATE",
}


def write_duckdb(
    world: StoredWorld,
    tables: Sequence[StoredTable],
    out: Path,
    tell: Callable[[StoredTable], None],
) -> None:
    """Write all tables into the file `out`; `WorldError` says what DuckDB could not do."""
    spilled = str(out.with_name("spilled"))
    try:
        with duckdb.connect(
            out, config={"memory_limit": _MEMORY, "temp_directory": spilled}
        ) as database:
            for table in tables:
                _fill(database, world, table)
                _describe(database, table)
                tell(table)
    except duckdb.Error as error:
        raise WorldError(f"{out.name}: DuckDB could not make this file ({error}).") from error


def _fill(database: duckdb.DuckDBPyConnection, world: StoredWorld, table: StoredTable) -> None:
    columns = ", ".join(map(_declared, table.columns))
    database.execute(f'CREATE TABLE "{table.name}" ({columns})')
    for place in table.places:
        gateway = "" if place.gateway is None else f", '{place.gateway}' AS {GATEWAY}"
        database.execute(
            f'INSERT INTO "{table.name}" BY NAME SELECT *{gateway} '  # noqa: S608 - names are ours
            "FROM read_parquet(?, hive_partitioning = false)",
            [glob.escape(str(world.path(place)))],
        )
    key = ", ".join(f'"{name}"' for name in table.schema.key)
    database.execute(f'ALTER TABLE "{table.name}" ADD PRIMARY KEY ({key})')
    for column in table.columns:
        if column.refers_to and table.schema.key != (column.name,):
            database.execute(
                f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")'
            )


def _declared(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{"" if column.nullable else " NOT NULL"}'


def _describe(database: duckdb.DuckDBPyConnection, table: StoredTable) -> None:
    """Write the data dictionary into the file."""
    row = quoted(f"One row is {table.schema.row}.")
    database.execute(f'COMMENT ON TABLE "{table.name}" IS {row}')
    for column in table.columns:
        unit = f" [{column.unit}]" if column.unit else ""
        database.execute(
            f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS '
            f"{quoted(column.description + unit)}"
        )
