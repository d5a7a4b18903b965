"""Which person each traveller is: parties, their leaders and their households.

A party is a household; in one party of four the companions are another household.  Where a
circle is one traveller's trips, the leading traveller of all of them is one person.
"""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Whole
from aatulab.world.columns import repeated
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.population.homes import Travellers
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams

_MIXED_PARTIES = 0.25


@dataclass(frozen=True)
class Parties:
    """Passengers in the order of the bookings, and which person each of them is."""

    booking: Whole  # one entry a passenger
    place: Whole  # number inside the booking, from 0
    person: Whole  # place in the population
    lead: Whole  # one entry a booking: its first person


def draw_parties(plan: Plan, journeys: Journeys, streams: Streams) -> tuple[Parties, Travellers]:
    """Return the parties, and what the population must know about those who fly."""
    booking, place = repeated(journeys.party)
    again = (plan.same_traveller[plan.circle] == 1) & (plan.rank > 0)
    new = ~(again[booking] & (place == 0))
    person = np.cumsum(new) - 1
    starts = np.flatnonzero(place == 0)
    earliest = plan.first_of_circle[plan.circle]
    lead = person[starts]
    lead = np.where(again, lead[earliest], lead)
    person = np.where(place == 0, lead[booking], person)

    # households are numbered by their first booking: the leader's, then the companions' own
    mixed = streams.of("persons", "mixed party").random(plan.size) < _MIXED_PARTIES
    mixed &= journeys.party > 1
    begins = ~again
    before = np.cumsum(begins + mixed.astype(np.int64))
    companions = before - 1
    leaders = before - mixed - 1
    leaders = np.where(again, leaders[earliest], leaders)
    owner, member = booking[new], place[new]
    household = np.where(mixed[owner] & (member > 0), companions[owner], leaders[owner])
    made = np.repeat(np.arange(plan.size), begins + mixed.astype(np.int64))
    return Parties(booking, place, person, lead), Travellers(
        household, member, made, journeys.first
    )
