"""Pictures that count: one bar an entry, standing or lying."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing.style import BLUE, INK, MUTED, ORANGE, axes_for, lab_style


def bar_chart(
    counts: "pd.Series[int]",
    *,
    title: str,
    xlabel: str,
    ylabel: str = "bookings",
    mark: Sequence[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """Return one bar per entry of `counts` with its number on top; `mark`ed bars stand out."""
    with lab_style():
        ax = axes_for(ax)
        labels = [str(label) for label in counts.index]
        colours = [ORANGE if label in mark else BLUE for label in labels]
        bars = ax.bar(labels, counts.to_numpy(), color=colours, width=0.72)
        ax.bar_label(bars, fmt="{:,.0f}", padding=3, color=INK)
        ax.set(title=title, xlabel=xlabel, ylabel=ylabel)
        ax.margins(y=0.14)
    return ax


def share_chart(shares: "pd.Series[float]", *, title: str, ax: Axes | None = None) -> Axes:
    """Return one lying bar per entry of `shares` (0 to 1), labelled in per cent."""
    with lab_style():
        ax = axes_for(ax, (8, 0.9 + 0.42 * len(shares)))
        labels = [str(label) for label in shares.index][::-1]
        values = shares.to_numpy()[::-1]
        bars = ax.barh(labels, values, color=BLUE, height=0.66)
        ax.bar_label(bars, labels=[f"{value:.1%}" for value in values], padding=4, color=INK)
        ax.set_title(title)
        ax.grid(visible=False)
        ax.xaxis.set_major_formatter(PercentFormatter(1))  # the figure's text reads it
        ax.set_xticks([])
        ax.spines[["bottom"]].set_visible(False)
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.margins(x=0.14)
    return ax
