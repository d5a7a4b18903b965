"""Pictures of pairs of records: what agreement is worth, and what a threshold finds and costs.

Taken by the lessons on research; the numbers come from `aatulab.research.entities`.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, ORANGE, PALE, axes_for, lab_style
from aatulab.targeting.tables import need_columns

_LEFT_OF_THE_BAND = 7  # bits; further left nothing changes that anybody would choose


def bits_chart(weights: pd.DataFrame, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Return a lying bar for each field and level: to the right it speaks for one person.

    `weights` has the columns `field`, `level` and `bits`; bars to the left are hatched.
    """
    need_columns(weights, "weights", ("field", "level", "bits"), "agreement_weights")
    rows = weights.iloc[::-1]
    labels = [
        f"{field.replace('_', ' ')}: {level}"
        for field, level in zip(rows["field"], rows["level"], strict=True)
    ]
    with lab_style():
        ax = axes_for(ax, (8, 0.8 + 0.34 * len(rows)))
        speaks_for = rows["bits"].to_numpy() >= 0
        bars = ax.barh(
            labels, rows["bits"].to_numpy(), height=0.7,
            color=[BLUE if good else "white" for good in speaks_for],
            edgecolor=[BLUE if good else ORANGE for good in speaks_for],
            hatch=["" if good else "///" for good in speaks_for],
        )  # fmt: skip
        ax.bar_label(bars, labels=[f"{bits:+.1f}" for bits in rows["bits"]], padding=4, color=INK)
        ax.axvline(0, color=INK, linewidth=1)
        ax.set(title=title, xlabel="bits: against one person ← 0 → for one person")
        ax.grid(visible=False)
        ax.margins(x=0.14)
    return ax


def band_chart(
    line: pd.DataFrame, low: float, high: float, *, title: str = "", ax: Axes | None = None
) -> Axes:
    """Return precision and recall by threshold, with the band that a person decides.

    `line` has the columns `threshold`, `precision` and `recall`.
    """
    need_columns(line, "line", ("threshold", "precision", "recall"), "curve")
    line = line[line["threshold"] >= low - _LEFT_OF_THE_BAND]
    with lab_style():
        ax = axes_for(ax, (8, 3.8))
        ax.axvspan(low, high, color=PALE, alpha=0.5, label="a person decides")
        ax.plot(line["threshold"], line["precision"].astype(float), color=ORANGE, marker="^",
                label="precision: of the merges, right")  # fmt: skip
        ax.plot(line["threshold"], line["recall"].astype(float), color=BLUE, linestyle="--",
                marker="o", label="recall: of the pairs of one person, merged")  # fmt: skip
        ax.set(title=title, xlabel="merge from this number of bits on", ylabel="share",
               ylim=(0, 1.04))  # fmt: skip
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.legend(loc="lower left")
    return ax
