"""Put the bookings onto the flights of their days.

Bookings come out in the order in which an officer would list them, by day and flight; inside a
flight the order is random, so that a row's place tells nothing.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Floats, Whole
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.passengers.routes import Schedule
from aatulab.world.reference import Airports, carriers
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

DAY_MIN = 1440
# how much of a week's traffic arrives on each day, Monday first
WEEKDAYS = (1.06, 0.98, 0.97, 1.02, 1.10, 0.91, 0.96)


@dataclass(frozen=True)
class Boarding:
    """The plan of the bookings in listing order, and the flight of each."""

    plan: Plan
    flight: Whole  # row of the schedule
    schedule: Schedule

    @property
    def flights(self) -> int:
        """Return the number of flights of one day."""
        return len(self.schedule.origin)

    @property
    def of_all(self) -> Whole:
        """Return the row of each booking's flight among the flights of all days."""
        return self.plan.day * self.flights + self.flight


def put_onto_flights(
    gateway: Gateway, plan: Plan, schedule: Schedule, streams: Streams
) -> Boarding:
    """Return the bookings on their flights.

    A day's bookings are shuffled, then dealt out along the day in proportion to the seats; those
    of a circle who want to sit together follow each other.
    """
    day = plan.day
    shuffled = streams.of("bookings", "order").integers(0, 2**40, size=len(day))
    order = np.argsort(day * 2**40 + _side_by_side(plan, shuffled, gateway.days, streams))
    per_day = np.bincount(day, minlength=gateway.days)
    starts = np.cumsum(per_day) - per_day
    sorted_day = day[order]
    inside = np.arange(len(day)) - starts[sorted_day]
    quantile: Floats = (inside + 0.5) / per_day[sorted_day]
    flight = np.searchsorted(np.cumsum(schedule.share), quantile, side="right")
    flight = np.minimum(flight, len(schedule.share) - 1)
    return Boarding(plan.listed(order), flight, schedule)


def _side_by_side(plan: Plan, shuffled: Whole, days: int, streams: Streams) -> Whole:
    """Return the numbers to sort by, those of one circle and day behind their first one's."""
    beside = Draws(plan.cast).happens(
        streams.of("passengers", "beside circle"), "beside_circle", plan.role
    )
    rows = np.flatnonzero(beside)
    group = plan.circle[rows] * days + plan.day[rows]
    _, first, of_group = np.unique(group, return_index=True, return_inverse=True)
    shuffled[rows] = shuffled[rows[first]][of_group] + plan.rank[rows]
    return shuffled


def seats_needed(gateway: Gateway, boarding: Boarding, party: Whole) -> Whole:
    """Return the seats of every flight of every day; a full flight gets a larger aircraft."""
    flights = boarding.flights * gateway.days
    booked = np.bincount(boarding.of_all, weights=party, minlength=flights).astype(np.int64)
    return np.maximum(np.tile(boarding.schedule.seats, gateway.days), -(-booked // 6) * 6)


def flight_ids(gateway: Gateway, schedule: Schedule) -> list[str]:
    """Return the names of all flights, day after day in the order of the schedule."""
    codes = [code for code, _ in carriers()]
    flights = [
        f"{codes[carrier]}{number}"
        for carrier, number in zip(schedule.carrier.tolist(), schedule.number.tolist(), strict=True)
    ]
    first = np.datetime64(gateway.first_day, "D")
    stamps = [str(first + np.timedelta64(n, "D")).replace("-", "") for n in range(gateway.days)]
    return [f"{flight}-{stamp}" for stamp in stamps for flight in flights]


def flights_table(
    gateway: Gateway, schedule: Schedule, airports: Airports, seats: Whole
) -> pa.Table:
    """Return every flight of every day."""
    flights = len(schedule.origin)
    day = np.repeat(np.arange(gateway.days), flights)
    flight = np.tile(np.arange(flights), gateway.days)
    lands = (day_number(gateway.first_day) + day) * DAY_MIN + schedule.lands_min[flight]
    return pa.table(
        {
            "flight_id": flight_ids(gateway, schedule),
            "carrier": labels([code for code, _ in carriers()], schedule.carrier[flight]),
            "flight_number": schedule.number[flight],
            "origin": labels(airports.iata, schedule.origin[flight]),
            "destination": labels(airports.iata, np.full(len(flight), schedule.hub)),
            "departs_at": moments(lands - schedule.block_min[flight]),
            "arrives_at": moments(lands),
            "distance_km": np.round(schedule.distance_km[flight]),
            "capacity": seats,
        }
    )
