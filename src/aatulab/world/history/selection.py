"""Which records are inspected, and why: by lot, by alert, by an officer's score, by observation.

The lot comes first and looks at nothing, so that what it finds holds for the whole flow.  The
others look: what they leave alone has no result, and what they find holds for nobody else.
"""

from dataclasses import dataclass

import numpy as np

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.docket import Docket
from aatulab.world.history.files import File
from aatulab.world.history.practice import Practice
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.streams import Streams

REASONS = ("random", "alert", "risk score", "officer's observation")
_LOT, _ALERT, _SCORE, _OBSERVATION = range(4)


@dataclass(frozen=True)
class Selection:
    """The records that are inspected, in the order of the flow, and why; places in REASONS."""

    record: Whole
    reason: Whole


def score(docket: Docket, practice: Practice) -> Floats:
    """Return the officer's score by the rules alone; `ContentError` names a rule without a mark."""
    if unknown := sorted(set(practice.rules) - set(docket.marks)):
        path = datasets_dir() / "reference" / "inspections.yml"
        raise ContentError(
            f"{path}: {practice.office}: rules: no such marks {unknown}; known are "
            f"{', '.join(docket.marks)}."
        )
    total: Floats = np.zeros(len(docket.at))
    for rule, weight in practice.rules.items():
        total += weight * docket.marks[rule]
    return total


def select(file: File, practice: Practice, told: Floats, days: int, streams: Streams) -> Selection:
    """Return who is inspected; `told` says how likely each record is for the sake of an alert."""
    docket, size = file.docket, file.size

    def rng(column: str) -> np.random.Generator:
        return streams.of("inspections", f"{file.flow} {column}")

    capacity = max(1, round(practice.capacity * size / days))
    day = docket.at // DAY_MIN
    reason = np.full(size, -1)
    lot = rng("lot").permutation(size)[: max(1, round(practice.lot * size))]
    reason[lot] = _LOT

    followed = (rng("followed").random(size) < told) & (reason < 0)
    reason[_first_of_day(day, rng("alert").random(size), followed, capacity)] = _ALERT
    judged = score(docket, practice) + practice.noise * rng("score").standard_normal(size)
    reason[_first_of_day(day, -judged, reason < 0, capacity)] = _SCORE
    chance = np.where(file.illicit, *practice.observed)
    reason[(reason < 0) & (rng("observed").random(size) < chance)] = _OBSERVATION
    record = np.flatnonzero(reason >= 0)
    return Selection(record, reason[record])


def _first_of_day(day: Whole, rank: Floats, among: Flags, most: int) -> Whole:
    """Return those of lowest rank among some records of each day, so many at most."""
    rows = np.flatnonzero(among)
    rows = rows[np.lexsort((rank[rows], day[rows]))]
    inside = np.arange(len(rows)) - np.searchsorted(day[rows], day[rows], side="left")
    return rows[inside < most]
