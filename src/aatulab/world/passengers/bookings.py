"""The bookings as a table: the journeys, where they were booked, what is remarked."""

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, to_text
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels, moments
from aatulab.world.networks import Networks, small_agencies
from aatulab.world.passengers.changes import Changes
from aatulab.world.passengers.flights import Boarding, flight_ids
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.passengers.routes import written_ways
from aatulab.world.passengers.signals import FARE_TYPES
from aatulab.world.passengers.tickets import codeshares, issued, statuses
from aatulab.world.population.agents import TRAVEL_AGENCY
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene
from aatulab.world.streams import Streams

_DIRECT = ("WEB", "DESK")  # booked on the airline's own site, or at its ticket desk
ONLINE, DESK = -1, -2


def bookings_table(
    scene: Scene,
    pnr: Bytes,
    boarding: Boarding,
    journeys: Journeys,
    agency: Whole,
    changes: Changes,
) -> pa.Table:
    """Return the bookings in listing order."""
    plan, streams = boarding.plan, scene.streams
    draws = Draws(plan.cast)
    ticketed = issued(journeys, streams)
    remarks, remark = draws.remark(streams.of("bookings", "remarks"), plan.role)
    return pa.table(
        {
            "pnr": to_text(pnr),
            "booked_at": moments(journeys.booked),
            "ticketed_at": moments(ticketed),
            "updated_at": moments(changes.last(ticketed)),
            "departs_at": moments(journeys.departs),
            "arrives_at": moments(journeys.arrives),
            "flight_id": labels(flight_ids(scene.gateway, boarding.schedule), boarding.of_all),
            "codeshare": codeshares(boarding, streams),
            "status": statuses(plan.size, streams),
            "itinerary": written_ways(
                journeys.first, journeys.via, scene.airports, boarding.schedule.hub
            ),
            "one_way": journeys.one_way,
            "returns_at": moments(journeys.returns, journeys.one_way),
            "nights": pa.array(journeys.nights, mask=journeys.one_way),
            "party_size": journeys.party,
            "agency": agency_codes(agency, scene.population),
            "fare": journeys.fare,
            "currency": labels(["EUR"], np.zeros(plan.size, dtype=np.int64)),
            "fare_type": labels(FARE_TYPES, journeys.fare_type),
            "changes": changes.counts,
            "remarks": labels(remarks, remark),
        }
    )


def draw_agencies(
    plan: Plan, journeys: Journeys, population: Population, networks: Networks, streams: Streams
) -> Whole:
    """Return the agent with whom each booking was made, or `ONLINE` or `DESK`.

    The busy agencies have many bookings, most have few.
    """
    agencies = population.agents.of_kind(TRAVEL_AGENCY)
    known = len(agencies)
    weights = np.array([1 / (rank + 3) for rank in range(known)])
    weights = np.concatenate([weights / weights.sum() * 0.6, [0.4]])
    everyone = np.zeros(plan.size, dtype=np.int64)
    own = choose(streams.of("bookings", "agency"), weights[None, :], everyone)
    # a circle uses a small agency, whatever the circle is; a network keeps to one
    rng = streams.of("circles", "agency")
    of_circle = small_agencies(population, len(plan.role_of_circle), rng)
    of_circle[networks.circle] = networks.agency[networks.network]
    shares = Draws(plan.cast).happens(
        streams.of("bookings", "shared agency"), "shared_agency", plan.role
    )
    direct = np.where(journeys.cash, DESK, ONLINE)  # no cash over the internet
    own = np.where(own == known, direct, agencies[0] + own)
    return np.where(shares, of_circle[plan.circle], own)


def agency_codes(agency: Whole, population: Population) -> pa.Array:
    """Return how a booking names the agent with whom, or the desk at which, it was made."""
    agencies = population.agents.of_kind(TRAVEL_AGENCY)
    codes = [population.agents.agent[agent] for agent in agencies.tolist()]
    direct = len(codes) - 1 - agency
    return labels([*codes, *_DIRECT], np.where(agency < 0, direct, agency - agencies[0]))
