"""Export a world on disk, part by part, so that memory stays that of one part.

The truth is left out unless somebody asks for it.  The manifest is always left out: the seed in
it would give the truth away.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from aatulab.errors import WorldError
from aatulab.world.store.export.csv_files import write_csv
from aatulab.world.store.export.duckdb_file import write_duckdb
from aatulab.world.store.export.sqlite_file import write_sqlite
from aatulab.world.store.stored import StoredTable, StoredWorld

Tell = Callable[[StoredTable], None]  # is told each table that is written
Exporter = Callable[[StoredWorld, Sequence[StoredTable], Path, Tell], None]

FORMATS: Mapping[str, Exporter] = {
    "csv": write_csv,  # a folder of files
    "duckdb": write_duckdb,
    "sqlite": write_sqlite,
}


def export_world(
    world: StoredWorld,
    to: str,
    out: Path,
    *,
    with_truth: bool = False,
    tell: Tell = lambda _table: None,
) -> None:
    """Write a world to `out` in one of `FORMATS`; whoever looks finds all of it or nothing."""
    if to not in FORMATS:
        raise WorldError(f"to: found {to!r}, expected {', '.join(FORMATS)}.")
    out = out.absolute()
    if out.exists():
        raise WorldError(f"{out}: there is something already; name a new file or folder.")
    tables = list(world.tables(with_truth=with_truth))
    beside: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        FORMATS[to](world, tables, beside / out.name, tell)
        (beside / out.name).rename(out)
    except OSError as error:
        raise WorldError(f"{out}: could not be written ({error.strerror or error}).") from error
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)
