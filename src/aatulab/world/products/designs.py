"""Designs: how the pack of a line looks from a day on, feature by feature, beside known fakes.

A line has one to three designs, each changing some features of the one before.  Packs of an older
design stay on sale for years, so an older look is no sign of anything.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Floats, Whole
from aatulab.world.columns import days, labels, repeated
from aatulab.world.products.batches import FORMS
from aatulab.world.products.catalogue import Catalogue
from aatulab.world.products.lines import Lines
from aatulab.world.streams import Streams

_DESIGNS = ((1, 2, 3), (0.5, 0.35, 0.15))
_OLDEST_DAYS, _YOUNGEST_DAYS = 3_600, 60
_KEPT = 0.65  # of the features, from one design to the next
_FAKES_KNOWN = 0.8


@dataclass(frozen=True)
class Designs:
    """One entry a design, line by line and the oldest first; features of all designs beside."""

    line: Whole
    since: Whole  # days since 1970
    batch_form: Whole  # a place in FORMS, or behind the last where no batch is printed
    first: Whole  # for each line the place of its oldest design
    number_of: Whole  # designs of each line
    features: pa.Table

    def newest(self, lines: Whole) -> Whole:
        """Return the design that each of the lines has now."""
        newest: Whole = self.first[lines] + self.number_of[lines] - 1
        return newest


def draw_designs(known: Catalogue, lines: Lines, today: int, streams: Streams) -> Designs:
    """Return the designs of all lines; `today` is a day since 1970."""

    def rng(column: str) -> np.random.Generator:
        return streams.of("product_designs", column)

    number_of = rng("number").choice(_DESIGNS[0], lines.count, p=_DESIGNS[1])
    line, generation = repeated(number_of)
    first = np.cumsum(number_of) - number_of
    ages = rng("since").integers(_YOUNGEST_DAYS, _OLDEST_DAYS, len(line))
    order = np.lexsort((-ages, line))  # the oldest first within each line
    has_batch = np.array([kind.has_batch for kind in known.kinds])[lines.kind]
    form = np.where(has_batch, rng("batch_form").integers(0, len(FORMS), lines.count), len(FORMS))
    drawn = Designs(line, today - ages[order], form[line], first, number_of, pa.table({}))
    features = _features(known, lines.kind[line], generation, streams)
    return Designs(**{**vars(drawn), "features": features})


def designs_table(designs: Designs) -> pa.Table:
    """Return the designs as a table."""
    return pa.table(
        {
            "design_id": design_ids(np.arange(len(designs.line))),
            "line_id": line_ids(designs.line),
            "since": days(designs.since),
            "batch_form": labels(FORMS, designs.batch_form),
        }
    )


def line_ids(places: Whole) -> pa.Array:
    """Return the `line_id` of each place."""
    return pa.array([f"L{place + 1:06d}" for place in places.tolist()])


def design_ids(places: Whole) -> pa.Array:
    """Return the `design_id` of each place."""
    return pa.array([f"D{place + 1:06d}" for place in places.tolist()])


def _features(known: Catalogue, kind: Whole, generation: Whole, streams: Streams) -> pa.Table:
    """Return a row for each design and feature: what the maker does, what fakes were seen to do."""
    parts = []
    for name, feature in known.features.items():
        bears = np.array([name in one.features for one in known.kinds])[kind]
        place = np.flatnonzero(bears)
        rng = streams.of("product_designs", name)
        genuine = _carried_on(
            rng.integers(0, len(feature.genuine), len(place)),
            rng.random(len(place)),
            generation[place],
        )
        fake = rng.integers(0, len(feature.fake), len(place))
        fake[rng.random(len(place)) > _FAKES_KNOWN] = len(feature.fake)
        parts.append(
            pa.table(
                {
                    "design_id": design_ids(place),
                    "feature": pa.array([name] * len(place), pa.string()),
                    "genuine": labels(list(feature.genuine), genuine).cast(pa.string()),
                    "fake": labels(list(feature.fake), fake).cast(pa.string()),
                }
            )
        )
    return pa.concat_tables(parts).sort_by([("design_id", "ascending")])


def _carried_on(drawn: Whole, chance: Floats, generation: Whole) -> Whole:
    """Return the drawn ways, where a later design keeps most of those of the one before."""
    ways = drawn.copy()
    for number in (1, 2):
        keeps = np.flatnonzero((generation == number) & (chance < _KEPT))
        ways[keeps] = ways[keeps - 1]
    return ways
