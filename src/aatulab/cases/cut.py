"""Cut a case out of a world, and draw variants of it.

A seed leads to a short series of worlds; the variant is the first whose case keeps what the
recipe requires.  So every seed gives a case worth working on, and always the same one.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.cases.case import Case
from aatulab.cases.flows import FLOWS
from aatulab.cases.goods import build_goods_case, goods_names
from aatulab.cases.recipe import Recipe, read_recipe
from aatulab.cases.requirements import measure
from aatulab.cases.visible import visible_tables
from aatulab.cases.window import Window
from aatulab.errors import CaseError
from aatulab.world import World, WorldSpec, build_world
from aatulab.world.frames import to_frame

_MOST_ATTEMPTS = 50


def build_case(name: str, seed: int | None = None) -> tuple[Case, pd.DataFrame]:
    """Return a variant of a case, and apart from it the truth about the records to be judged.

    The truth of one flow is indexed by the record's own key, such as `pnr`; that of several flows
    by `record`, with the `flow` in the first column; that of goods on a table by `piece`.  Without
    a seed it is the public case that everybody sees.
    """
    if name in goods_names():
        return build_goods_case(name, seed)
    recipe = read_recipe(name)
    case, truth = _variant(recipe, seed)
    return case, judged(recipe, case, truth)


def tell_all(name: str, seed: int | None = None) -> pd.DataFrame:
    """Return the truth about all records that a variant lists, past work too."""
    return _variant(read_recipe(name), seed)[1]


def _variant(recipe: Recipe, seed: int | None) -> tuple[Case, pd.DataFrame]:
    """Return the first case of the seed's worlds that keeps what the recipe requires."""
    name = recipe.name
    start = recipe.public_seed if seed is None else seed
    if start < 0:
        raise CaseError(f"{name}: seed: found {start}, expected a whole number from 0 up.")
    reasons = []
    for attempt in range(_MOST_ATTEMPTS):
        world = build_world(_spec(recipe, _attempt_seed(start, attempt)))
        case, truth = cut_case(recipe, world)
        missed = missed_requirements(recipe, case, truth)
        if not missed:
            return case, truth
        reasons.append("; ".join(missed))
    raise CaseError(
        f"{name}: no variant for this seed in {_MOST_ATTEMPTS} attempts; the last missed: "
        f"{reasons[-1]}.  Widen `requires` in the case's recipe."
    )


def cut_case(recipe: Recipe, world: World) -> tuple[Case, pd.DataFrame]:
    """Return the case of a world's last day, and the truth about its records."""
    window = _window(recipe)
    case = Case(
        name=recipe.name,
        title=recipe.title,
        as_of=window.as_of,
        frames=visible_tables(world.tables, recipe.flows, window, recipe.looked_up),
    )
    return case, truth_of(world.truth, case, recipe.flows)


def truth_of(truth: pa.Table, case: Case, flows: Sequence[str]) -> pd.DataFrame:
    """Return what is so about the records of a case, as debriefings and judges know it."""
    told = []
    for flow in flows:
        records = case.tables()[FLOWS[flow].records][FLOWS[flow].key]
        of_flow = truth.filter(pc.equal(truth["flow"], flow))
        listed = pc.is_in(of_flow["record"], value_set=pa.array(records, pa.string()))
        told.append(to_frame(of_flow.filter(listed)))
    if len(flows) > 1:
        return pd.concat(told, ignore_index=True).set_index("record")
    (only,) = flows
    return (
        told[0]
        .drop(columns="flow")
        .rename(columns={"record": FLOWS[only].key})
        .set_index(FLOWS[only].key)
    )


def judged(recipe: Recipe, case: Case, truth: pd.DataFrame) -> pd.DataFrame:
    """Return the truth about the records of the last `judged_days`.

    Of the days before, the results of the inspections are in the case; whoever could list what is
    known already would be praised for knowing it.
    """
    if recipe.judged_days is None:
        return truth
    first = _window(recipe).judged_from
    names: list[str] = []
    for flow in recipe.flows:
        records = case.tables()[FLOWS[flow].records]
        names += records.loc[records[FLOWS[flow].came_at] >= first, FLOWS[flow].key].tolist()
    return truth[truth.index.isin(names)]


def missed_requirements(recipe: Recipe, case: Case, truth: pd.DataFrame) -> list[str]:
    """Return in words what the case lacks; nothing if it keeps all that its recipe requires."""
    seen = measure(case, truth, recipe.flows, recipe.typologies)
    return [
        f"{key} is {seen[key]:.4g}, required {low:g} to {high:g}"
        for key, (low, high) in recipe.requires.items()
        if not low <= seen[key] <= high
    ]


def _window(recipe: Recipe) -> Window:
    midnight = pd.Timestamp(recipe.day, tz="UTC")
    return Window(
        first=midnight - pd.Timedelta(days=recipe.listed_days - 1),
        judged_from=midnight - pd.Timedelta(days=recipe.work_days - 1),
        as_of=midnight + pd.Timedelta(hours=recipe.hour),
    )


def _spec(recipe: Recipe, seed: int) -> WorldSpec:
    return WorldSpec(
        seed=seed,
        bookings=recipe.bookings,
        hub=recipe.hub,
        first_day=recipe.first_day,
        days=recipe.history_days + 1,
        prevalence=recipe.prevalence,
        rules_in_use=recipe.rules_in_use,
        typologies=recipe.typologies,
        waybills=recipe.waybills,
        items=recipe.items,
        crossings=recipe.crossings,
        history=bool(recipe.looked_up),
    )


def _attempt_seed(seed: int, attempt: int) -> int:
    """Return the seed itself, then others derived from it."""
    if attempt == 0:
        return seed
    words = np.random.SeedSequence(seed, spawn_key=(attempt,)).generate_state(8)
    return int.from_bytes(words.astype("<u4").tobytes(), "little")
