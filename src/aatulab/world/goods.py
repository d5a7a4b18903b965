"""What is sent: goods with their code, their words, and what they usually weigh and cost.

One list for the flows that carry goods, `datasets/reference/commodities.csv`; `flow` says which of
them uses a row, and a row has the ranges that its flow needs.  Codes are those of the Harmonized
System, edition 2022, as `codes.hs` lists them.  Densities (as packed), values and weights are the
lab's own round figures, one in ten lying below and one above each range: right in order of
magnitude, no price list.
"""

import csv
from collections.abc import Mapping, Sequence
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
HANDLINGS = ("PER", "PIL", "AVI", "VAL")  # perishable, pharmaceutical, live animals, valuable
DOCUMENTS = "documents"  # by post, goods that have a category of their own on the form
# the ranges of each flow: euros of a kilogram, kilograms of a cubic metre and of a piece, grams of
# an article
RANGES = {"cargo": ("eur_kg", "kg_m3", "piece_kg"), "post": ("eur_kg", "unit_g")}
_TEXTS = ("commodity", "hs_code", "described", "vaguely")

_Row = Mapping[str, str]


@dataclass(frozen=True)
class Goods:
    """The goods of one flow, one entry each; `ranges` hold [low, high] of each."""

    names: tuple[str, ...]
    hs_code: tuple[str, ...]
    described: tuple[tuple[str, ...], ...]
    vaguely: tuple[str, ...]
    ranges: Mapping[str, tuple[tuple[float, float], ...]]
    handling: Whole  # places in HANDLINGS, one behind the last for none

    @property
    def chapter(self) -> tuple[str, ...]:
        """Return the chapter of each, two digits."""
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
def goods_of(flow: str) -> Goods:
    """Return the goods of a flow, `cargo` or `post`.

    >>> goods = goods_of("post")
    >>> goods.hs_code[goods.names.index("pigments")]
    '320417'
    """
    return read_goods(datasets_dir() / "reference" / "commodities.csv", flow)


def read_goods(path: Path, flow: str) -> Goods:
    """Return the goods of one flow in a file; `ContentError` names file, goods and column."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            listed = list(csv.DictReader(lines))
    except FileNotFoundError:
        raise ContentError(f"{path}: there is no such file.") from None
    for row in listed:
        if row.get("flow") not in RANGES:
            expected = " or ".join(RANGES)
            raise ContentError(f"{_where(path, row)}: flow: found {row.get('flow')!r}, "
                               f"expected {expected}.")  # fmt: skip
    rows = [row for row in listed if row["flow"] == flow]
    if not rows:
        raise ContentError(f"{path}: expected at least one line with the flow {flow}.")
    for row in rows:
        _check_texts(path, row)
    described = tuple(tuple(row["described"].split("|")) for row in rows)
    _check_differ(path, "commodity", [row["commodity"] for row in rows])
    _check_differ(path, "described", list(chain(*described)))
    return Goods(
        names=tuple(row["commodity"] for row in rows),
        hs_code=tuple(row["hs_code"] for row in rows),
        described=described,
        vaguely=tuple(row["vaguely"] for row in rows),
        ranges={what: tuple(_range(path, row, what) for row in rows) for what in RANGES[flow]},
        handling=np.array([_handling(path, row) for row in rows]),
    )


def _check_texts(path: Path, row: _Row) -> None:
    for column in _TEXTS:
        if not row.get(column):
            raise ContentError(f"{_where(path, row)}: {column}: expected a text.")
    reading = parse_hs(row["hs_code"])
    if reading.problems or len(row["hs_code"]) != 6:
        problem = reading.problems[0] if reading.problems else "expected six digits"
        raise ContentError(f"{_where(path, row)}: hs_code: found {row['hs_code']!r}, {problem}.")


def _check_differ(path: Path, column: str, texts: Sequence[str]) -> None:
    if len(set(texts)) < len(texts):
        raise ContentError(f"{path}: {column}: expected texts that differ.")


def _range(path: Path, row: _Row, what: str) -> tuple[float, float]:
    where = f"{_where(path, row)}: {what}"
    try:
        bounds: list[object] = [float(row[f"{what}_{bound}"]) for bound in ("low", "high")]
    except (KeyError, TypeError, ValueError):
        raise ContentError(f"{where}: expected two numbers, {what}_low and {what}_high.") from None
    return read_range(where, bounds)


def _handling(path: Path, row: _Row) -> int:
    found = row.get("handling")
    if not found:
        return len(HANDLINGS)
    if found not in HANDLINGS:
        raise ContentError(f"{_where(path, row)}: handling: found {found!r}, expected {HANDLINGS}.")
    return HANDLINGS.index(found)


def _where(path: Path, row: _Row) -> str:
    return f"{path}: {row.get('flow')} {row.get('commodity')}"
