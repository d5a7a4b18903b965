"""Pictures of a model: whether it says what comes, and still finds what it once found."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

_LINES = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (INK, "^", "-."))


def calibration_chart(
    bands: pd.DataFrame,
    *,
    title: str = "",
    who: str = "the model",
    what: str = "bookings",
    ax: Axes | None = None,
) -> Axes:
    """Return what was said against what came, with intervals; `bands` is `reliability`'s.

    On the broken line a chance of 20 % comes in twenty of a hundred. `who` gave the chances, and
    `what` are the cases that are counted above each point: both stand at the axes.
    """
    need_columns(bands, "bands", ("said", "came", "low", "high", "cases"), "reliability(…)")
    if bands.empty:
        raise TargetingError("bands: found none, so there is nothing to draw.")
    with lab_style():
        ax = axes_for(ax, (6.4, 5))
        top = min(1.0, 1.08 * float(max(bands["high"].max(), bands["said"].max())))
        ax.plot([0, top], [0, top], color=MUTED, linestyle="--", linewidth=1.4)
        ax.vlines(bands["said"], bands["low"], bands["high"], color=BLUE, linewidth=2.4)
        ax.plot(bands["said"], bands["came"], "o", color=BLUE, markersize=8)
        for _, row in bands.iterrows():
            ax.annotate(f"{row['cases']:.0f}", (row["said"], row["high"]), xytext=(0, 3),
                        textcoords="offset points", ha="center", color=INK)  # fmt: skip
        ax.set(
            title=title,
            xlabel=f"chance that {who} gave",
            ylabel=f"share that came (above: {what})",
        )
        ax.set_xlim(0, top)
        ax.set_ylim(0, top * 1.06)
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_formatter(PercentFormatter(1, decimals=0))
    return ax


def weeks_chart(
    found: pd.DataFrame, *, title: str = "", mark: int | None = None, ax: Axes | None = None
) -> Axes:
    """Return a line for each of up to three scores: what it found, week by week.

    `found` has a row a week and a column a score; `mark` is the week from which offenders adapt.
    """
    if not 1 <= len(found.columns) <= len(_LINES):
        raise TargetingError(f"found: {len(found.columns)} scores, expected one to {len(_LINES)}.")
    with lab_style():
        ax = axes_for(ax)
        for (name, shares), (colour, marker, line) in zip(found.items(), _LINES, strict=False):
            ax.plot(shares.index, shares, color=colour, marker=marker, linestyle=line, label=name)
        if mark is not None:
            ax.axvline(mark - 0.5, color=MUTED, linestyle=":", linewidth=1.6)
            ax.annotate("offenders adapt ", (mark - 0.5, 0.03), xycoords=("data", "axes fraction"),
                        ha="right", color=INK)  # fmt: skip
        ax.set(title=title, xlabel="week", ylabel="share found")
        ax.set_xticks(list(found.index))
        ax.set_ylim(0, max(0.1, 1.15 * float(found.max().max())))
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.legend(loc="lower left")
    return ax
