"""What signals are worth against how rare the thing is that they look for."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, PercentFormatter

from aatulab.alt import describe
from aatulab.drawing.style import INK, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.base_rate import worth_at

_TICKS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
_LINES = ("-", "--", "-.")


def worth_curve(
    signals: Mapping[str, tuple[float, float]],
    base_rate: float,
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return the hit rate of up to three signals at every base rate, with today's marked.

    `signals` gives for each name the share of the guilty and of the innocent who show it.
    """
    if not 1 <= len(signals) <= len(_LINES):
        raise TargetingError(f"signals: found {len(signals)}, expected 1 to {len(_LINES)}.")
    rates = np.geomspace(_TICKS[0], 0.5, 120)
    told = []
    with lab_style():
        ax = axes_for(ax)
        for (name, (found, false)), line in zip(signals.items(), _LINES, strict=False):
            ax.plot(rates, [worth_at(rate, found, false) for rate in rates], line, label=name)
            today = worth_at(base_rate, found, false)
            ax.plot([base_rate], [today], "o", color=INK, markersize=6, zorder=4)
            told.append(f"{name}: {today:.0%} today, {worth_at(0.1, found, false):.0%} if 10 % did")
        ax.axvline(base_rate, color=INK, linestyle=":", linewidth=1.3)
        ax.annotate(f" today: {base_rate:.1%}", (base_rate, 0.95), color=INK)
        ax.set_xscale("log")
        ax.set_xlim(rates[0], rates[-1])
        ax.set_ylim(0, 1)
        ax.set_xticks(_TICKS)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda rate, _place: f"{100 * rate:g} %"))
        ax.xaxis.minorticks_off()
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, xlabel="how many of all carry something (base rate)",
               ylabel="of those with the signal")  # fmt: skip
        ax.legend(loc="upper left", bbox_to_anchor=(0, 0.9))
    return describe(ax, f"{title}. The rarer, the lower every line. {'; '.join(told)}.")
