"""How far values lie from the usual: a histogram in which half and double are equally far."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import BLUE, INK, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError

_REACH = 3.5  # powers of two to each side; what lies further stands in the last bar
_STEP = 0.5
_TICKS = {-3: "⅛", -2: "¼", -1: "½", 0: "usual", 1: "×2", 2: "×4", 3: "×8"}


def ratio_chart(
    ratios: "pd.Series[float]",
    *,
    below: float | None = None,
    above: float | None = None,
    title: str = "",
    xlabel: str = "against the usual for the same goods",
    ylabel: str = "consignments",
    ax: Axes | None = None,
) -> Axes:
    """Return how many ratios lie how far from 1; those beyond a line are hatched as well.

    Missing ratios are left out, and counted in words under the title.
    """
    known = ratios.dropna()
    if known.empty:
        raise TargetingError("ratios: found no number, expected one at least.")
    powers = np.log2(known).clip(-_REACH, _REACH)
    edges = np.arange(-_REACH, _REACH + _STEP, _STEP)
    low = known < below if below is not None else pd.Series(data=False, index=known.index)
    high = known >= above if above is not None else pd.Series(data=False, index=known.index)
    is_beyond = low | high
    inside, _ = np.histogram(powers[~is_beyond], edges)
    beyond, _ = np.histogram(powers[is_beyond], edges)
    middle = edges[:-1] + _STEP / 2
    with lab_style():
        ax = axes_for(ax, (8, 3.8))
        ax.bar(middle, inside, width=_STEP * 0.88, color=BLUE,
               label=f"within ({inside.sum():,})")  # fmt: skip
        ax.bar(middle, beyond, width=_STEP * 0.88, bottom=inside, color=ORANGE, hatch="//",
               edgecolor="white", linewidth=0.6,
               label=f"beyond the line ({beyond.sum():,})")  # fmt: skip
        for line in (below, above):
            if line is not None:
                ax.axvline(np.log2(line), color=INK, linestyle="--", linewidth=1.4)
        ax.set_xticks(list(_TICKS), list(_TICKS.values()))
        missing = len(ratios) - len(known)
        ax.set(title=title, xlabel=f"{xlabel} ({missing:,} cannot be compared)", ylabel=ylabel)
        ax.legend(loc="upper right")
    return ax
