"""What minutes bring: expected finds added up, one line an order of opening."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, GREEN, INK, MUTED, ORANGE, axes_for, lab_style
from aatulab.errors import InspectionError
from aatulab.inspection.columns import need_columns

_LINES = ((ORANGE, "-"), (BLUE, "--"), (GREEN, ":"), (MUTED, "-."))


def effort_chart(
    orders: Mapping[str, pd.DataFrame],
    *,
    minutes: float | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return one line an order over the minutes it takes; a stroke where `minutes` end.

    Each order is a table with `chance` and `minutes`, in the order in which it is opened.
    """
    if not orders:
        raise InspectionError("orders: found none, expected at least one order of opening.")
    with lab_style():
        ax = axes_for(ax, (8.4, 4))
        reached = []
        for (name, table), (colour, dash) in zip(orders.items(), _LINES, strict=False):
            need_columns(table, name, ("chance", "minutes"), "Pass what `opening_table` returns.")
            spent = np.concatenate([[0], table["minutes"].cumsum()])
            finds = np.concatenate([[0], table["chance"].cumsum()])
            ax.plot(spent, finds, color=colour, linestyle=dash, linewidth=2.2, label=name)
            until = float(minutes) if minutes is not None else float(spent[-1])
            reached.append(f"{name}: {np.interp(until, spent, finds):.1f}")
        if minutes is not None:
            ax.axvline(minutes, color=INK, linestyle="--", linewidth=1)
            ax.annotate(" time is up", (minutes, 0.02), xycoords=("data", "axes fraction"),
                        color=INK)  # fmt: skip
        ax.set(title=title, xlabel="minutes spent", ylabel="finds to be expected")
        ax.set_xlim(0, None)
        ax.set_ylim(0, None)
        ax.legend(loc="lower right")
    when = f"after {minutes:g} minutes" if minutes is not None else "at the end"
    return describe(ax, f"{title}. Expected finds {when}: {'; '.join(reached)}.".lstrip(". "))
