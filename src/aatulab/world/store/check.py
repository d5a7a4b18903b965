"""Whether a world on disk is whole, as described, and holds together; for one gateway or many.

The parts are checked one after the other, and what goes across parts (keys, references) by
DuckDB, which puts on disk what does not fit into its memory.
"""

import glob
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from aatulab.errors import WorldError
from aatulab.world.frames import to_frame
from aatulab.world.store.layout import MANIFEST
from aatulab.world.store.parquet import read_parquet
from aatulab.world.store.site import wrong_files
from aatulab.world.store.sql import quoted
from aatulab.world.store.stored import StoredTable, StoredWorld
from aatulab.world.validation import validate

_MEMORY = "1GB"


def check_world(folder: Path) -> Iterator[str]:
    """Yield in words what is wrong with the world in a folder; nothing if all is well.

    What goes across tables is looked at only if every file is as it was written.  Raises
    `WorldError` if there is no world.
    """
    world = StoredWorld.open(folder)
    damaged = [*wrong_files(folder, world.manifest.stock), *_strangers(world)]
    yield from damaged
    tables = list(world.tables(with_truth=True))
    known = {place.path for table in tables for place in table.places}
    for path in sorted(set(world.manifest.stock.files) - known):
        yield f"{path}: no schema in datasets/schemas describes this table"
    for table in tables:
        yield from _broken_rules(world, table)
    if not damaged:
        yield from _across(world, tables)


def _strangers(world: StoredWorld) -> Iterator[str]:
    """Yield the files that the manifest does not know; a reader would take them for parts."""
    for path in sorted(world.folder.rglob("*")):
        name = path.relative_to(world.folder).as_posix()
        if path.is_file() and name != MANIFEST and name not in world.manifest.stock.files:
            yield f"{name}: not in {MANIFEST}"


def _broken_rules(world: StoredWorld, table: StoredTable) -> Iterator[str]:
    for place in table.places:
        try:
            validate(table.name, to_frame(read_parquet(world.path(place))))
        except FileNotFoundError:
            pass  # told already
        except (WorldError, pa.ArrowException, OSError) as error:
            yield f"{place.path}: {error}"


def _across(world: StoredWorld, tables: Sequence[StoredTable]) -> Iterator[str]:
    with (
        tempfile.TemporaryDirectory() as spilled,
        duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": spilled}) as database,
    ):
        for table in tables:
            files = ", ".join(quoted(glob.escape(str(world.path(at)))) for at in table.places)
            # parts have the same columns: their names, and not their places, say which is which
            database.execute(
                f'CREATE VIEW "{table.name}" AS SELECT * FROM read_parquet([{files}], '  # noqa: S608
                "hive_partitioning = false, union_by_name = true)"
            )
        for table in tables:
            yield from _repeated_keys(database, table)
            yield from _lost_references(database, table, {one.name for one in tables})


def _repeated_keys(database: duckdb.DuckDBPyConnection, table: StoredTable) -> Iterator[str]:
    unique = [(column.name,) for column in table.schema.columns if column.unique]
    for key in dict.fromkeys([table.schema.key, *unique]):
        columns = ", ".join(f'"{name}"' for name in key)
        found = database.execute(
            f'SELECT count(*) OVER (), {columns} FROM "{table.name}" '  # noqa: S608 - names are ours
            f"GROUP BY {columns} HAVING count(*) > 1 ORDER BY {columns} LIMIT 1"
        ).fetchone()
        if found:
            yield (
                f"{table.name}: key {', '.join(key)}: {found[0]:,} values come more than once, "
                f"such as {', '.join(map(repr, found[1:]))}"
            )


def _lost_references(
    database: duckdb.DuckDBPyConnection, table: StoredTable, known: set[str]
) -> Iterator[str]:
    for column in table.schema.columns:
        target, _, key = (column.refers_to or "").partition(".")
        if target not in known:
            continue
        found = database.execute(
            f'SELECT count(*) OVER (), "{column.name}" FROM "{table.name}" AS one '  # noqa: S608 - names are ours
            f'WHERE "{column.name}" IS NOT NULL AND NOT list_contains(?, "{column.name}") AND NOT '
            f'EXISTS (SELECT 1 FROM "{target}" WHERE "{key}" = one."{column.name}") LIMIT 1',
            [list(column.apart_from)],
        ).fetchone()
        if found:
            yield (
                f"{table.name}.{column.name}: {found[0]:,} values are not in {column.refers_to}, "
                f"such as {found[1]!r}"
            )
