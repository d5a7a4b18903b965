"""A world as a folder of CSV files, one a table; truth, if asked for, in `truth/`.

Texts are in quotes, moments are ISO 8601 in UTC, a missing value is an empty field without
quotes.  Nothing is put before texts that a spreadsheet might take for a formula: the data are
ours, and none begins with `=`, `-`, `@` or a tab.  Phones begin with `+`, which a spreadsheet
reads as a number and not as a formula; import them as text to keep the sign.  pandas takes the
country code NA, which is Namibia, for a missing value unless `keep_default_na=False`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.csv as pc

from aatulab.world.store.export.part import part_of
from aatulab.world.store.layout import TRUTH
from aatulab.world.store.stored import StoredTable, StoredWorld


def write_csv(
    world: StoredWorld,
    tables: Sequence[StoredTable],
    out: Path,
    tell: Callable[[StoredTable], None],
) -> None:
    """Write every table into the folder `out`."""
    out.mkdir()
    for table in tables:
        folder = out / TRUTH if table.hidden else out
        folder.mkdir(exist_ok=True)
        schema = part_of(world, table.places[0]).schema
        with pc.CSVWriter(folder / f"{table.name}.csv", schema) as writer:
            for place in table.places:
                writer.write_table(part_of(world, place))
        tell(table)
