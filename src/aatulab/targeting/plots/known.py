"""When an officer learns what: bookings come over weeks, the passenger list only at departure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, axes_for, lab_style
from aatulab.errors import TargetingError

_TICKS = {
    1: "1 hour",
    6: "6 h",
    24: "1 day",
    7 * 24: "1 week",
    30 * 24: "1 month",
    180 * 24: "½ year",
}


def known_curve(
    booked_at: "pd.Series[pd.Timestamp]",
    departs_at: pd.Timestamp,
    arrives_at: pd.Timestamp,
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return which share of a flight's bookings existed how long before landing.

    The line steps up to 100 % when the last booking is made; a broken line marks the departure,
    when the passenger list is sent.
    """
    if booked_at.empty:
        raise TargetingError("booked_at: found no booking, expected those of one flight.")
    hours = np.sort((arrives_at - booked_at).dt.total_seconds().to_numpy() / 3600)[::-1]
    flight_h = (arrives_at - departs_at).total_seconds() / 3600
    share = np.arange(1, len(hours) + 1) / len(hours)
    with lab_style():
        ax = axes_for(ax, (8, 3.8))
        ax.step(np.append(hours, min(flight_h, hours[-1])), np.append(share, 1), where="post",
                color=BLUE, label="bookings that exist (PNR)")  # fmt: skip
        ax.plot([flight_h, flight_h, 1], [0, 1, 1], color=ORANGE, linestyle="--",
                label="passenger list (API): nothing, then everybody")  # fmt: skip
        ax.annotate("departure ", (flight_h, 0.04), ha="right", color=INK)
        ax.set_xscale("log")
        ax.set_xlim(max(hours.max() * 1.15, 200), 1)
        ax.set_ylim(0, 1.06)
        ticks = {hour: word for hour, word in _TICKS.items() if hour <= hours.max()}
        ax.set_xticks(list(ticks), list(ticks.values()))
        ax.xaxis.minorticks_off()
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, xlabel="time before landing", ylabel="of this flight's bookings")
        ax.tick_params(axis="x", labelcolor=MUTED)
        ax.legend(loc="upper left")
    return ax
