"""What is seized, by typology, read from `datasets/reference/seizures.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.reference import mapping_of
from aatulab.world.roles.signals import read_number, read_range

_KEYS = {"group", "product", "unit", "kg", "eur", "share"}


@dataclass(frozen=True)
class Goods:
    """One kind of goods, what a unit of it weighs, and its typical value in euros."""

    group: str
    product: str
    unit: str
    kg: float  # what a unit weighs
    eur: tuple[float, float]
    share: float  # of the findings of a typology


@cache
def seized_goods() -> Mapping[str, tuple[Goods, ...]]:
    """Return the goods by typology, `default` among them; none where persons are referred."""
    path = datasets_dir() / "reference" / "seizures.yml"
    seized = {
        str(typology): _listed(f"{path}: seized.{typology}", found)
        for typology, found in mapping_of(path, read_yaml(path), "seized").items()
    }
    if not seized.get("default"):
        raise ContentError(f"{path}: seized: expected `default`, for typologies not named.")
    return seized


def goods_of(typology: str) -> tuple[Goods, ...]:
    """Return what is seized of a typology.

    >>> [goods.product for goods in goods_of("gold-cargo")]
    ['gold']
    """
    seized = seized_goods()
    return seized.get(typology, seized["default"])


def _listed(where: str, found: object) -> tuple[Goods, ...]:
    if not isinstance(found, list):
        raise ContentError(f"{where}: found {found!r}, expected a list of goods, empty for none.")
    goods = tuple(_goods(f"{where}[{place}]", entry) for place, entry in enumerate(found))
    total = sum(one.share for one in goods)
    if goods and abs(total - 1.0) > 1e-6:
        raise ContentError(f"{where}: the shares sum to {total:g}, not to 1.")
    return goods


def _goods(where: str, found: object) -> Goods:
    if not isinstance(found, dict) or set(found) != _KEYS:
        raise ContentError(f"{where}: found {found!r}, expected {sorted(_KEYS)}.")
    group, product, unit = (str(found[key]) for key in ("group", "product", "unit"))
    eur = read_range(f"{where}.eur", found["eur"])
    kg = read_number(f"{where}.kg", found["kg"], 1e-6, 1e4)
    return Goods(group, product, unit, kg, eur, read_number(f"{where}.share", found["share"], 0, 1))
