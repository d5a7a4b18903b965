"""From the clocks of airports to one clock, and back to the clock of whoever has to act.

A zone is a name with a history (`Europe/Lisbon`), not a number of hours: the number changes in the
night in which summer time begins.
"""

from collections.abc import Mapping
from datetime import timedelta

import pandas as pd

from aatulab.errors import TargetingError, shown

Zones = Mapping[str, str]


def in_utc(local: pd.Series, airports: pd.Series, zones: Zones) -> pd.Series:
    """Return moments in UTC of local times without a zone, each of its airport.

    >>> clock = pd.Series(pd.to_datetime(["2026-04-13 06:39"]))
    >>> str(in_utc(clock, pd.Series(["LIS"]), {"LIS": "Europe/Lisbon"})[0])
    '2026-04-13 05:39:00+00:00'
    """
    _need_zones(airports, zones)
    if not pd.api.types.is_datetime64_dtype(local):
        raise TargetingError(
            f"local: found {local.dtype}, expected times without a zone; use pd.to_datetime."
        )
    moments = pd.Series(pd.NaT, index=local.index, dtype="datetime64[ns, UTC]")
    for airport, zone in zones.items():
        here = airports == airport
        # an hour that a clock shows twice is read as the first, one that it skips as the next
        aware = local[here].dt.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
        moments[here] = aware.dt.tz_convert("UTC")
    return moments


def latest_local(needed_at: pd.Timestamp, minutes: float, zone: str) -> pd.Timestamp:
    """Return the latest time on a sender's clock at which something can leave to be in time.

    `minutes` are all that pass on the way: the line, reading, deciding, walking.

    >>> at = pd.Timestamp("2026-04-13 06:35", tz="UTC")
    >>> str(latest_local(at, 25, "Europe/Amsterdam"))
    '2026-04-13 08:10:00'
    """
    if needed_at.tzinfo is None:
        raise TargetingError("needed_at: found a time without a zone, expected a moment in UTC.")
    if not minutes >= 0:
        raise TargetingError(f"minutes: found {shown(minutes)}, expected 0 or more.")
    leaves: pd.Timestamp = needed_at - timedelta(minutes=float(minutes))
    return leaves.tz_convert(zone).tz_localize(None)


def _need_zones(airports: pd.Series, zones: Zones) -> None:
    if missing := sorted(set(airports) - set(zones)):
        known = ", ".join(zones)
        raise TargetingError(
            f"zones: found airport {shown(missing[0])}, expected one of {known}; add its zone."
        )
