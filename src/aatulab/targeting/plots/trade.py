"""Trade in pictures: what weighs and what is worth, and how few consignments hold the duty."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns
from aatulab.targeting.trade.duty import how_few

_BAR = 0.38


def trade_chart(
    figures: pd.DataFrame, *, title: str, most: int = 10, ax: Axes | None = None
) -> Axes:
    """Return the `most` valuable chapters, each with its share of all weight and of all value.

    `figures` has a row a chapter with `title`, `kg` and `value`; weight is hatched.
    """
    need_columns(figures, "figures", ("title", "kg", "value"))
    shares = figures[["kg", "value"]] / figures[["kg", "value"]].sum()
    shown = shares.nlargest(most, "value")[::-1]
    names = [f"{figures['title'][code]} ({code})" for code in shown.index]
    place = np.arange(len(shown))
    with lab_style():
        ax = axes_for(ax, (8.4, 1.3 + 0.46 * len(shown)))
        worth = ax.barh(place + _BAR / 2, shown["value"], _BAR, color=BLUE, label="of all value")
        weighs = ax.barh(place - _BAR / 2, shown["kg"], _BAR, color=PALE, hatch="//",
                         edgecolor="white", linewidth=0.6, label="of all weight")  # fmt: skip
        for bars, column in ((worth, "value"), (weighs, "kg")):
            words = [f"{share:.0%}" if share >= 0.01 else "<1%" for share in shown[column]]
            ax.bar_label(bars, labels=words, padding=3, color=INK, fontsize=9)
        ax.set_yticks(place, names)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.grid(visible=False)
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.margins(x=0.12)
        ax.set_title(title)
        ax.legend(loc="lower right")
    told = "; ".join(
        f"{name} {row.value:.0%} and {row.kg:.0%}"
        for name, row in zip(names[::-1], shown[::-1].itertuples(), strict=True)
    )
    return describe(ax, f"{title}. Of all value, and of all weight: {told}.")


def duty_curve(
    duty: "pd.Series[float]", *, share: float = 0.8, title: str, ax: Axes | None = None
) -> Axes:
    """Return which share of all duty the first consignments hold: largest first, and by lot.

    `duty` has one number a consignment.  A broken line marks how few hold `share` of it.
    """
    if not duty.sum() > 0:
        raise TargetingError("duty: found nothing that is due, expected a sum above 0.")
    held = np.append(0, duty.sort_values(ascending=False).cumsum().to_numpy()) / duty.sum()
    looked_at = np.linspace(0, 1, len(held))
    few = how_few(duty, share) / len(duty)
    with lab_style():
        ax = axes_for(ax, (8, 4))
        ax.plot(looked_at, held, color=BLUE, label="largest duty first")
        ax.plot([0, 1], [0, 1], color=MUTED, linestyle=":", label="drawn by lot, on average")
        ax.plot([few, few, 0], [0, share, share], color=ORANGE, linestyle="--", linewidth=1.4)
        ax.annotate(f" {few:.0%} of the consignments\n hold {share:.0%} of the duty",
                    (few, share * 0.42), color=INK)  # fmt: skip
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 1.03)
        ax.set(title=title, xlabel="of all consignments looked at", ylabel="of all duty")
        ax.legend(loc="lower right")
    return ax
