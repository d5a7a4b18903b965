"""Let a unit look where it has found something, week after week, and see what it comes to believe.

Four routes, of which one carries more than the others.  Each week most checks go to the route that
looks best so far; a part is spread evenly, by lot.  Every check finds what is there.
"""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError, shown

ROUTES = {"A": 0.05, "B": 0.05, "C": 0.05, "D": 0.09}  # the true share that carries something
Looks = Literal["finds", "hit rate"]


def play_weeks(
    lot_share: float,
    looks_at: Looks = "finds",
    *,
    weeks: int = 30,
    checks: int = 40,
    seed: int = 0,
) -> pd.DataFrame:
    """Return one row a week and route: `week`, `route`, `checks`, `finds`, both of this week.

    `lot_share` of the checks is spread evenly, 0 to 1; all others go to the route that has most
    of what the unit `looks_at`, in all weeks before.  In the first week all are spread evenly.
    """
    if not 0 <= lot_share <= 1:
        raise TargetingError(f"lot_share: found {lot_share}, expected 0 to 1 (5 % is 0.05).")
    if looks_at not in get_args(Looks):
        expected = " or ".join(get_args(Looks))
        raise TargetingError(f"looks_at: found {shown(looks_at)}, expected {expected}.")
    rng = np.random.default_rng(seed)
    rates = np.array(list(ROUTES.values()))
    checked, found = np.zeros(len(rates)), np.zeros(len(rates))
    rows = []
    for week in range(1, weeks + 1):
        share = 1.0 if week == 1 else lot_share
        of_week = _spread(round(checks * share), len(rates), week)
        of_week[_best(checked, found, looks_at)] += checks - of_week.sum()
        finds = rng.binomial(of_week, rates)
        checked, found = checked + of_week, found + finds
        rows += [
            (week, route, int(one), int(hits))
            for route, one, hits in zip(ROUTES, of_week, finds, strict=True)
        ]
    return pd.DataFrame(rows, columns=["week", "route", "checks", "finds"])


def _spread(count: int, routes: int, week: int) -> np.ndarray:
    """Return `count` checks in equal parts; what is left over goes round, week by week."""
    parts = np.full(routes, count // routes)
    for extra in range(count % routes):
        parts[(week + extra) % routes] += 1
    return parts


def _best(checked: np.ndarray, found: np.ndarray, looks_at: Looks) -> int:
    values = found if looks_at == "finds" else found / np.maximum(checked, 1)
    return int(np.argmax(values))
