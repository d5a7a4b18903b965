"""Follow a score from week to week: what once found much may find little later."""

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.metrics import capacity_for, recall_at

DAYS = 7


def found_by_week(
    scores: "pd.Series[float]",
    illicit: "pd.Series[bool]",
    day: "pd.Series[int]",
    share: float = 0.05,
) -> "pd.Series[float]":
    """Return, for each week of landing from 1 up, the recall of inspecting its first `share`.

    All three are indexed by pnr; `day` counts from 0.  Equal scores stand in the order of the pnr.
    """
    missing = scores.index.difference(illicit.index).union(scores.index.difference(day.index))
    if len(missing):
        raise TargetingError(
            f"scores: {len(missing):,} bookings have no truth or no day (first: {missing[0]!r}), "
            "expected both for each. Index all three by pnr."
        )
    ordered = scores.sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    week = day.reindex(ordered.index) // DAYS + 1
    found = {}
    for number, of_week in ordered.groupby(week):
        truth = illicit.reindex(of_week.index).astype(bool)
        places = capacity_for(len(of_week), share)
        found[int(number)] = recall_at(list(of_week.index), truth.index[truth], places)
    return pd.Series(found, name="found").rename_axis("week")
