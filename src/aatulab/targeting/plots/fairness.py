"""Rates of groups side by side, each with the width of what we do not know."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns


def rates_chart(rates: pd.DataFrame, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Return the false rate of each group of `rates_by_group`, A on top, with its interval.

    The broken line is the rate of all innocent.  A hollow square stands for a group whose whole
    interval lies above it, a filled dot for all others; at the right stand the counts.
    """
    needed = ("for_nothing", "innocent", "false_rate", "false_low", "false_high")
    need_columns(rates, "rates", needed, "rates_by_group(…)")
    if rates.empty:
        raise TargetingError("rates: found no group, so there is nothing to draw.")
    overall = float(rates["for_nothing"].sum() / max(rates["innocent"].sum(), 1))
    with lab_style():
        ax = axes_for(ax, (8, 1.3 + 0.45 * len(rates)))
        for place, (_, row) in enumerate(rates.iloc[::-1].iterrows()):
            worse = row["false_low"] > overall
            colour = ORANGE if worse else BLUE
            ax.plot([row["false_low"], row["false_high"]], [place, place], color=colour, lw=2.4)
            ax.plot(row["false_rate"], place, "s" if worse else "o", color=colour, markersize=8,
                    markerfacecolor="white" if worse else colour)  # fmt: skip
            ax.annotate(f"{row['for_nothing']:.0f} of {row['innocent']:,.0f}", (1.01, place),
                        xycoords=("axes fraction", "data"), va="center", color=MUTED,
                        annotation_clip=False)  # fmt: skip
        ax.axvline(overall, color=INK, linestyle="--", linewidth=1.4)
        ax.set_yticks(range(len(rates)), [str(name) for name in rates.index[::-1]])
        ax.set_ylim(-0.7, len(rates) - 0.3)
        ax.set_xlim(0, min(1.0, 1.08 * float(rates["false_high"].max())))
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, xlabel="innocent who were selected (90 % interval)", ylabel="group")
    return ax
