"""Tables as Parquet files, so that equal tables give equal bytes."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


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


def read_parquet(path: Path) -> pa.Table:
    """Return one file as a table, with the columns that are in it and no others.

    `pq.read_table` would add the `gateway` that the file's folder is named after.
    """
    with pq.ParquetFile(path) as file:
        return file.read()
