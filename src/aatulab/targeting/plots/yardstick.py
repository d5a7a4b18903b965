"""Words of probability as a picture: which range each word stands for."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError


class _Bar(NamedTuple):
    word: str
    low: float
    high: float
    name: str  # of the list
    colour: str
    hatch: str | None = None

    @property
    def ends(self) -> str:
        """Return the range in words."""
        return f"{self.low:.0%} to {self.high:.0%}"


def yardstick_chart(
    ranges: Mapping[str, tuple[float, float]],
    others: Mapping[str, tuple[float, float]] | None = None,
    *,
    title: str,
    names: tuple[str, str] = ("this list", "another list"),
    ax: Axes | None = None,
) -> Axes:
    """Return a bar from low to high (0 to 1) for each word; a second list is hatched, below it."""
    bars = [_Bar(word, *ends, name=names[0], colour=BLUE) for word, ends in ranges.items()]
    bars += [
        _Bar(word, *ends, name=names[1], colour=ORANGE, hatch="//")
        for word, ends in (others or {}).items()
    ]
    if not bars or not all(0 <= bar.low < bar.high <= 1 for bar in bars):
        raise TargetingError("ranges: expected one word at least, each from low to high in 0 to 1.")
    place = np.arange(len(bars))[::-1]
    with lab_style():
        ax = axes_for(ax, (8, 1.2 + 0.36 * len(bars)))
        for y, bar in zip(place, bars, strict=True):
            ax.barh(y, bar.high - bar.low, left=bar.low, height=0.62, color=bar.colour,
                    hatch=bar.hatch, edgecolor="white")  # fmt: skip
            ax.text(bar.high + 0.012, y, bar.ends, va="center", color=INK, fontsize=9,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
        ax.axvline(0.5, color=INK, linestyle=":", linewidth=1.2)
        ax.set_yticks(place, [bar.word for bar in bars])
        ax.set_xlim(0, 1.14)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, xlabel="chance")
        if others:
            looks = {bar.name: bar for bar in bars}
            patches = [Patch(facecolor=bar.colour, hatch=bar.hatch, edgecolor="white", label=name)
                       for name, bar in looks.items()]  # fmt: skip
            ax.legend(handles=patches, loc="upper right")
    told = "; ".join(f"{bar.name}: {bar.word} {bar.ends}" for bar in bars)
    return describe(ax, f"{title}. {told}.")
