"""Read the object library: harmless things, and things to be found, as shapes of materials.

Each file of `datasets/xray/objects/` is one category.  Every object is built in several variants
(other counts, other proportions) when the library is read; packing only chooses among them, so
that memory stays flat however many pictures are made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, InspectionError
from aatulab.fields import Fields
from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models.parts import Table, read_part
from aatulab.inspection.xray.models.solids import Solids, joined
from aatulab.inspection.xray.physics.attenuation import attenuation_table
from aatulab.inspection.xray.physics.materials import read_materials
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.world.streams import Streams

VARIANTS = 6
STRETCH = 0.07  # of each of the three sizes, up or down
KINDS = ("harmless", "prohibited", "declarable")
SETS = ("A", "B")
POSES = ("x", "y", "z")


@dataclass(frozen=True, eq=False)
class Variant:
    """One way in which an object is built, about the middle of the box around it."""

    solids: Solids
    half: Floats  # (3,): half sizes of that box, cm


@dataclass(frozen=True, eq=False)
class Model:
    """One object of the library."""

    name: str
    title: str
    category: str
    kind: str  # harmless, prohibited or declarable
    is_soft: bool
    poses: tuple[str, ...]  # which of its axes may point up when it lies in a bag
    variants: tuple[Variant, ...]
    set: str | None = None  # A is trained with, B is held out for tests
    pair: str | None = None  # the object of the other set that looks alike
    cue: str | None = None  # what gives it away in the picture

    @property
    def is_threat(self) -> bool:
        """Return whether an officer has to find it."""
        return self.kind != "harmless"


@dataclass(frozen=True)
class Category:
    """One file of the library."""

    name: str
    title: str
    kind: str
    models: tuple[Model, ...]


@dataclass(frozen=True)
class Library:
    """All categories, in the order of their names."""

    categories: Mapping[str, Category]

    def models(self, *, threats: bool | None = None) -> Iterator[Model]:
        """Yield all objects, or only those to be found, or only harmless ones."""
        for category in self.categories.values():
            for model in category.models:
                if threats is None or model.is_threat == threats:
                    yield model

    def threat_categories(self) -> tuple[str, ...]:
        """Return the names of the categories that officers have to find."""
        return tuple(name for name, one in self.categories.items() if one.kind != "harmless")

    def model(self, name: str) -> Model:
        """Return one object by name; `InspectionError` when there is none."""
        for model in self.models():
            if model.name == name:
                return model
        raise InspectionError(
            f"object: there is no {name!r} in the library; `aatulab xray report` shows all of them."
        )


@cache
def read_library(folder: Path | None = None) -> Library:
    """Return the library of `datasets/xray/objects`, or of another folder with the same materials.

    Raises `ContentError` that names file, object, key and what was expected.
    """
    folder = folder or datasets_dir() / "xray" / "objects"
    table = attenuation_table(read_materials(), read_scanner())
    categories = [_category(path, table) for path in sorted(folder.glob("*.yml"))]
    library = Library({category.name: category for category in categories})
    _check_names(folder, library)
    return library


def _category(path: Path, table: Table) -> Category:
    fields = Fields(str(path), read_yaml(path))
    kind = fields.one_of("kind", KINDS)
    category = Category(
        name=path.stem,
        title=fields.text("title"),
        kind=kind,
        models=tuple(_model(entry, path.stem, kind, table) for entry in fields.entries("objects")),
    )
    if kind != "harmless":
        fields.texts("sources")
    fields.nothing_else()
    return category


def _model(fields: Fields, category: str, kind: str, table: Table) -> Model:
    name = fields.text("name")
    parts = [read_part(entry, table) for entry in fields.entries("parts")]
    rng = Streams(0).of("xray objects", name)
    variants = tuple(
        _variant(joined([part.build(rng) for part in parts]), rng) for _ in range(VARIANTS)
    )
    threat = kind != "harmless"
    model = Model(
        name=name,
        title=fields.text("title"),
        category=category,
        kind=kind,
        is_soft=fields.flag("soft"),
        poses=fields.texts("poses", default=("z",)),
        variants=variants,
        set=fields.one_of("set", SETS) if threat else None,
        pair=fields.text("pair") if threat else None,
        cue=fields.text("cue") if threat else None,
    )
    if unknown := set(model.poses) - set(POSES):
        raise ContentError(f"{fields.where}: poses: found {sorted(unknown)}, expected of {POSES}.")
    fields.nothing_else()
    return model


def _variant(solids: Solids, rng: np.random.Generator) -> Variant:
    """Return the object a little longer or shorter in each direction, about its own middle."""
    stretch = rng.uniform(1 - STRETCH, 1 + STRETCH, 3)
    stretched = Solids(
        solids.kind,
        solids.centre * stretch,
        solids.axes / stretch,
        solids.extent,
        solids.extra,
        solids.mu,
    )
    low, high = stretched.bounds()
    return Variant(stretched.moved(np.eye(3), -(low + high) / 2), (high - low) / 2)


def _check_names(folder: Path, library: Library) -> None:
    models = list(library.models())
    names = [model.name for model in models]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ContentError(f"{folder}: these objects are described twice: {sorted(twice)}.")
    by_name = {model.name: model for model in models}
    for model in models:
        other = by_name.get(model.pair) if model.pair else None
        if model.is_threat and (
            other is None
            or other.pair != model.name
            or other.set == model.set
            or other.category != model.category
        ):
            raise ContentError(
                f"{folder}: {model.name}.pair: found {model.pair!r}, expected an object of the "
                "same category and the other set that names this one."
            )
