"""Tables as Parquet files, so that equal tables give equal bytes."""

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_parquet(table: pa.Table, path: Path, *, nullable: Collection[str]) -> None:
    """Write one table; equal tables give equal bytes, and readers see plain text columns.

    Only the `nullable` columns may hold missing values; the file says so, and is written the
    quicker for it.  Raises `ValueError` if another column holds one.
    """
    fields = [field.with_nullable(field.name in nullable) for field in table.schema]
    repetitive = [
        field.name
        for field in fields
        if pa.types.is_dictionary(field.type) or pa.types.is_integer(field.type)
    ]
    pq.write_table(
        table.cast(pa.schema(fields)),
        path,
        compression="snappy",
        use_dictionary=repetitive,
        write_statistics=False,
        store_schema=False,
        row_group_size=1_000_000,
        write_batch_size=65_536,  # the default of 1,024 rows costs a tenth of the time
    )


def read_parquet(path: Path) -> pa.Table:
    """Return one file as a table, with the columns that are in it and no others.

    `pq.read_table` would add the `gateway` that the file's folder is named after.
    """
    with pq.ParquetFile(path) as file:
        return file.read()
