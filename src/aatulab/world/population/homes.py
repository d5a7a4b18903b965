"""Who lives with whom: households of those who fly, those who stay behind, and other people.

A party that travels together is a household, with members who stay at home added; in one party
of four the leader's companions are a household of their own.  Households where nobody flies come
after them, so that the other flows mostly meet people whom no passenger list knows.
"""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Whole
from aatulab.world.columns import repeated
from aatulab.world.roles.draws import choose
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_STAY_BEHIND = (0.64, 0.22, 0.10, 0.04)  # households with 0, 1, 2, 3 members at home
_SIZES = (0.0, 0.30, 0.32, 0.17, 0.15, 0.06)  # of households where nobody flies
_OTHERS_A_BOOKING = 0.08  # such households, beside those that the other flows need
_OTHERS_A_RECORD = 0.8


@dataclass(frozen=True)
class Travellers:
    """Those who fly, as the bookings give them; households in the order of their first booking."""

    household: Whole  # one entry a person
    member: Whole  # 0 leads the household, 1 is another adult, who comes after is often a child
    booking: Whole  # one entry a household: its first booking
    began: Whole  # one entry a booking: the airport where the journey began


@dataclass(frozen=True)
class Homes:
    """Everybody, those who fly first, then who stays at home with them, then the others."""

    household: Whole  # one entry a person
    member: Whole
    origin: Whole  # one entry a household: the booking that it came with, or a number behind
    head: Whole  # its first person, an adult
    at_home: Whole  # the adult who stays behind when the others fly, or -1
    flying: int  # the first so many persons fly

    @property
    def count(self) -> int:
        """Return the number of households."""
        return len(self.origin)


def draw_homes(gateway: Gateway, travellers: Travellers, streams: Streams) -> Homes:
    """Return all homes of a gateway."""
    flying, homes = len(travellers.household), len(travellers.booking)
    behind, of_home = _members(streams, "stay behind", _STAY_BEHIND, homes)
    others = round(_OTHERS_A_BOOKING * gateway.bookings + _OTHERS_A_RECORD * gateway.other_records)
    settled, of_settled = _members(streams, "size", _SIZES, max(others, 40))
    household = np.concatenate([travellers.household, behind, homes + settled])
    count = homes + int(settled[-1]) + 1
    head = _first_of_each(household, count)
    at_home = np.full(count, -1)
    first_behind = np.flatnonzero(of_home == 0)
    at_home[behind[first_behind]] = flying + first_behind
    bookings = len(travellers.began)
    return Homes(
        household=household,
        member=np.concatenate([travellers.member, of_home + 1, of_settled]),
        origin=np.concatenate([travellers.booking, bookings + np.arange(count - homes)]),
        head=head,
        at_home=at_home,
        flying=flying,
    )


def _members(
    streams: Streams, what: str, weights: tuple[float, ...], homes: int
) -> tuple[Whole, Whole]:
    everyone = np.zeros(homes, dtype=np.int64)
    return repeated(choose(streams.of("households", what), np.array([weights]), everyone))


def _first_of_each(household: Whole, count: int) -> Whole:
    first = np.empty(count, dtype=np.int64)
    first[household[::-1]] = np.arange(len(household))[::-1]  # the last one written stays
    return first
