"""Read `datasets/xray/materials.yml`: what things are made of.

A material is a composition and a density.  Composition is a chemical formula or mass fractions of
formulas; densities of cloth, powder or paper are those of the packed bulk, air included.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.fields import Fields

KINDS = ("organic", "mixed", "metal")


@dataclass(frozen=True)
class Material:
    """One material; `parts` are mass fractions of chemical formulas and sum to 1."""

    name: str
    kind: str  # organic, mixed or metal: the colour that it should get
    density: float  # g/cm³
    parts: tuple[tuple[str, float], ...]


@cache
def read_materials(path: Path | None = None) -> Mapping[str, Material]:
    """Return all materials by name; `ContentError` names file, key and remedy."""
    path = path or datasets_dir() / "xray" / "materials.yml"
    fields = Fields(str(path), read_yaml(path))
    return {name: _material(name, entry) for name, entry in fields.mappings("materials")}


def _material(name: str, fields: Fields) -> Material:
    material = Material(
        name=name,
        kind=fields.one_of("kind", KINDS),
        density=fields.number("density", least=0.001),
        parts=_parts(fields),
    )
    fields.nothing_else()
    return material


def _parts(fields: Fields) -> tuple[tuple[str, float], ...]:
    if fields.has("formula"):
        return ((fields.text("formula"), 1.0),)
    parts = fields.weights("mass")
    if abs(sum(parts.values()) - 1) > 1e-6:
        raise ContentError(
            f"{fields.where}: mass: the fractions sum to {sum(parts.values()):g}, expected 1."
        )
    return tuple(parts.items())
