"""Cash in a picture: how many amounts lie where, and what lies just below the limit."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError

_STEP, _REACH = 1_000, 20_000


def cash_chart(
    amounts: "pd.Series[float]", *, limit: float = 10_000, title: str, ax: Axes | None = None
) -> Axes:
    """Return how many amounts lie in each thousand; the last one below the limit is hatched."""
    known = amounts.dropna()
    if known.empty:
        raise TargetingError("amounts: found no number, expected one at least.")
    edges = np.arange(0, _REACH + _STEP, _STEP)
    counts, _ = np.histogram(known.clip(upper=_REACH - 1), edges)
    is_marked = (edges[:-1] < limit) & (edges[1:] >= limit)
    with lab_style():
        ax = axes_for(ax, (8, 3.8))
        ax.bar(edges[:-1] + _STEP / 2, np.where(is_marked, 0, counts), width=_STEP * 0.9,
               color=BLUE)  # fmt: skip
        ax.bar(edges[:-1] + _STEP / 2, np.where(is_marked, counts, 0), width=_STEP * 0.9,
               color=ORANGE, hatch="//", edgecolor="white", linewidth=0.6,
               label="the last thousand below the limit")  # fmt: skip
        ax.axvline(limit, color=INK, linestyle="--", linewidth=1.4)
        where = ("data", "axes fraction")
        ax.annotate(" from here on it is declared", (limit, 0.86), xycoords=where, color=INK)
        ax.set_xticks(range(0, _REACH + 1, 5_000), ["0", "5,000", "10,000", "15,000", "20,000 +"])
        ax.set(title=title, xlabel="euros", ylabel="amounts")
        ax.legend(loc="upper right", bbox_to_anchor=(1, 0.8))
    marked = int(counts[is_marked].sum())
    beside = int(counts[np.flatnonzero(is_marked) - 1].sum())
    told = f"{marked} in the last thousand below the limit, {beside} in the thousand before it"
    return describe(ax, f"{title}. {len(known)} amounts; {told}.")
