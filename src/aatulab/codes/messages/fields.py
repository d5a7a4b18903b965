"""Read the values in a segment: texts, numbers, days and times, each with its own error.

Two-digit years need a day to be understood by: births lie in the past, expiries and flights near
the day on which the message was made.  Flight times are local times of the airport, without a
zone; times of the systems are UTC.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from aatulab.codes.messages.segment import Segment

_NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_DIGITS = re.compile(r"[0-9]{1,9}")
Century = Callable[[int], int]


@dataclass(frozen=True)
class LocalTime:
    """A day, and mostly a time, on the clock of an airport.

    >>> str(LocalTime(date(2026, 3, 10), time(6, 35)))
    '2026-03-10 06:35'
    """

    on: date
    at: time | None = None

    def __str__(self) -> str:
        return f"{self.on}" if self.at is None else f"{self.on} {self.at:%H:%M}"

    @property
    def moment(self) -> datetime | None:
        """Return day and time together, without a zone, or nothing where the time is open."""
        return None if self.at is None else datetime.combine(self.on, self.at)


def required(segment: Segment, element: int, what: str, component: int = 1) -> str:
    """Return a component that must be there."""
    if said := segment.value(element, component):
        return said
    raise segment.error(element, what)


def matching(segment: Segment, element: int, pattern: str, what: str, component: int = 1) -> str:
    """Return a component that must match a pattern, `what` says which."""
    said = segment.value(element, component)
    if re.fullmatch(pattern, said):
        return said
    raise segment.error(element, what)


def one_of(segment: Segment, element: int, allowed: tuple[str, ...], component: int = 1) -> str:
    """Return a component that must be one of a few codes."""
    if (said := segment.value(element, component)) in allowed:
        return said
    raise segment.error(element, "one of " + ", ".join(code or "nothing" for code in allowed))


def whole(
    segment: Segment, element: int, what: str, component: int = 1, most: int = 999_999
) -> int:
    """Return a whole number from 0 to `most`."""
    said = segment.value(element, component)
    if _DIGITS.fullmatch(said) and int(said) <= most:
        return int(said)
    raise segment.error(element, f"{what}: a whole number from 0 to {most:,}")


def amount(segment: Segment, element: int, what: str, component: int = 1) -> Decimal:
    """Return a number without sign; point and comma both mark decimals, as ISO 9735 allows."""
    said = segment.value(element, component)
    if _NUMBER.fullmatch(said):
        return Decimal(said.replace(",", "."))
    raise segment.error(element, f"{what}: a number such as 23.5")


def birth_year(prepared: date) -> Century:
    """Return how a birth's two digits are read: this year or before it.

    A birth later in the year of the message stays there, so that a check can find it.

    >>> birth_year(date(2026, 3, 10))(93), birth_year(date(2026, 3, 10))(26)
    (1993, 2026)
    """
    return lambda year: (prepared.year // 100 - (year > prepared.year % 100)) * 100 + year


def near_year(prepared: date) -> Century:
    """Return how two digits of a flight or an expiry are read: within fifty years.

    >>> near_year(date(2026, 3, 10))(33), near_year(date(2026, 3, 10))(99)
    (2033, 1999)
    """
    return lambda year: (prepared.year - 50) + (year - prepared.year + 50) % 100


def day(segment: Segment, element: int, component: int, century: Century, order: str) -> date:
    """Return a day written as `order` says (YYMMDD or DDMMYY), or as YYYYMMDD."""
    said = segment.value(element, component)
    if re.fullmatch(r"[0-9]{8}", said) and order == "YYMMDD":
        year, month, of_month = int(said[:4]), int(said[4:6]), int(said[6:])
    elif re.fullmatch(r"[0-9]{6}", said):
        first, month, last = int(said[:2]), int(said[2:4]), int(said[4:])
        short, of_month = (first, last) if order == "YYMMDD" else (last, first)
        year = century(short)
    else:
        raise segment.error(element, f"a day as {order}")
    try:
        return date(year, month, of_month)
    except ValueError:
        raise segment.error(element, f"a day of the calendar as {order}") from None


def clock(segment: Segment, element: int, component: int) -> time:
    """Return a time of the day written as HHMM."""
    said = segment.value(element, component)
    if re.fullmatch(r"(?:[01][0-9]|2[0-3])[0-5][0-9]", said):
        return time(int(said[:2]), int(said[2:]))
    raise segment.error(element, "a time from 0000 to 2359")


def local_moment(segment: Segment, element: int, component: int, century: Century) -> datetime:
    """Return a local moment written as YYMMDDHHMM, without a zone."""
    said = segment.value(element, component)
    parts = re.fullmatch(r"([0-9]{6})([0-9]{4})", said)
    if parts is None:
        raise segment.error(element, "a local moment as YYMMDDHHMM")
    # day and time as two components, so that the same readers name the same place
    elements = (*((),) * (element - 1), (parts.group(1), parts.group(2)))
    apart = Segment(segment.tag, elements, segment.number, segment.offset)
    return datetime.combine(day(apart, element, 1, century, "YYMMDD"), clock(apart, element, 2))


def utc_moment(
    segment: Segment,
    element: int,
    component: int,
    *,
    order: str,
    century: Century = lambda year: 2000 + year,
) -> datetime:
    """Return a day and the time in the component after it, as UTC."""
    on = day(segment, element, component, century, order)
    return datetime.combine(on, clock(segment, element, component + 1), tzinfo=UTC)


def local_time(
    segment: Segment, element: int, component: int, century: Century
) -> LocalTime | None:
    """Return a local day (DDMMYY) with the time after it if given, or nothing if both are empty."""
    if not segment.value(element, component):
        if segment.value(element, component + 1):
            raise segment.error(element, "a day (DDMMYY) before the time")
        return None
    on = day(segment, element, component, century, "DDMMYY")
    if not segment.value(element, component + 1):
        return LocalTime(on)
    return LocalTime(on, clock(segment, element, component + 1))
