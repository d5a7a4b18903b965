"""Read `datasets/xray/bags.yml`: suitcases, backpacks, parcels, boxes, and what people put in them.

A bag's shell is described like an object, at its usual size, standing on z = 0; each bag drawn is
longer or shorter in every direction.  `holds` weighs the categories of harmless things.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, InspectionError
from aatulab.fields import Fields
from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models.library import Library, read_library
from aatulab.inspection.xray.models.parts import Table, read_part
from aatulab.inspection.xray.models.solids import Solids, joined
from aatulab.inspection.xray.physics.attenuation import attenuation_table
from aatulab.inspection.xray.physics.materials import read_materials
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.world.streams import Streams


@dataclass(frozen=True)
class Bag:
    """One kind of bag; sizes in cm, x along the belt."""

    name: str
    title: str
    size: tuple[float, float, float]  # inside, at its usual size
    inside_at: float  # height of the inner floor above the belt
    stretch: tuple[float, float]  # how much shorter and longer it may be
    things: tuple[int, int]  # fewest and most objects
    holds: Mapping[str, float]
    shell: Solids


@cache
def read_bags(path: Path | None = None) -> Mapping[str, Bag]:
    """Return all kinds of bags by name; `ContentError` names file, bag and key."""
    path = path or datasets_dir() / "xray" / "bags.yml"
    table = attenuation_table(read_materials(), read_scanner())
    fields = Fields(str(path), read_yaml(path))
    bags = {name: _bag(name, entry, table) for name, entry in fields.mappings("bags")}
    _check_holds(path, bags, read_library())
    return bags


def bag_named(name: str) -> Bag:
    """Return one kind of bag; `InspectionError` when there is none of that name."""
    bags = read_bags()
    if name not in bags:
        raise InspectionError(f"bag: found {name!r}, expected one of {sorted(bags)}.")
    return bags[name]


def _bag(name: str, fields: Fields, table: Table) -> Bag:
    rng = Streams(0).of("xray bags", name)
    parts = [read_part(entry, table).build(rng) for entry in fields.entries("parts")]
    x, y, z = fields.numbers("inside", 3, least=5)
    fewest, most = fields.pair("things")
    bag = Bag(
        name=name,
        title=fields.text("title"),
        size=(x, y, z),
        inside_at=fields.number("inside_at", least=0),
        stretch=fields.pair("stretch"),
        things=(int(fewest), int(most)),
        holds=fields.weights("holds"),
        shell=joined(parts),
    )
    fields.nothing_else()
    return bag


def _check_holds(path: Path, bags: Mapping[str, Bag], library: Library) -> None:
    harmless = {name for name, one in library.categories.items() if one.kind == "harmless"}
    for bag in bags.values():
        if unknown := set(bag.holds) - harmless:
            raise ContentError(
                f"{path}: {bag.name}.holds: {sorted(unknown)} are no categories of harmless "
                f"objects; those are {sorted(harmless)}."
            )


def stretched(shell: Solids, stretch: Floats) -> Solids:
    """Return a shell made longer or shorter along x, y and z; its floor stays on the belt."""
    return Solids(
        shell.kind,
        shell.centre * stretch,
        shell.axes / stretch,
        shell.extent,
        shell.extra,
        shell.mu,
    )
