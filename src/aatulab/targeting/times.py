"""Signals of time: how late a booking was made, how short the stay, how full a week of travel.

All instants are aware UTC, so no summer time and no local midnight can shift an hour.
Called by lessons and by `targeting.signals`.
"""

import pandas as pd

from aatulab.targeting.tables import by_pnr, need_columns

LEAD_TIME_EDGES_H: tuple[float, ...] = (0, 24, 72, 168, 336, 672)
LEAD_TIME_LABELS: tuple[str, ...] = (
    "under 1 day",
    "1-3 days",
    "3-7 days",
    "1-2 weeks",
    "2-4 weeks",
    "4 weeks or more",
)


def lead_time_h(bookings: pd.DataFrame) -> "pd.Series[float]":
    """Return the hours from booking to first departure, indexed by `pnr`.

    >>> at = pd.to_datetime(["2026-03-08T06:00Z"]), pd.to_datetime(["2026-03-10T07:30Z"])
    >>> rows = pd.DataFrame({"pnr": ["ABC123"], "booked_at": at[0], "departs_at": at[1]})
    >>> float(lead_time_h(rows)["ABC123"])
    49.5
    """
    need_columns(bookings, "bookings", ("pnr", "booked_at", "departs_at"))
    hours = (bookings["departs_at"] - bookings["booked_at"]).dt.total_seconds() / 3600
    return by_pnr(bookings["pnr"], hours, "lead_time_h")


def stay_h(bookings: pd.DataFrame) -> "pd.Series[float]":
    """Return the hours between arrival and return, indexed by `pnr`; missing if one way."""
    need_columns(bookings, "bookings", ("pnr", "arrives_at", "returns_at"))
    hours = (bookings["returns_at"] - bookings["arrives_at"]).dt.total_seconds() / 3600
    return by_pnr(bookings["pnr"], hours, "stay_h")


def lead_time_band(hours: "pd.Series[float]") -> "pd.Series[str]":
    """Return the band of each lead time, an ordered category; a lower edge belongs to its band.

    >>> list(lead_time_band(pd.Series([23.9, 24.0])))
    ['under 1 day', '1-3 days']
    """
    return pd.cut(
        hours,
        bins=[*LEAD_TIME_EDGES_H, float("inf")],
        right=False,
        labels=list(LEAD_TIME_LABELS),
    )
