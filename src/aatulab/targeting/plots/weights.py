"""What waybills gained between two scales, against their weight: noise, reports, questions."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.targeting.tables import need_columns


def weight_chart(
    differences: pd.DataFrame,
    stands_out: "pd.Series[bool]",
    *,
    noise: float,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return the gain of each waybill against its accepted weight (on a logarithmic scale).

    `differences` is what `weight_differences` returned; `stands_out` says for its rows which to
    mark: triangles where nobody wrote a report, squares where somebody did.  The lines mark
    what two scales differ by, `noise` as a share of the weight.
    """
    need_columns(differences, "differences", ("accepted_kg", "gain_kg", "reported"))
    reported = differences["reported"]
    groups = (
        (~stands_out, PALE, "o", 12, "the scales agree"),
        (stands_out & reported, BLUE, "s", 34, "more or less, and reported"),
        (stands_out & ~reported, ORANGE, "^", 46, "more or less, nobody reported"),
    )
    with lab_style():
        ax = axes_for(ax, (8.4, 4))
        for which, colour, marker, size, words in groups:
            rows = differences[which]
            ax.scatter(rows["accepted_kg"], rows["gain_kg"], s=size, c=colour, marker=marker,
                       edgecolors="white", linewidths=0.5,
                       label=f"{words} ({len(rows):,})")  # fmt: skip
        low, high = differences["accepted_kg"].min(), differences["accepted_kg"].max()
        weights = np.geomspace(low, high, 80)
        for sign in (1, -1):
            ax.plot(weights, sign * noise * weights, color=MUTED, linestyle="--", linewidth=1)
        ax.axhline(0, color=INK, linewidth=0.8)
        ax.set_xscale("log")
        ticks = [t for t in (1, 10, 100, 1000, 10_000) if low <= t <= high]
        ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        ax.set(title=title, xlabel="accepted weight, kg", ylabel="gained on the way, kg")
        ax.legend(loc="upper left")
    return ax
