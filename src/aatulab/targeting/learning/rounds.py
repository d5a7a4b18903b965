"""Let a unit inspect, learn and inspect again, with a share of its places drawn by lot.

In the first week an order that the caller gives decides.  From the second on a logistic regression
does, which has learnt from whatever the unit inspected before, and from nothing else.  Every
inspection finds what is there, which real ones do not.  Called by the lesson and its widget.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.learning.models import chances, fit_logistic
from aatulab.targeting.metrics import capacity_for, recall_at
from aatulab.targeting.rules.statistics import wilson
from aatulab.targeting.tables import need_columns

_DAYS = 7
_LEAST_FINDS = 5
_PLAYED = ("checks", "lots", "finds", "lot_finds", "list_finds_all")


def play_rounds(
    signals: pd.DataFrame,
    day: "pd.Series[int]",
    illicit: "pd.Series[bool]",
    first_order: "pd.Series[float]",
    lot_share: float,
    *,
    share: float = 0.05,
    seed: int = 0,
) -> pd.DataFrame:
    """Return one row a week: `checks`, `lots`, `finds`, `lot_finds` and `list_finds_all`.

    `finds` counts both ways of selection.  `list_finds_all` is the share of everything illicit
    that the week's order would find with all places, none by lot: how good the order is.
    `lot_share` is the share of the places that goes by lot, 0 to 1.
    """
    if not 0 <= lot_share <= 1:
        raise TargetingError(f"lot_share: found {lot_share}, expected 0 to 1 (5 % is 0.05).")
    _need_rows(signals, {"day": day, "illicit": illicit, "first_order": first_order})
    rng = np.random.default_rng(seed)
    inspected: list[str] = []
    rows = {}
    for week, of_week in signals.groupby(day.reindex(signals.index) // _DAYS + 1):
        order = _order(signals, illicit, inspected, of_week, first_order)
        places = capacity_for(len(order), share)
        lots = round(places * lot_share)
        rest = order[places - lots :]
        drawn = [rest[place] for place in np.sort(rng.choice(len(rest), lots, replace=False))]
        chosen = order[: places - lots]
        by_lot = int(illicit.loc[drawn].sum())
        truth = illicit.loc[order]
        quality = recall_at(order, truth.index[truth], places)
        rows[int(week)] = (places, lots, int(illicit.loc[chosen].sum()) + by_lot, by_lot, quality)
        inspected += chosen + drawn
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(_PLAYED)).rename_axis("week")


def summary(games: Mapping[float, pd.DataFrame]) -> pd.DataFrame:
    """Return one row a share by lot: what was found, and what the unit knows of the rest.

    Columns: `checks`, `lots`, `finds`, `lot_finds`, `early` and `late` (how good the order of the
    second and of the last week was), `low` and `high`: between which shares, nine times in ten,
    lies what is illicit among those that the order would leave alone; 0 to 1 where nothing was
    drawn by lot, for then nobody knows.
    """
    rows = {}
    for lot_share, game in games.items():
        need_columns(game, f"game of {lot_share}", _PLAYED, "play_rounds(…)")
        total = game[["checks", "lots", "finds", "lot_finds"]].sum()
        low, high = wilson(int(total["lot_finds"]), int(total["lots"]))
        quality = game["list_finds_all"]
        early, late = float(quality.iloc[:2].iloc[-1]), float(quality.iloc[-1])
        rows[lot_share] = (*map(int, total), early, late, low, high)
    names = ["checks", "lots", "finds", "lot_finds", "early", "late", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("lot_share")


def _need_rows(signals: pd.DataFrame, given: Mapping[str, "pd.Series"]) -> None:
    """Raise `TargetingError` that names the first record of which something is not said."""
    for name, values in given.items():
        missing = signals.index.difference(values.index)
        if len(missing):
            raise TargetingError(
                f"{name}: nothing is said of {missing[0]!r}, which is in the signals. Pass a value "
                "for each of their rows, under the same index."
            )


def _order(
    signals: pd.DataFrame,
    illicit: "pd.Series[bool]",
    inspected: list[str],
    of_week: pd.DataFrame,
    first_order: "pd.Series[float]",
) -> list[str]:
    """Return the week's bookings, the most urgent first, by what was learnt so far."""
    known = illicit.loc[inspected].astype(bool)
    if _LEAST_FINDS <= int(known.sum()) <= len(known) - _LEAST_FINDS:
        urgent = chances(fit_logistic(signals.loc[inspected], known), of_week)
    else:
        urgent = first_order.reindex(of_week.index)
    ordered = urgent.sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    return [str(pnr) for pnr in ordered.index]
