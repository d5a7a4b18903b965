"""Where a world is built: a hidden folder beside the one that it will be.

    .out.building/order.json       what is being built, written first
    .out.building/world/...        the files in their places; becomes `out` by one rename
    .out.building/cards/LIS.json   the digests of a gateway's files, written when all are in place
    .out.building/work-.../        what is being written just now

A gateway is finished when its card is there.  A process that dies at any moment leaves files
without a card, which the next build writes again, and never a folder `out`.
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from aatulab.errors import WorldError
from aatulab.world.schemas import read_schema
from aatulab.world.store.digests import digest_of
from aatulab.world.store.layout import MANIFEST, Place
from aatulab.world.store.manifest import (
    FlowCount,
    Manifest,
    Order,
    Stock,
    StoredFile,
    read_json,
    write_json,
)
from aatulab.world.store.parquet import write_parquet

_ORDER, _WORK = "order.json", "work-"


@dataclass(frozen=True)
class Site:
    """The folder of one build."""

    folder: Path

    @classmethod
    def beside(cls, out: Path) -> "Site":
        """Return where the world of a folder is built."""
        return cls(out.parent / f".{out.name}.building")

    @property
    def world(self) -> Path:
        """Return the folder that becomes the world."""
        return self.folder / "world"

    def begin(self, order: Order) -> None:
        """Make the folder, or go on in it; `WorldError` if it is that of another order."""
        written = self.folder / _ORDER
        if written.is_file():
            self._check_same(order, written)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
        for folder in (self.world, self.folder / "cards"):
            folder.mkdir(parents=True, exist_ok=True)
        write_json(order.to_json(), written)
        for left in self.folder.glob(f"{_WORK}*"):
            shutil.rmtree(left, ignore_errors=True)

    def put(self, name: str, tables: Mapping[Place, pa.Table]) -> Stock:
        """Write the tables of one part and return its stock; the part's card is its last file."""
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=self.folder) as work:
            written = {Path(work) / f"{number}": place for number, place in enumerate(tables)}
            files = {p.path: _write(tables[p], p.table, path) for path, p in written.items()}
            for path, place in written.items():
                target = self.world / place.path
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
        stock = Stock(files, _flows(tables))
        write_json(stock.to_json(), self._card(name))
        return stock

    def kept(self, name: str) -> Stock | None:
        """Return the stock of a gateway that an earlier build finished, if its files are sound."""
        try:
            stock = Stock.from_json(read_json(self._card(name)))
        except (FileNotFoundError, WorldError, KeyError, TypeError, AttributeError):
            return None
        own = {Place.of(path).gateway for path in stock.files} == {name}
        return stock if own and not wrong_files(self.world, stock) else None

    def finish(self, manifest: Manifest, out: Path) -> None:
        """Put the world into place, all of it at once."""
        write_json(manifest.to_json(), self.world / MANIFEST)
        if out.exists():
            out.rmdir()
        self.world.rename(out)
        self.clear()

    def clear(self) -> None:
        """Remove what a build leaves beside a finished world."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _check_same(self, order: Order, written: Path) -> None:
        try:
            differences = Order.from_json(read_json(written)).differences(order)
        except (WorldError, KeyError, TypeError, AttributeError) as error:
            differences = [f"it is of another version of the lab ({error})"]
        if differences:
            raise WorldError(
                f"{self.folder}: an unfinished world lies here, and it is another one: "
                f"{'; '.join(differences)}.  Ask for that one to finish it, or delete the folder."
            )

    def _card(self, name: str) -> Path:
        return self.folder / "cards" / f"{name}.json"


def wrong_files(folder: Path, stock: Stock) -> list[str]:
    """Return in words which files of a stock are missing or are not as they were written."""
    wrong = []
    for path, file in stock.files.items():
        if not (folder / path).is_file():
            wrong.append(f"{path}: missing")
        elif digest_of(folder / path) != file.sha256:
            wrong.append(f"{path}: not as it was written, its digest differs")
    return wrong


def _write(table: pa.Table, name: str, path: Path) -> StoredFile:
    nullable = {column.name for column in read_schema(name).columns if column.nullable}
    try:
        write_parquet(table, path, nullable=nullable)
    except ValueError as error:
        raise WorldError(
            f"table {name}: {error}; write `nullable: true` into datasets/schemas/{name}.yml, or "
            "fill the values in."
        ) from error
    return StoredFile(table.num_rows, path.stat().st_size, digest_of(path))


def _flows(tables: Mapping[Place, pa.Table]) -> dict[str, FlowCount]:
    """Return the records of each flow, counted in the truth."""
    counts: dict[str, FlowCount] = {}
    for place, table in tables.items():
        if place.hidden and place.table == "truth":
            # each flow wrote its own dictionary, which grouping does not take together
            plain = table.set_column(0, "flow", table["flow"].cast(pa.string()))
            by_flow = plain.group_by("flow").aggregate([("illicit", "sum"), ("illicit", "count")])
            for row in by_flow.to_pylist():
                counts[row["flow"]] = FlowCount(row["illicit_count"], row["illicit_sum"])
    return counts
