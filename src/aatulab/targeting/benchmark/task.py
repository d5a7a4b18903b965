"""The task of the benchmark: a fixed world, its features, and a split by time.

The labels of the test part are kept apart from the task, in `Answers`, which shows nothing.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache

import pandas as pd
import pyarrow.compute as pc

from aatulab.errors import TargetingError
from aatulab.targeting.benchmark.features import LOOKED_AT, feature_table, link_table
from aatulab.world import World, WorldSpec, build_world
from aatulab.world.frames import to_frame

# Fixed, for figures to be comparable.  The prevalence is that of the test year in the published
# table of customs selection (KDD 2020), so the ceilings are about the same.
STEADY = WorldSpec(
    seed=20_260_302,
    bookings=180_000,
    days=90,
    prevalence=0.0224,
    waybills=0,
    items=0,
    crossings=0,
)
# The same, but three weeks before the test the unit begins to select by rules.  Offenders adapt
# as their typologies say, after two to four weeks: a model meets what it has hardly seen.
_RULES = ("shared_phone", "lead_time_h", "stay_nights", "odd_route", "excess_baggage")
ADAPTING = replace(STEADY, rules_in_use=dict.fromkeys(_RULES, date(2026, 4, 22)))

WORLDS = {"adapting": ADAPTING, "steady": STEADY}
LABELS = ("all", "inspected")

PARTS = ("lead-in", "train", "validation", "test")


@dataclass(frozen=True)
class Split:
    """The first day of each part, counted from 0; each ends where the next begins.

    The lead-in is there for the features only: what counts the last 28 days is whole after it.
    """

    train: int = 28
    validation: int = 62
    test: int = 72

    def parts(self, day: "pd.Series[int]") -> "pd.Series[str]":
        """Return the part of each booking by its day of landing.

        >>> Split().parts(pd.Series([0, 28, 71, 72])).tolist()
        ['lead-in', 'train', 'validation', 'test']
        """
        bounds = [-1, self.train - 1, self.validation - 1, self.test - 1, float("inf")]
        return pd.cut(day, bounds, labels=list(PARTS)).astype("str").rename("part")


SPLIT = Split()


@dataclass(frozen=True, eq=False)
class Answers:
    """What is so about the test part: held for counting, shown to nobody.

    Both are indexed by `pnr`: whether illicit, and the euros that would be recovered.
    """

    illicit: "pd.Series[bool]" = field(repr=False)
    value_eur: "pd.Series[float]" = field(repr=False)


@dataclass(frozen=True, eq=False, repr=False)
class Task:
    """What a learner has: all tables are indexed by `pnr`, in the order of landing.

    `features` and `links` hold all bookings, `part` says to which part each belongs; `illicit`
    and `value_eur` hold the labelled bookings before the test part: all of them, or those that
    were inspected, with what was found.
    """

    features: pd.DataFrame
    links: pd.DataFrame
    part: "pd.Series[str]"
    illicit: "pd.Series[bool]"
    value_eur: "pd.Series[float]"
    found: "pd.Series[bool]"  # of the inspected bookings before the test: whether anything was

    def as_inspected(self) -> "Task":
        """Return the task as a unit has it: what was let pass has no label."""
        worth = self.value_eur.loc[self.found.index].where(self.found, 0.0)
        return replace(self, illicit=self.found, value_eur=worth)

    def features_of(self, part: str) -> pd.DataFrame:
        """Return the features of one part, or `TargetingError` that names the parts."""
        if part not in PARTS:
            raise TargetingError(f"part: found {part!r}, expected one of {', '.join(PARTS)}.")
        return self.features[self.part == part]

    def illicit_of(self, part: str) -> "pd.Series[bool]":
        """Return the labels of one part before the test, of what is labelled there."""
        if part == "test":
            raise TargetingError(
                "part: the test part shows no labels. Learn from 'train', choose by 'validation', "
                "and hand your scores to score_submission."
            )
        index = self.features_of(part).index
        return self.illicit.loc[index[index.isin(self.illicit.index)]]

    def __repr__(self) -> str:
        """Return one line that says how large the parts are."""
        sizes = self.part.value_counts()
        counted = ", ".join(f"{sizes.get(part, 0):,} {part}" for part in PARTS)
        return f"Task of {len(self.features.columns)} features: {counted} bookings"


def load_task(world: str = "adapting", labels: str = "all") -> Task:
    """Return the task on one of `WORLDS`, without its answers.

    With `labels="inspected"` only what was inspected has a label, which says what was found.
    """
    task = fixed_task(world)[0]
    if labels not in LABELS:
        raise TargetingError(f"labels: found {labels!r}, expected one of {', '.join(LABELS)}.")
    return task if labels == "all" else task.as_inspected()


@cache
def fixed_task(world: str) -> tuple[Task, Answers]:
    """Return the task on one of `WORLDS`, and its answers; it is made once a process."""
    if world not in WORLDS:
        raise TargetingError(f"world: found {world!r}, expected one of {', '.join(WORLDS)}.")
    return make_task(build_world(WORLDS[world]), SPLIT)


def make_task(world: World, split: Split) -> tuple[Task, Answers]:
    """Return the task that a world and a split give, and apart from it the answers."""
    tables = {name: to_frame(world.tables[name]) for name in LOOKED_AT}
    bookings = tables["bookings"].set_index("pnr")
    day = _day_of_landing(bookings, world.spec)
    part = split.parts(day)
    if set(part) != set(PARTS):
        raise TargetingError(
            f"split: {split} leaves a part of {world.spec.days} days without a booking; expected "
            f"{', '.join(PARTS)}."
        )
    truth = _truth(world).reindex(bookings.index)
    known, tested = truth[part != "test"], truth[part == "test"]
    links = link_table(tables)
    task = Task(
        features=feature_table(tables, links, day),
        links=links,
        part=part,
        illicit=known["illicit"].astype(bool),
        value_eur=known["value_eur"],
        found=_found(world, known.index),
    )
    return task, Answers(tested["illicit"].astype(bool), tested["value_eur"])


def _day_of_landing(bookings: pd.DataFrame, spec: WorldSpec) -> "pd.Series[int]":
    midnight = datetime.combine(spec.first_day, datetime.min.time(), tzinfo=UTC)
    day: pd.Series[int] = (bookings["arrives_at"] - midnight).dt.days
    return day.rename("day")


def _found(world: World, known: pd.Index) -> "pd.Series[bool]":
    """Return for each known booking that was inspected whether anything was found."""
    rows = world.tables["inspections"]
    rows = rows.filter(pc.equal(rows["flow"].cast("string"), "passenger"))
    seen = to_frame(rows.select(["record", "result"])).set_index("record")["result"]
    return seen.loc[seen.index.isin(known)].eq("found").groupby(level=0).any()


def _truth(world: World) -> pd.DataFrame:
    of_bookings = world.truth.filter(pc.equal(world.truth["flow"], "passenger"))
    return to_frame(of_bookings.select(["record", "illicit", "value_eur"])).set_index("record")
