"""How many packets must be examined, against how many there are."""

import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import BLUE, GREEN, INK, ORANGE, axes_for, lab_style

_LINES = ((ORANGE, "-", "o"), (BLUE, "--", "s"), (GREEN, ":", "^"))


def sampling_chart(needed: pd.DataFrame, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Return one line a column of `needed` over its index, the number of packets (logarithmic).

    Each column is named as the legend shall say it; each line has a dash and a marker of its own.
    """
    with lab_style():
        ax = axes_for(ax, (8.4, 4))
        for (name, numbers), (colour, dash, marker) in zip(needed.items(), _LINES, strict=False):
            ax.plot(needed.index, numbers, color=colour, linestyle=dash, marker=marker,
                    markersize=5, label=str(name))  # fmt: skip
            last = numbers.iloc[-1]
            ax.annotate(f" {last:g}", (needed.index[-1], last), color=INK, va="center")
        ax.set_xscale("log")
        ticks = [tick for tick in (10, 100, 1_000, 10_000) if tick <= needed.index.max()]
        ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        ax.set_ylim(0, None)
        ax.set(title=title, xlabel="packets that look alike", ylabel="to be examined")
        ax.legend(loc="upper left")
    return ax
