"""The bookings as a table: the journeys, where they were booked, what is remarked."""

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, to_text
from aatulab.world.columns import labels, moments
from aatulab.world.networks import Networks, small_agencies
from aatulab.world.passengers.flights import Boarding, flight_ids
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.passengers.signals import FARE_TYPES
from aatulab.world.population.agents import TRAVEL_AGENCY
from aatulab.world.population.population import Population
from aatulab.world.reference import Airports
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.plan import Plan
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

ONLINE, DESK = "WEB", "DESK"  # booked on the airline's own site, or at its ticket desk


def bookings_table(
    gateway: Gateway,
    pnr: Bytes,
    boarding: Boarding,
    journeys: Journeys,
    agency: pa.Array,
    airports: Airports,
    streams: Streams,
) -> pa.Table:
    """Return the bookings in listing order."""
    plan = boarding.plan
    draws = Draws(plan.cast)
    changes = draws.counts(streams.of("bookings", "changes"), "itinerary_changes", plan.role)
    remarks, remark = draws.remark(streams.of("bookings", "remarks"), plan.role)
    return pa.table(
        {
            "pnr": to_text(pnr),
            "booked_at": moments(journeys.booked),
            "departs_at": moments(journeys.departs),
            "arrives_at": moments(journeys.arrives),
            "flight_id": labels(flight_ids(gateway, boarding.schedule), boarding.of_all),
            "itinerary": _itineraries(journeys, airports, boarding.schedule.hub),
            "one_way": journeys.one_way,
            "returns_at": moments(journeys.returns, journeys.one_way),
            "nights": pa.array(journeys.nights, mask=journeys.one_way),
            "party_size": journeys.party,
            "agency": agency,
            "fare": journeys.fare,
            "currency": labels(["EUR"], np.zeros(plan.size, dtype=np.int64)),
            "fare_type": labels(FARE_TYPES, journeys.fare_type),
            "changes": changes,
            "remarks": labels(remarks, remark),
        }
    )


def draw_agencies(
    plan: Plan, journeys: Journeys, population: Population, networks: Networks, streams: Streams
) -> pa.Array:
    """Return where each booking was made; the busy agencies have many bookings, most have few."""
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
    place = np.where(shares, of_circle[plan.circle] - agencies[0], own)
    place = np.where(
        journeys.cash & (place == known), known + 1, place
    )  # no cash over the internet
    codes = [population.agents.agent[agent] for agent in agencies.tolist()]
    return labels([*codes, ONLINE, DESK], place)


def _itineraries(journeys: Journeys, airports: Airports, hub: int) -> pa.Array:
    """Return airports joined by dashes, each different way written once."""
    size = len(airports.iata)
    way_of = journeys.first * (size + 1) + journeys.via + 1
    used = np.bincount(way_of, minlength=size * (size + 1)) > 0  # quicker than sorting them
    ways, place = np.flatnonzero(used), (np.cumsum(used) - 1)[way_of]
    home = airports.iata[hub]
    ends = [f"-{home}", *(f"-{stop}-{home}" for stop in airports.iata)]
    start, end = np.divmod(ways, size + 1)
    written = [
        airports.iata[one] + ends[other]
        for one, other in zip(start.tolist(), end.tolist(), strict=True)
    ]
    return labels(written, place)
