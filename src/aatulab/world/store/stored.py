"""A world on disk, as its readers see it: tables, each in parts, in an order that can be loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aatulab.world.references import reference_order
from aatulab.world.schemas import Column, TableSchema, read_schema, table_names
from aatulab.world.store.layout import GATEWAY, Place
from aatulab.world.store.manifest import Manifest, read_manifest

_OF_GATEWAY = Column(
    name=GATEWAY,
    type="text",
    description="Airport of the part of the world that the row belongs to.",
    purpose="Splits a large world into parts that were built alone.",
    example="LIS",
)


@dataclass(frozen=True)
class StoredTable:
    """One table of a world on disk."""

    schema: TableSchema
    places: tuple[Place, ...]  # its parts, by gateway
    rows: int

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.schema.name

    @property
    def hidden(self) -> bool:
        """Return whether the table is truth."""
        return self.places[0].hidden

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the schema, and the gateway unless all of them share the table."""
        shared = self.places[0].gateway is None
        return self.schema.columns if shared else (*self.schema.columns, _OF_GATEWAY)


@dataclass(frozen=True)
class StoredWorld:
    """A world's folder and what its manifest says."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path) -> "StoredWorld":
        """Return the world in a folder; `WorldError` if there is none."""
        return cls(folder, read_manifest(folder))

    def tables(self, *, with_truth: bool) -> Iterator[StoredTable]:
        """Yield the tables, each after those that it refers to."""
        files = self.manifest.stock.files
        places = sorted(map(Place.of, files))
        schemas = [read_schema(name) for name in table_names()]
        for name in reference_order(schemas):
            parts = tuple(
                place for place in places if place.table == name and with_truth >= place.hidden
            )
            if parts:
                rows = sum(files[place.path].rows for place in parts)
                yield StoredTable(read_schema(name), parts, rows)

    def path(self, place: Place) -> Path:
        """Return where a part lies."""
        return self.folder / place.path
