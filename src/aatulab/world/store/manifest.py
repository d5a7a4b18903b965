"""What was ordered and what lies on disk: `world.json`, and the cards of a build under way.

Nothing here knows the time: the same order gives the same manifest, byte for byte.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aatulab.errors import WorldError, shown
from aatulab.world.scenario import order_of, spec_of
from aatulab.world.spec import WorldSpec
from aatulab.world.store.layout import MANIFEST, Place

FORMAT = 1


@dataclass(frozen=True)
class StoredFile:
    """One Parquet file: how many rows, how many bytes, and its digest."""

    rows: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class FlowCount:
    """How many records a flow has, and how many of them are illicit."""

    records: int
    illicit: int


@dataclass(frozen=True)
class Stock:
    """The files of one gateway, or of a whole world, by their paths; and its flows by name."""

    files: Mapping[str, StoredFile]
    flows: Mapping[str, FlowCount]

    def to_json(self) -> dict[str, object]:
        """Return it as plain data, in an order that does not depend on who built what first."""
        return {
            "flows": {name: asdict(count) for name, count in sorted(self.flows.items())},
            "files": {path: asdict(file) for path, file in sorted(self.files.items())},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Stock":
        """Return what `to_json` wrote; WorldError, KeyError, TypeError or AttributeError if not."""
        return cls(
            files={path: _stored_file(path, told) for path, told in data["files"].items()},
            flows={name: _flow_count(name, told) for name, told in data["flows"].items()},
        )


@dataclass(frozen=True)
class Order:
    """What is to be built, and by what: the same order gives the same bytes."""

    spec: WorldSpec
    made_by: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {"format": FORMAT, "spec": order_of(self.spec), "made_by": dict(self.made_by)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Order":
        """Return what `to_json` wrote; `WorldError`, KeyError or TypeError if it did not."""
        if data["format"] != FORMAT:
            raise WorldError(f"format: found {data['format']!r}, this lab reads {FORMAT}.")
        return cls(spec_of(data["spec"], "spec."), dict(data["made_by"]))

    def differences(self, wanted: "Order") -> list[str]:
        """Return in words how this order, which is on disk, differs from the one wanted."""
        here = {**order_of(self.spec), **self.made_by}
        there = {**order_of(wanted.spec), **wanted.made_by}
        return [
            f"{key} is {here.get(key)!r}, asked for is {there.get(key)!r}"
            for key in {**here, **there}
            if here.get(key) != there.get(key)
        ]


@dataclass(frozen=True)
class Manifest:
    """All that `world.json` says."""

    order: Order
    stock: Stock

    def to_json(self) -> dict[str, object]:
        """Return it as plain data."""
        return {**self.order.to_json(), **self.stock.to_json()}


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a world; `WorldError` names the folder and the next step."""
    path = folder / MANIFEST
    if not path.is_file():
        raise WorldError(
            f"{folder}: there is no {MANIFEST}, so this is no complete world; name the folder that "
            "`aatulab world build --out` wrote."
        )
    data = read_json(path)
    try:
        return Manifest(Order.from_json(data), Stock.from_json(data))
    except (KeyError, TypeError, AttributeError) as error:
        raise WorldError(
            f"{path}: not as this lab writes it ({error!r}); build it again."
        ) from None
    except WorldError as error:
        raise WorldError(f"{path}: {error}") from None


def _stored_file(path: str, told: Mapping[str, Any]) -> StoredFile:
    try:
        Place.of(path)
    except ValueError as error:
        raise WorldError(f"files: {error}.") from None
    file = StoredFile(**told)
    if (type(file.rows), type(file.size_bytes), type(file.sha256)) != (int, int, str):
        raise WorldError(f"files.{path}: found {shown(told)}, expected rows, bytes and a digest.")
    return file


def _flow_count(name: str, told: Mapping[str, Any]) -> FlowCount:
    count = FlowCount(**told)
    if (type(count.records), type(count.illicit)) != (int, int):
        raise WorldError(f"flows.{name}: found {shown(told)}, expected two whole numbers.")
    return count


def write_json(data: Mapping[str, object], path: Path) -> None:
    """Write plain data; whoever looks finds the whole file or none."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """Return what `write_json` wrote; `WorldError` names the file if it is something else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise WorldError(f"{path}: not readable as JSON ({error}); build it again.") from None
    if not isinstance(data, dict):
        raise WorldError(f"{path}: expected a mapping, found {type(data).__name__}.")
    return data


def joined(stocks: Iterable[Stock]) -> Stock:
    """Return the stock of several parts together."""
    files: dict[str, StoredFile] = {}
    flows: dict[str, FlowCount] = {}
    for stock in stocks:
        files |= stock.files
        for name, count in stock.flows.items():
            before = flows.get(name, FlowCount(0, 0))
            flows[name] = FlowCount(before.records + count.records, before.illicit + count.illicit)
    return Stock(files, flows)
