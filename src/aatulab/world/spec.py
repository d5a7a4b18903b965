"""What world is wanted: seed, size, gateways, days, prevalence.  Checked here, trusted afterwards.

A world is made of gateways: airports with the mail exchange and the land border posts of their
region.  Each is built alone, from its `Gateway` only, so that a world of any size needs the
memory of one gateway.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from math import ceil

import numpy as np

from aatulab.codes.phones import POOL_SIZE
from aatulab.errors import WorldError, shown
from aatulab.world.arrays import Whole
from aatulab.world.reference import airports

DEFAULT_FIRST_DAY = date(2026, 3, 2)
RECORDS_A_GATEWAY = 200_000  # of one flow at most: what bounds the memory of a worker
NUMBERS_A_GATEWAY = 1_000_000  # running numbers that one gateway may use for one kind of thing
MOST_DAYS = 366
# passports write years with two digits, and people of a hundred years fit before the first day
_EARLIEST, _LATEST = date(2000, 1, 1), date(2049, 12, 31)
_SEEDS = 2**256
# persons of a population for each record, somewhat more than there are: all of them need numbers
_PERSONS_A_BOOKING, _PERSONS_A_RECORD = 2.6, 2.1
# households, firms and agents for each, again somewhat more: each has a phone that nobody else at
# the gateway has
_OWNERS_A_BOOKING, _OWNERS_A_RECORD = 1.25, 0.9
_MOST_RECORDS = 20_000_000
_MOST_BOOKINGS_A_DAY = 7_000_000  # more flights than there are flight numbers
# records of each further flow for one booking, where a spec does not say how many
_RECORDS_A_BOOKING = {"waybills": 0.2, "items": 0.5, "crossings": 0.4}


@dataclass(frozen=True)
class Gateway:
    """One part of a world: all that is needed to build it, and nothing of the other parts."""

    seed: int
    number: int  # from 0
    of: int  # how many gateways the world has
    hub: str
    first_day: date
    days: int
    prevalence: float
    rules_in_use: Mapping[str, date]
    typologies: tuple[str, ...]  # empty: all
    bookings: int
    waybills: int = 0
    items: int = 0
    crossings: int = 0
    history: bool = True

    @property
    def other_records(self) -> int:
        """Return the records of all flows but the passengers'."""
        return self.waybills + self.items + self.crossings

    def numbers_of(self, places: Whole) -> Whole:
        """Return the numbers in the whole world of things that a gateway counts from 0.

        No other gateway uses them.  Shuffled with `Streams.keys` they become unique codes.
        """
        if len(places) and int(places.max()) >= NUMBERS_A_GATEWAY:
            raise WorldError(f"gateway {self.number}: over {NUMBERS_A_GATEWAY:,} of one kind.")
        return self.number * NUMBERS_A_GATEWAY + places

    def numbers(self, count: int) -> Whole:
        """Return the running numbers of the first `count` things of one kind."""
        return self.numbers_of(np.arange(count))


@dataclass(frozen=True)
class WorldSpec:
    """The order for one world; the same order always gives the same world.

    `hub` is the only gateway of a world of up to 200,000 bookings, or of about 135,000 with their
    usual share of the other flows: there are phones for no more owners.  A larger one takes the
    airports that follow it by code, or those named in `gateways`, and spreads the records evenly.
    `rules_in_use` says since when the unit selects by a signal: offenders adapt to that.  A flow
    whose size is not said has its usual share: to ten bookings two waybills, five postal items and
    four crossings.
    `typologies` names those that the world has, over all flows; without it there are all of them.
    Without `history` nothing was inspected, seized or told before; all other tables are the same.

    >>> WorldSpec(seed=7, bookings=1_000).days, WorldSpec(seed=7, bookings=300_000).hubs
    (28, ('LIS', 'LOS', 'LUX'))
    """

    seed: int
    bookings: int = 20_000
    hub: str = "LIS"
    first_day: date = DEFAULT_FIRST_DAY
    days: int = 28
    prevalence: float = 0.02
    gateways: tuple[str, ...] = ()
    rules_in_use: Mapping[str, date] = field(default_factory=dict)
    typologies: tuple[str, ...] = ()
    waybills: int | None = None
    items: int | None = None
    crossings: int | None = None
    history: bool = True

    def __post_init__(self) -> None:
        allowed = 0 <= self.seed < _SEEDS
        self._require("seed", self.seed, allowed, "a whole number from 0 up, of 256 bits at most")
        size = self.bookings
        self._require("bookings", size, 100 <= size <= _MOST_RECORDS, "100 to 20,000,000")
        for flow in _RECORDS_A_BOOKING:
            size = self.records_of(flow)
            self._require(flow, size, 0 <= size <= _MOST_RECORDS, "0 to 20,000,000")
        self._require("days", self.days, 1 <= self.days <= MOST_DAYS, f"1 to {MOST_DAYS}")
        least = -(-self.bookings // _MOST_BOOKINGS_A_DAY)
        self._require("days", self.days, self.days >= least, f"{least} at least, for the bookings")
        fits = _EARLIEST <= self.first_day <= _LATEST - timedelta(days=self.days - 1)
        expected = f"{_EARLIEST} to {_LATEST}, the last of its {self.days} days too"
        self._require("first_day", self.first_day, fits, expected)
        allowed = 0.005 <= self.prevalence <= 0.2
        self._require("prevalence", self.prevalence, allowed, "0.005 to 0.2 (a share, not percent)")
        for signal, day in self.rules_in_use.items():
            self._require(f"rules_in_use.{signal}", day, isinstance(day, date), "a day")
        named = self.typologies
        holds = isinstance(named, tuple) and len(set(named)) == len(named)
        self._require("typologies", named, holds, "typologies named once each")
        for key, codes in (("hub", (self.hub,)), ("gateways", self.gateways)):
            for code in codes:
                self._require(key, code, _is_code(code), _CODE)
                airports().index(code, key)
        self._require("history", self.history, isinstance(self.history, bool), "true or false")
        self._check_gateways()

    @property
    def hubs(self) -> tuple[str, ...]:
        """Return the airports of all gateways."""
        if self.gateways:
            return self.gateways
        known = airports()
        first = known.index(self.hub)
        around = (*known.iata[first:], *known.iata[:first])
        return tuple(islice(around, self._least_gateways))

    def gateway(self, number: int) -> Gateway:
        """Return one part of the order, counted from 0."""
        hubs = self.hubs
        if not 0 <= number < len(hubs):
            raise WorldError(f"gateway: found {number}, expected 0 to {len(hubs) - 1}.")

        def part(total: int) -> int:
            return total * (number + 1) // len(hubs) - total * number // len(hubs)

        return Gateway(
            seed=self.seed,
            number=number,
            of=len(hubs),
            hub=hubs[number],
            first_day=self.first_day,
            days=self.days,
            prevalence=self.prevalence,
            rules_in_use=self.rules_in_use,
            typologies=self.typologies,
            bookings=part(self.bookings),
            waybills=part(self.records_of("waybills")),
            items=part(self.records_of("items")),
            crossings=part(self.records_of("crossings")),
            history=self.history,
        )

    def records_of(self, flow: str) -> int:
        """Return the size of a further flow: as ordered, or the usual one for the bookings."""
        ordered: int | None = getattr(self, flow)
        return round(self.bookings * _RECORDS_A_BOOKING[flow]) if ordered is None else ordered

    @property
    def _least_gateways(self) -> int:
        others = [self.records_of(flow) for flow in _RECORDS_A_BOOKING]
        largest = max(self.bookings, *others)
        persons = _PERSONS_A_BOOKING * self.bookings + _PERSONS_A_RECORD * sum(others)
        owners = _OWNERS_A_BOOKING * self.bookings + _OWNERS_A_RECORD * sum(others)
        return max(
            -(-largest // RECORDS_A_GATEWAY),
            ceil(persons / NUMBERS_A_GATEWAY),
            ceil(owners / POOL_SIZE),
        )

    def _check_gateways(self) -> None:
        named = self.gateways
        self._require("gateways", named, len(set(named)) == len(named), "airports named once each")
        least, most = self._least_gateways, self.bookings // 100
        expected = f"{100 * least:,} at least, 100 for each of {least} gateways"
        self._require("bookings", self.bookings, least <= most, expected)
        known = len(airports().iata)
        expected = f"fewer records in all: these need {least} gateways of {known} airports"
        self._require("bookings", self.bookings, least <= known, expected)
        if named:
            expected = f"{least} to {most} airports for {self.bookings:,} bookings"
            self._require("gateways", named, least <= len(named) <= most, expected)

    @staticmethod
    def _require(key: str, found: object, holds: bool, expected: str) -> None:  # noqa: FBT001
        if not holds:
            raise WorldError(f"{key}: found {shown(found)}, expected {expected}.")


_CODE = "an IATA airport code in capitals, such as LIS"


def _is_code(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isupper()
