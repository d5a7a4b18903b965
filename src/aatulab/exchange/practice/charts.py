"""How long it takes until somebody acts, as curves that rise to the share that ever did."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, ORANGE, axes_for, describe, lab_style

_HOURS = 8
_LOOKS = ((BLUE, "-"), (ORANGE, "--"), (INK, ":"))


def action_chart(
    minutes: "pd.Series[float]", kind: "pd.Series[str]", *, title: str, ax: Axes | None = None
) -> Axes:
    """Return for each `kind` the share of notices that somebody had acted on by each minute.

    `minutes` is from sending to action, NaN where nobody ever acted, as `action_times` returns it;
    `kind` has the same index.
    """
    told = []
    with lab_style():
        ax = axes_for(ax, (8, 4))
        for (colour, line), (name, values) in zip(
            _LOOKS, minutes.groupby(kind, sort=True), strict=False
        ):
            done = np.sort(values.dropna().to_numpy())
            share = np.arange(1, len(done) + 1) / len(values)
            ax.step(np.append(0, done) / 60, np.append(0, share), where="post",
                    color=colour, linestyle=line, linewidth=2.4)  # fmt: skip
            end = share[-1] if len(share) else 0.0
            ax.plot([done[-1] / 60 if len(done) else 0, _HOURS], [end, end],
                    color=colour, linestyle=line, linewidth=2.4)  # fmt: skip
            ax.annotate(f"{name} ({len(values)})", (_HOURS, end), xytext=(-4, 5),
                        textcoords="offset points", ha="right", color=colour)  # fmt: skip
            half = f", half of all by {np.sort(values.fillna(np.inf))[len(values) // 2]:.0f} min"
            told.append(f"{name}: {end:.0%} in the end{half if end > 0.5 else ''}")
        ax.set(title=title, xlabel="hours from sending", ylabel="somebody had acted",
               xlim=(0, _HOURS), ylim=(0, 1.05))  # fmt: skip
        ax.yaxis.set_major_formatter(PercentFormatter(1))
    return describe(ax, f"{title}. {'; '.join(told)}.")
