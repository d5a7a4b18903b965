"""How old the records of an archive are, and whether they still show who somebody is."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import INK, ORANGE, SKY, axes_for, lab_style

_STEP = 3  # months a bar


def retention_chart(
    months: "pd.Series[float]",
    shows_names: "pd.Series[bool]",
    *,
    mask_after: float,
    delete_after: float,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return records by age in months: with names (hatched) on those without.

    Two lines mark when names must be hidden and when everything must be gone.
    """
    edges = np.arange(0, max(float(months.max()), delete_after) + 2 * _STEP, _STEP)
    shown, _ = np.histogram(months[shows_names], edges)
    hidden, _ = np.histogram(months[~shows_names], edges)
    with lab_style():
        ax = axes_for(ax, (8.4, 3.8))
        middle = edges[:-1] + _STEP / 2
        ax.bar(middle, hidden, width=_STEP * 0.86, color=SKY, label="names hidden")
        ax.bar(middle, shown, width=_STEP * 0.86, bottom=hidden, color=ORANGE, hatch="//",
               edgecolor="white", linewidth=0.6, label="names shown")  # fmt: skip
        top = float((shown + hidden).max()) or 1.0
        for month, words in ((mask_after, "hide names"), (delete_after, "delete")):
            ax.axvline(month, color=INK, linestyle="--", linewidth=1.4)
            ax.annotate(f" {words}: {month:g} months", (month, top * 1.02), color=INK, fontsize=9)
        ax.set_ylim(0, top * 1.16)
        ax.set(title=title, xlabel="months since the record was received", ylabel="records")
        ax.legend(loc="center right")
    return ax
