"""Compare chances with what came: of a hundred bookings at 20 % twenty should carry something."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.rules.statistics import wilson

EDGES = (0.0, 0.05, 0.1, 0.2, 0.4, 1.0)


def reliability(
    chances: "pd.Series[float]", found: "pd.Series[bool]", edges: Sequence[float] = EDGES
) -> pd.DataFrame:
    """Return one row a band of chances: what the model said, and what came.

    A band holds its lower edge; the last one holds 1, too.  Only bookings in both series count.
    Columns: `cases`, `said` (mean chance), `came` (share found), `low` and `high` (90 % interval of
    that share); a band without a case is left out.
    """
    if list(edges) != sorted(set(edges)) or len(edges) < 2:
        raise TargetingError(f"edges: found {list(edges)}, expected two rising numbers at least.")
    both = _both(chances, found)
    top = max(edges[-1], 1.0) + 1e-12
    bands = pd.cut(both["said"], [*edges[:-1], top], right=False, labels=_labels(edges))
    rows = {}
    for band, of_band in both.groupby(bands, observed=True):
        hits, cases = int(of_band["came"].sum()), len(of_band)
        low, high = wilson(hits, cases)
        rows[band] = (cases, float(of_band["said"].mean()), hits / cases, low, high)
    names = ["cases", "said", "came", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("band")


def brier(chances: "pd.Series[float]", found: "pd.Series[bool]") -> float:
    """Return the mean square of chance minus result, 0 being perfect.

    >>> brier(pd.Series([0.0, 0.5]), pd.Series([False, True]))
    0.125
    """
    both = _both(chances, found)
    return float(((both["said"] - both["came"]) ** 2).mean())


def _both(chances: "pd.Series[float]", found: "pd.Series[bool]") -> pd.DataFrame:
    shared = chances.index.intersection(found.index)
    if shared.empty:
        raise TargetingError("found: no booking of `chances` has a result; index both by pnr.")
    said = chances.reindex(shared).astype("float64")
    if not np.isfinite(said).all() or not said.between(0, 1).all():
        raise TargetingError(
            f"chances: found {said.min():g} to {said.max():g}, expected numbers from 0 to 1."
        )
    return pd.DataFrame({"said": said, "came": found.reindex(shared).astype(bool)})


def _labels(edges: Sequence[float]) -> list[str]:
    return [f"{100 * low:g}-{100 * high:g} %" for low, high in pairwise(edges)]
