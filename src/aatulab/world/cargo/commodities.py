"""What flies: goods with their code, their words, and what they usually weigh and cost.

Read from `datasets/reference/commodities.csv`.  Codes are those of the Harmonized System, edition
2022.  Densities (as packed), values and weights of a piece are the lab's own round figures, one
shipment in ten lying below and one above each range: right in order of magnitude, no price list.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.roles.draws import log_normal

HS_EDITION = 2022
HANDLINGS = ("PER", "PIL", "AVI", "VAL")  # perishable, pharmaceutical, live animals, valuable
_RANGES = ("kg_m3", "eur_kg", "piece_kg")


@dataclass(frozen=True)
class Commodities:
    """One entry a commodity; ranges hold [low, high] of each."""

    names: tuple[str, ...]
    hs_code: tuple[str, ...]
    described: tuple[tuple[str, ...], ...]
    vaguely: tuple[str, ...]
    ranges: Mapping[str, tuple[tuple[float, float], ...]]
    handling: Whole  # places in HANDLINGS, one behind the last for none

    @property
    def chapter(self) -> tuple[str, ...]:
        """Return the chapter of each commodity, two digits."""
        return tuple(code[:2] for code in self.hs_code)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all descriptions once, the vague ones behind the others."""
        return tuple(dict.fromkeys((*chain(*self.described), *self.vaguely)))

    def usual(self, rng: np.random.Generator, what: str, goods: Whole) -> Floats:
        """Return a usual value for each of the goods, of one of the ranges."""
        middle, spread = log_normal(self.ranges[what])
        return np.exp(middle[goods] + spread[goods] * rng.standard_normal(len(goods)))

    def words(self, rng: np.random.Generator, goods: Whole, *, vague: Flags) -> Whole:
        """Return the place in `texts` of what is written for each of the goods."""
        texts = self.texts
        counts = np.array([len(precise) for precise in self.described])
        first = np.array([texts.index(precise[0]) for precise in self.described])
        vaguely = np.array([texts.index(text) for text in self.vaguely])
        precise = first[goods] + (rng.random(len(goods)) * counts[goods]).astype(np.int64)
        return np.where(vague, vaguely[goods], precise)


@cache
def commodities() -> Commodities:
    """Return all commodities; `ContentError` names file, line and column."""
    return read_commodities(datasets_dir() / "reference" / "commodities.csv")


def read_commodities(path: Path) -> Commodities:
    """Return the commodities of a file."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except FileNotFoundError:
        raise ContentError(f"{path}: there is no such file.") from None
    if not rows:
        raise ContentError(f"{path}: expected at least one commodity.")
    names = tuple(_text(path, row, "commodity") for row in rows)
    if len(set(names)) < len(names):
        raise ContentError(f"{path}: commodity: expected names that differ.")
    described = tuple(tuple(_text(path, row, "described").split("|")) for row in rows)
    if len(set(chain(*described))) < sum(map(len, described)):
        raise ContentError(f"{path}: described: expected texts that differ.")
    return Commodities(
        names=names,
        hs_code=tuple(_hs_code(path, row) for row in rows),
        described=described,
        vaguely=tuple(_text(path, row, "vaguely") for row in rows),
        ranges={what: tuple(_range(path, row, what) for row in rows) for what in _RANGES},
        handling=np.array([_handling(path, row) for row in rows]),
    )


def _text(path: Path, row: Mapping[str, str | None], column: str) -> str:
    found = row.get(column)
    if not found:
        raise ContentError(f"{path}: {row.get('commodity')}: {column}: expected a text.")
    return found


def _hs_code(path: Path, row: Mapping[str, str | None]) -> str:
    found = _text(path, row, "hs_code")
    if len(found) != 6 or not found.isdecimal():
        raise ContentError(
            f"{path}: {row['commodity']}: hs_code: found {found!r}, expected six digits."
        )
    return found


def _range(path: Path, row: Mapping[str, str | None], what: str) -> tuple[float, float]:
    texts = [_text(path, row, f"{what}_{bound}") for bound in ("low", "high")]
    try:
        low, high = map(float, texts)
    except ValueError:
        low, high = 0.0, 0.0
    if not 0 < low < high:
        raise ContentError(
            f"{path}: {row['commodity']}: {what}: found {texts}, expected two numbers over 0, "
            "the first the smaller."
        )
    return low, high


def _handling(path: Path, row: Mapping[str, str | None]) -> int:
    found = row.get("handling")
    if not found:
        return len(HANDLINGS)
    if found not in HANDLINGS:
        raise ContentError(
            f"{path}: {row['commodity']}: handling: found {found!r}, expected {HANDLINGS}."
        )
    return HANDLINGS.index(found)
