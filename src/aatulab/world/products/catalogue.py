"""Kinds of products and what can be looked at on each: `datasets/reference/products.yml`.

A feature has ways in which a maker may do it and signs that it was not done by him.  Both are codes
with words for people; tables hold the codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aatulab.codes.hs import parse_hs
from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.reference import compose, mapping_of


@dataclass(frozen=True)
class Feature:
    """Something to look at; `genuine` and `fake` are the words for people by their code."""

    name: str
    look_at: str
    genuine: Mapping[str, str]
    fake: Mapping[str, str]

    def words(self, code: str) -> str:
        """Return what a code of this feature says."""
        return {**self.genuine, **self.fake}[code]


@dataclass(frozen=True)
class Kind:
    """One kind of product; `share` is how many of all products are of it, against the others."""

    name: str
    sector: str
    hs_code: str
    commodities: tuple[str, ...]
    share: int
    models: tuple[str, ...]
    forms: tuple[str, ...]
    noun: str
    packs: tuple[str, ...]
    features: tuple[str, ...]

    @property
    def has_batch(self) -> bool:
        """Whether packs of this kind bear a batch and a last day of use."""
        return "batch-form" in self.features


@dataclass(frozen=True)
class Catalogue:
    """Everything that the register of products is made of; `brands` are coined words."""

    kinds: tuple[Kind, ...]
    features: Mapping[str, Feature]
    brands: tuple[str, ...]

    def kind(self, name: str) -> Kind:
        """Return a kind by its name."""
        return next(kind for kind in self.kinds if kind.name == name)


@cache
def catalogue() -> Catalogue:
    """Return the catalogue; `ContentError` names the key that is not as it must be."""
    path = datasets_dir() / "reference" / "products.yml"
    content = read_yaml(path)
    features = {
        str(name): _feature(path, str(name), found)
        for name, found in mapping_of(path, content, "features").items()
    }
    sectors = mapping_of(path, content, "sectors")
    kinds = tuple(
        _kind(path, str(name), found, sectors)
        for name, found in mapping_of(path, content, "kinds").items()
    )
    for kind in kinds:
        if strange := set(kind.features) - set(features):
            raise ContentError(f"{path}: sectors.{kind.sector}: unknown {sorted(strange)}.")
    brands = compose(path, content, "brands", ("starts", "middles", "ends"))
    return Catalogue(kinds, features, tuple(brands))


def _feature(path: Path, name: str, found: Any) -> Feature:
    if not isinstance(found, dict) or set(found) != {"look_at", "genuine", "fake"}:
        raise ContentError(f"{path}: features.{name}: expected look_at, genuine and fake.")
    sides = {side: {str(k): str(v) for k, v in found[side].items()} for side in ("genuine", "fake")}
    if both := set(sides["genuine"]) & set(sides["fake"]):
        raise ContentError(f"{path}: features.{name}: {sorted(both)} stands on both sides.")
    return Feature(name, str(found["look_at"]), sides["genuine"], sides["fake"])


def _kind(path: Path, name: str, found: Any, sectors: Mapping[object, object]) -> Kind:
    place = f"{path}: kinds.{name}"
    if not isinstance(found, dict) or found.get("sector") not in sectors:
        raise ContentError(
            f"{place}: expected a mapping with a sector of {sorted(map(str, sectors))}."
        )
    if parse_hs(str(found["hs_code"])).problems:
        raise ContentError(
            f"{place}.hs_code: found {found['hs_code']!r}, expected a code of HS 2022."
        )
    lists = {
        key: tuple(map(str, found[key])) for key in ("commodities", "models", "forms", "packs")
    }
    features = sectors[found["sector"]]
    assert isinstance(features, list)
    return Kind(
        name=name,
        sector=str(found["sector"]),
        hs_code=str(found["hs_code"]),
        share=int(found["share"]),
        noun=str(found["noun"]),
        features=tuple(map(str, features)),
        **lists,
    )
