"""A web of contact points: which bookings hang together by a phone or a mail address."""

import math
from collections.abc import Collection, Sequence

import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import BLUE, INK, MUTED, PALE, SKY, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.contacts import bookings_sharing


def contact_web(
    contacts: pd.DataFrame,
    values: Sequence[str],
    *,
    today: Collection[str] = (),
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return one star for each contact point: the point in the middle, its bookings around.

    Bookings in `today` are filled and named; those of other days are small and pale.
    """
    if not values:
        raise TargetingError("values: found none, expected at least one phone or mail address.")
    with lab_style():
        ax = axes_for(ax, (8.4, 3.9))
        for column, value in enumerate(values):
            _star(ax, 3.2 * column, value, bookings_sharing(contacts, value), set(today))
        ax.set(title=title, xticks=[], yticks=[])
        ax.set_xlim(-1.7, 3.2 * (len(values) - 1) + 1.7)
        ax.set_ylim(-2.0, 1.4)
        ax.set_aspect("equal")
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
    return ax


def _star(ax: Axes, x: float, value: str, pnrs: Sequence[str], today: set[str]) -> None:
    for number, pnr in enumerate(pnrs):
        angle = math.pi / 2 - 2 * math.pi * number / len(pnrs)
        end = (x + math.cos(angle), math.sin(angle))
        ax.plot([x, end[0]], [0, end[1]], color=PALE, linewidth=1.2, zorder=1)
        is_today = pnr in today
        ax.scatter(
            *end,
            s=1150 if is_today else 60,
            color=SKY if is_today else "white",
            edgecolor=BLUE if is_today else MUTED,
            zorder=2,
        )
        if is_today:
            ax.annotate(pnr, end, ha="center", va="center", fontsize=7, color=INK, zorder=3)
    ax.scatter(x, 0, s=180, marker="s", color=BLUE, zorder=3)
    ax.annotate(
        f"{value}\n{len(pnrs)} bookings",
        (x, -1.95),
        ha="center",
        va="bottom",
        color=INK,
        fontsize=9,
    )
