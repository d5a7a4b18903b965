"""What each rule has found, with the width of what we do not know."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns


def rule_chart(
    statistics: pd.DataFrame, base_rate: float, *, title: str = "", ax: Axes | None = None
) -> Axes:
    """Return hit rates with their intervals against the base rate, the best rule on top.

    A filled dot stands for a rule whose whole interval lies above the base rate, a hollow one for
    a rule that may be no better than chance.  The numbers at the right are hits of checks.
    """
    needed = ("checked", "hits", "hit_rate", "low", "high")
    need_columns(statistics, "statistics", needed, "rule_statistics(…)")
    known = statistics[statistics["checked"] > 0].sort_values("hit_rate")
    if known.empty:
        raise TargetingError("statistics: no rule was ever checked, so there is nothing to draw.")
    with lab_style():
        ax = axes_for(ax, (8, 1.2 + 0.42 * len(known)))
        for place, (_, row) in enumerate(known.iterrows()):
            is_better = row["low"] > base_rate
            ax.plot([row["low"], row["high"]], [place, place], color=BLUE, linewidth=2.4)
            fill = BLUE if is_better else "white"
            ax.plot(row["hit_rate"], place, "o", color=BLUE, markersize=8, markerfacecolor=fill)
            ax.annotate(f"{row['hits']:.0f} of {row['checked']:.0f}", (1.01, place),
                        xycoords=("axes fraction", "data"), va="center", color=MUTED,
                        annotation_clip=False)  # fmt: skip
        ax.axvline(base_rate, color=ORANGE, linestyle="--", linewidth=1.6)
        ax.annotate(f" base rate {base_rate:.1%}", (base_rate, 1.0),
                    xycoords=("data", "axes fraction"), va="bottom", color=INK)  # fmt: skip
        ax.set_yticks(range(len(known)), [str(name) for name in known.index])
        ax.set_ylim(-0.7, len(known) - 0.3)
        ax.set_xlim(0, min(1.0, float(known["high"].max()) * 1.06))
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(xlabel="hit rate (90 % interval)")
        ax.set_title(title, pad=22)
    return ax
