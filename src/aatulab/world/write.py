"""Write a world to disk: one Parquet file a table, truth in a folder of its own.

Everything is written beside the target and put in place by one rename, so a reader sees a whole
world or none.
"""

import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from aatulab.errors import WorldError
from aatulab.world.build import World


def write_world(world: World, out: Path) -> None:
    """Write `out/tables/*.parquet`, and apart from them `out/truth/*.parquet`.

    Raises `WorldError` if `out` exists and is not an empty folder: a world never overwrites.
    """
    out = out.absolute()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WorldError(f"{out}: there is something already; name a new or an empty folder.")
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        (beside / "tables").mkdir()
        (beside / "truth").mkdir()
        for name, table in world.tables.items():
            write_parquet(table, beside / "tables" / f"{name}.parquet")
        for name, table in world.hidden.items():
            write_parquet(table, beside / "truth" / f"{name}.parquet")
        beside.chmod(0o755)
        if out.exists():
            out.rmdir()
        beside.rename(out)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise WorldError(f"{out}: the world could not be written ({error.strerror}).") from error


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write one table; equal tables give equal bytes, and readers see plain text columns."""
    repetitive = [
        field.name
        for field in table.schema
        if pa.types.is_dictionary(field.type) or pa.types.is_integer(field.type)
    ]
    pq.write_table(
        table,
        path,
        compression="snappy",
        use_dictionary=repetitive,
        write_statistics=False,
        store_schema=False,
        row_group_size=1_000_000,
    )
