"""Bookings in each band of lead time."""

import pandas as pd
from matplotlib.axes import Axes

from aatulab.drawing import bar_chart
from aatulab.targeting.times import LEAD_TIME_LABELS, lead_time_band


def lead_time_chart(hours: "pd.Series[float]", ax: Axes | None = None) -> Axes:
    """Return the number of bookings in each band of lead time, the latest bookings first."""
    counts = lead_time_band(hours).value_counts().reindex(list(LEAD_TIME_LABELS))
    return bar_chart(
        counts,
        title="How late was it booked?",
        xlabel="time between booking and departure",
        mark=LEAD_TIME_LABELS[:2],
        ax=ax,
    )
