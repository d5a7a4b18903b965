"""Pictures of a selection: who is stopped, who is missed, and how far chance would come."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.metrics import Confusion

# what happens to a booking -> colour
HIT = ORANGE
MISSED = ORANGE  # the same people, drawn hollow: nobody looked
INNOCENT_STOPPED = BLUE
INNOCENT_PASSED = PALE


def points_chart(
    points: "pd.Series[int]", *, title: str, threshold: float | None = None, ax: Axes | None = None
) -> Axes:
    """Return how many bookings have how many points, with a line where selection begins."""
    counts = points.value_counts()
    counts = counts.reindex(range(int(points.min()), int(points.max()) + 1), fill_value=0)
    with lab_style():
        ax = axes_for(ax)
        bars = ax.bar(counts.index, counts.to_numpy(), width=0.8, color=INNOCENT_STOPPED)
        ax.bar_label(bars, labels=[f"{n:,}" if n else "" for n in counts], padding=2, color=INK)
        if threshold is not None:
            ax.axvline(threshold - 0.5, color=INK, linestyle="--", linewidth=1.4)
            ax.annotate(
                "  selected from here", (threshold - 0.5, 0.94), xycoords=("data", "axes fraction"),
                color=INK,
            )  # fmt: skip
        ax.set(title=title, xlabel="points", ylabel="bookings")
        ax.set_xticks(list(counts.index))
        ax.margins(y=0.14)
    return ax


def everybody_chart(outcome: Confusion, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Return every booking as one mark: hits, innocent stopped, missed, and all the others."""
    groups = (
        (outcome.hits, "^", HIT, HIT, 46, "hit: stopped, and there was something"),
        (outcome.innocent_stopped, "s", INNOCENT_STOPPED, INNOCENT_STOPPED, 24,
         "innocent, and stopped"),
        (outcome.missed, "^", "white", MISSED, 46, "missed: nobody looked"),
        (outcome.innocent_passed, "o", INNOCENT_PASSED, INNOCENT_PASSED, 9,
         "innocent, and passed"),
    )  # fmt: skip
    everybody = sum(count for count, *_ in groups)
    if not everybody:
        raise TargetingError("outcome: it counts nobody, so there is nothing to draw.")
    rows = max(8, round((everybody / 2.6) ** 0.5))
    with lab_style():
        ax = axes_for(ax, (8, 4.0))
        start = 0
        for count, marker, fill, edge, size, label in groups:
            place = np.arange(start, start + count)
            ax.scatter(
                place // rows, -(place % rows), marker=marker, s=size, facecolor=fill,
                edgecolor=edge, linewidth=1.1, label=f"{count:,} {label}",
            )  # fmt: skip
            start += count
        ax.set(title=title, xticks=[], yticks=[])
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2)
    return ax


def found_curve(
    rankings: Mapping[str, Sequence[str]],
    illicit: "pd.Series[bool]",
    *,
    share: float | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return the share found against the share checked, for up to three rankings.

    A grey line shows pure chance, a dotted one the best that anybody could do; `share`
    marks where the team's capacity ends.
    """
    population, wanted = len(illicit), int(illicit.sum())
    if not wanted:
        raise TargetingError("illicit: it marks nobody, so no share of it can be found.")
    with lab_style():
        ax = axes_for(ax)
        checked = np.arange(population + 1) / population
        best = np.minimum(np.arange(population + 1) / wanted, 1)
        ax.plot(checked, best, color=MUTED, linestyle=":", label="best possible")
        for (name, ranking), line in zip(rankings.items(), ("-", "--", "-."), strict=False):
            found = illicit.reindex(list(ranking)).fillna(value=False).to_numpy(dtype=bool)
            curve = np.concatenate([[0], found.cumsum()]) / wanted
            ax.plot(np.arange(len(curve)) / population, curve, linestyle=line, label=name)
        ax.plot([0, 1], [0, 1], color=PALE, label="chance")
        if share is not None:
            ax.axvline(share, color=INK, linestyle="--", linewidth=1.2)
            ax.annotate(f" {share:.0%} checked", (share, 0.02), color=INK)
        ax.set(title=title, xlabel="share of bookings checked", ylabel="share found")
        ax.set_xlim(0, 0.4)
        ax.set_ylim(0, 1.03)
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.legend(loc="lower right")
    return ax
