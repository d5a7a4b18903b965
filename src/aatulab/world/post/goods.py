"""What is sent by post: goods with their code, their words, and what one article weighs and costs.

Read from `datasets/reference/postal_goods.csv`; codes are those of the Harmonized System, edition
2022, as `codes.hs` lists them.  Weights and values are the lab's own round figures, one article in
ten lying below and one above each range: right in order of magnitude, no price list.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np

from aatulab.codes.hs import parse_hs
from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.roles.draws import log_normal
from aatulab.world.roles.signals import read_range

HS_EDITION = 2022
DOCUMENTS = "documents"  # goods that have a category of their own on the form
_RANGES = ("unit_g", "eur_kg")
_COLUMNS = ("goods", "hs_code", "described", "vaguely")


@dataclass(frozen=True)
class PostalGoods:
    """One entry for each kind of goods; `ranges` hold [low, high] of each."""

    names: tuple[str, ...]
    hs_code: tuple[str, ...]
    described: tuple[tuple[str, ...], ...]
    vaguely: tuple[str, ...]
    ranges: Mapping[str, tuple[tuple[float, float], ...]]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all descriptions once, the vague ones behind the others."""
        return tuple(dict.fromkeys((*chain(*self.described), *self.vaguely)))

    def usual(self, rng: np.random.Generator, what: str, goods: Whole) -> Floats:
        """Return a usual grams of an article or euros of a kilogram, for each of the goods."""
        middle, spread = log_normal(self.ranges[what])
        return np.exp(middle[goods] + spread[goods] * rng.standard_normal(len(goods)))

    def words(self, rng: np.random.Generator, goods: Whole, vague: Flags) -> Whole:
        """Return the place in `texts` of what is written for each of the goods."""
        texts = self.texts
        counts = np.array([len(precise) for precise in self.described])
        first = np.array([texts.index(precise[0]) for precise in self.described])
        vaguely = np.array([texts.index(text) for text in self.vaguely])
        precise = first[goods] + (rng.random(len(goods)) * counts[goods]).astype(np.int64)
        return np.where(vague, vaguely[goods], precise)


@cache
def postal_goods() -> PostalGoods:
    """Return all goods.

    >>> goods = postal_goods()
    >>> goods.hs_code[goods.names.index("pigments")]
    '320417'
    """
    return read_postal_goods(datasets_dir() / "reference" / "postal_goods.csv")


def read_postal_goods(path: Path) -> PostalGoods:
    """Return the goods of a file; `ContentError` names file, goods and column."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except FileNotFoundError:
        raise ContentError(f"{path}: there is no such file.") from None
    if not rows:
        raise ContentError(f"{path}: expected at least one line of goods.")
    for row in rows:
        for column in _COLUMNS:
            if not row.get(column):
                raise ContentError(f"{path}: {row.get('goods')}: {column}: expected a text.")
        if problems := parse_hs(row["hs_code"]).problems:
            raise ContentError(f"{path}: {row['goods']}: hs_code: {problems[0]}.")
    described = tuple(tuple(row["described"].split("|")) for row in rows)
    for column, texts in (
        ("goods", [row["goods"] for row in rows]),
        ("described", [*chain(*described)]),
    ):
        if len(set(texts)) < len(texts):
            raise ContentError(f"{path}: {column}: expected texts that differ.")
    return PostalGoods(
        names=tuple(row["goods"] for row in rows),
        hs_code=tuple(row["hs_code"] for row in rows),
        described=described,
        vaguely=tuple(row["vaguely"] for row in rows),
        ranges={what: tuple(_range(path, row, what) for row in rows) for what in _RANGES},
    )


def _range(path: Path, row: Mapping[str, str], what: str) -> tuple[float, float]:
    where = f"{path}: {row['goods']}: {what}"
    try:
        bounds: list[object] = [float(row[f"{what}_{bound}"]) for bound in ("low", "high")]
    except (KeyError, TypeError, ValueError):
        raise ContentError(f"{where}: expected two numbers, {what}_low and {what}_high.") from None
    return read_range(where, bounds)
