"""Who travels on which booking, in which seat, and how often before."""

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import labels
from aatulab.world.passengers.flights import DAY_MIN, Boarding
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.passengers.parties import Parties
from aatulab.world.passengers.tickets import frequent_flyers, ticket_numbers
from aatulab.world.population.documents import Renewals, passport_numbers
from aatulab.world.population.persons import Persons
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_MOST_ARRIVALS = 60
_LEAST_DAYS_BEFORE, _MOST_DAYS_BEFORE = 4, 60  # a new passport, before departure


def passengers_table(
    gateway: Gateway,
    pnr: Bytes,
    boarding: Boarding,
    parties: Parties,
    persons: Persons,
    seats_of_flight: Whole,
    streams: Streams,
) -> pa.Table:
    """Return every traveller of every booking, with document, ticket and seat."""
    return pa.table(
        {
            "pnr": to_text(rows(pnr, parties.booking)),
            "passenger_no": parties.place + 1,
            "person_id": persons.ids(parties.person),
            "document_number": to_text(passport_numbers(gateway, parties.person, streams)),
            "ticket_number": ticket_numbers(gateway, boarding, parties, streams),
            "frequent_flyer": frequent_flyers(gateway, parties, persons.count, streams),
            "seat": _seats(boarding, parties, seats_of_flight),
            "arrivals_90d": _earlier_arrivals(boarding.plan, parties, streams),
        }
    )


def renewed_passports(
    plan: Plan, journeys: Journeys, parties: Parties, streams: Streams
) -> Renewals:
    """Return whose passport was issued in the two months before the journey.

    It is the leading traveller's; whoever comes several times got it before the first time.
    """
    draws = Draws(plan.cast)
    new = draws.happens(streams.of("documents", "new"), "new_document", plan.role)
    new &= (plan.rank == 0) | (plan.same_traveller[plan.circle] == 0)
    booking = np.flatnonzero(new)
    u = streams.of("documents", "days before").random(len(booking))
    before = _LEAST_DAYS_BEFORE + (u * (_MOST_DAYS_BEFORE - _LEAST_DAYS_BEFORE)).astype(np.int64)
    return Renewals(parties.lead[booking], journeys.departs[booking] // DAY_MIN - before)


def _seats(boarding: Boarding, parties: Parties, seats_of_flight: Whole) -> pa.Array:
    """Return seats from front to back in listing order, so that a party sits together."""
    of_passenger = boarding.of_all[parties.booking]
    changes: Flags = np.concatenate([[True], of_passenger[1:] != of_passenger[:-1]])
    starts = np.flatnonzero(changes)
    run = np.cumsum(changes) - 1
    taken = np.diff(np.append(starts, len(run)))
    inside = np.arange(len(run)) - starts[run]
    capacity = seats_of_flight[of_passenger]
    place = inside * capacity // taken[run]
    most = int(seats_of_flight.max())
    return labels([f"{seat // 6 + 1}{'ABCDEF'[seat % 6]}" for seat in range(most)], place)


def _earlier_arrivals(plan: Plan, parties: Parties, streams: Streams) -> Whole:
    """Return arrivals in the 90 days before; a circle of one traveller counts its own trips."""
    draws = Draws(plan.cast)
    rng = streams.of("passengers", "arrivals_90d")
    of_circle = draws.typical(rng, "trips_last_90_days", plan.role_of_circle).astype(np.int64)
    one = draws.typical(rng, "trips_last_90_days", plan.role).astype(np.int64)
    same = plan.same_traveller[plan.circle] == 1
    lead = np.where(same, of_circle[plan.circle] + plan.rank, one)
    usual = plan.cast.roles[0].signals["trips_last_90_days"]  # companions come as people do
    companion = (usual.high * rng.random(len(parties.booking)) ** 3).astype(np.int64)
    arrivals = np.where(parties.place == 0, lead[parties.booking], companion)
    return np.minimum(arrivals, _MOST_ARRIVALS)
