"""Words of probability as a picture: which range each word stands for."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError


def yardstick_chart(
    ranges: Mapping[str, tuple[float, float]],
    others: Mapping[str, tuple[float, float]] | None = None,
    *,
    title: str,
    names: tuple[str, str] = ("this list", "another list"),
    ax: Axes | None = None,
) -> Axes:
    """Return a bar from low to high (0 to 1) for each word; a second list is hatched, below it."""
    lists = [(dict(ranges), BLUE, None, names[0]), (dict(others or {}), ORANGE, "//", names[1])]
    rows = [
        (word, low, high, *look) for words, *look in lists for word, (low, high) in words.items()
    ]
    if not rows or not all(0 <= low < high <= 1 for _, low, high, *_ in rows):
        raise TargetingError("ranges: expected one word at least, each from low to high in 0 to 1.")
    place = np.arange(len(rows))[::-1]
    with lab_style():
        ax = axes_for(ax, (8, 1.2 + 0.36 * len(rows)))
        said: set[str] = set()
        for y, (_, low, high, colour, hatch, name) in zip(place, rows, strict=True):
            ax.barh(y, high - low, left=low, height=0.62, color=colour, hatch=hatch,
                    edgecolor="white", label=None if name in said else name)  # fmt: skip
            ax.text(high + 0.012, y, f"{low:.0%} to {high:.0%}", va="center", color=INK, fontsize=9)
            said.add(name)
        ax.axvline(0.5, color=INK, linestyle=":", linewidth=1.2)
        ax.set_yticks(place, [word for word, *_ in rows])
        ax.set_xlim(0, 1.14)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, xlabel="chance")
        if others:
            ax.legend(loc="upper right")
    told = "; ".join(
        f"{name}: {word} {low:.0%} to {high:.0%}" for word, low, high, _, _, name in rows
    )
    return describe(ax, f"{title}. {told}.")
