"""Clocks of airports: flight times in messages are local times, tables of the lab hold UTC.

The hour that a clock shows twice when summer time ends is read as the first of the two: a message
carries no zone, so it cannot say more.
"""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import airportsdata

from aatulab.codes.messages.fields import LocalTime
from aatulab.errors import CaseError


def to_local(moment: datetime, airport: str) -> LocalTime:
    """Return what the clock of an airport shows at an aware moment, to the minute.

    >>> str(to_local(datetime(2026, 3, 10, 6, 35, tzinfo=UTC), "GRU"))
    '2026-03-10 03:35'
    """
    clock = moment.astimezone(_zone(airport))
    return LocalTime(clock.date(), clock.time().replace(second=0, microsecond=0, fold=0))


def to_utc(local: LocalTime, airport: str) -> datetime | None:
    """Return the moment in UTC, or nothing where the time of the day is not given.

    >>> from datetime import date, time
    >>> to_utc(LocalTime(date(2026, 3, 10), time(3, 35)), "GRU").hour
    6
    """
    if local.moment is None:
        return None
    return local.moment.replace(tzinfo=_zone(airport)).astimezone(UTC)


def _zone(airport: str) -> ZoneInfo:
    if airport not in _zones():
        raise CaseError(f"airport {airport!r}: no time zone is known, so no local time either.")
    return ZoneInfo(_zones()[airport])


@cache
def _zones() -> dict[str, str]:
    return {code: airport["tz"] for code, airport in airportsdata.load("IATA").items()}
