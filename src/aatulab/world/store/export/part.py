"""One part of a table as text formats want it."""

import pyarrow as pa

from aatulab.world.store.layout import GATEWAY, Place
from aatulab.world.store.parquet import read_parquet
from aatulab.world.store.stored import StoredWorld


def part_of(world: StoredWorld, place: Place) -> pa.Table:
    """Return a part with its gateway as a column, and moments in seconds."""
    table = read_parquet(world.path(place))
    for number, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            seconds = table[field.name].cast(pa.timestamp("s", tz="UTC"))
            table = table.set_column(number, field.name, seconds)
    if place.gateway is not None:
        codes = pa.array([place.gateway], pa.string()).take(
            pa.array([0] * table.num_rows, pa.int8())
        )
        table = table.append_column(GATEWAY, codes)
    return table
