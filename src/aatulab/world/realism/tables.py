"""A world on disk, asked by column: the memory needed does not grow with the world."""

import glob
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from aatulab.errors import WorldError
from aatulab.world.store.sql import quoted
from aatulab.world.store.stored import StoredWorld

_MEMORY = "1GB"


@dataclass(frozen=True)
class Tables:
    """The tables of a world as views of one database; `known` are those that have rows."""

    database: duckdb.DuckDBPyConnection
    known: frozenset[str]
    folder: Path

    def rows(self, sql: str) -> list[tuple[float | str, ...]]:
        """Return the answer to a question; `WorldError` says which folder cannot be read."""
        try:
            return self.database.execute(sql).fetchall()
        except duckdb.Error as error:
            raise WorldError(
                f"{self.folder}: cannot be read as a world ({error}); "
                f"`aatulab world check {self.folder}` tells what is wrong with it."
            ) from error


@contextmanager
def open_tables(world: StoredWorld) -> Iterator[Tables]:
    """Give the tables of a world, the truth among them, to be asked."""
    with (
        tempfile.TemporaryDirectory() as spilled,
        # one thread, so that sums are formed in one order and end in the same digits
        duckdb.connect(
            config={"memory_limit": _MEMORY, "temp_directory": spilled, "threads": 1}
        ) as database,
    ):
        known = set()
        tables = Tables(database, frozenset(), world.folder)
        for table in world.tables(with_truth=True):
            files = ", ".join(quoted(glob.escape(str(world.path(at)))) for at in table.places)
            tables.rows(
                f'CREATE VIEW "{table.name}" AS SELECT * FROM read_parquet([{files}], '  # noqa: S608
                "hive_partitioning = false, union_by_name = true)"
            )
            if table.rows:
                known.add(table.name)
        yield Tables(database, frozenset(known), world.folder)
