"""How the goods fly: in the hold of a passenger flight or on a freighter, when and which way.

The flight, the airline, the kind of aircraft and the place of departure are drawn the same way
for everybody; only how odd the way is, and how late it was booked, is said by a role.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.passengers.flights import DAY_MIN, flight_ids
from aatulab.world.passengers.routes import (
    Schedule,
    block_minutes,
    draw_schedule,
    draw_ways,
    written_ways,
)
from aatulab.world.reference import carriers
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

_FREIGHTERS = 0.35
_LEAST_LEAD_MIN, _MOST_LEAD_MIN = 300, 60 * DAY_MIN


@dataclass(frozen=True)
class Carriage:
    """One entry a waybill, in listing order; times in minutes since 1970."""

    plan: Plan
    schedule: Schedule
    lane: Whole  # the waybill whose shipper, goods and way it has: its circle's first, or itself
    flight: Whole  # row of the schedule
    freighter: Flags  # it lands with the flight's freighter
    first: Whole  # airport where it began to fly
    via: Whole  # airport of the transfer, or -1
    flown_km: Floats
    booked: Whole
    departs: Whole
    first_block: Whole  # minutes of the flight to the transfer; 0 if there is none
    leaves: Whole  # when the flight that lands departs
    arrives: Whole


def carry(scene: Scene, plan: Plan) -> Carriage:
    """Return the carriage of all waybills, listed by landing, at random inside a flight."""
    gateway, airports = scene.gateway, scene.airports
    schedule = draw_schedule(gateway, airports, scene.streams)
    draws = Draws(plan.cast)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("waybills", column)

    # in the plan's order: a circle that shares its shipper flies the same way
    shares = draws.happens(rng("shared shipper"), "shared_shipper", plan.role)
    lane = np.where(shares, plan.first_of_circle[plan.circle], np.arange(plan.size))
    flight = np.searchsorted(np.cumsum(schedule.share), rng("flight").random(plan.size), "right")
    flight = np.minimum(flight, len(schedule.share) - 1)
    odd = draws.happens(rng("odd route"), "odd_route", plan.role)
    ways = draw_ways(odd, flight, schedule, airports, scene.streams, table="waybills")
    freighter = (rng("freighter").random(plan.size) < _FREIGHTERS)[lane]
    flight, first, via = flight[lane], ways.first[lane], ways.via[lane]

    lands = np.where(
        freighter, _freighter_lands(scene, schedule)[flight], schedule.lands_min[flight]
    )
    arrives = (day_number(gateway.first_day) + plan.day) * DAY_MIN + lands
    order = np.lexsort((rng("order").random(plan.size), freighter, flight, arrives))
    place = np.empty(plan.size, dtype=np.int64)
    place[order] = np.arange(plan.size)
    plan, flight, first, via = plan.listed(order), flight[order], first[order], via[order]
    arrives = arrives[order]

    leaves = arrives - schedule.block_min[flight]
    first_block = np.where(via < 0, 0, block_minutes(airports.distances_km()[first, via]))
    shed = 240 + (2_400 * rng("transfer").random(plan.size) ** 2).astype(np.int64) // 5 * 5
    departs = leaves - np.where(via < 0, 0, first_block + shed)
    lead = draws.typical(rng("booked_at"), "lead_time_h", plan.role) * 60
    return Carriage(
        plan=plan,
        schedule=schedule,
        lane=place[lane[order]],
        flight=flight,
        freighter=freighter[order],
        first=first,
        via=via,
        flown_km=ways.flown_km[lane][order],
        booked=departs - np.clip(lead, _LEAST_LEAD_MIN, _MOST_LEAD_MIN).astype(np.int64),
        departs=departs,
        first_block=first_block,
        leaves=leaves,
        arrives=arrives,
    )


def flight_columns(scene: Scene, carriage: Carriage) -> dict[str, pa.Array]:
    """Return the columns of a waybill that say how the goods fly."""
    gateway, schedule, airports = scene.gateway, carriage.schedule, scene.airports
    flights = len(schedule.origin)
    of_all = carriage.plan.day * flights + carriage.flight
    belly = np.where(carriage.freighter, gateway.days * flights, of_all)
    codes = [code for code, _ in carriers()]
    designators = [
        f"{codes[carrier]}{number}"
        for carrier, number in zip(schedule.carrier.tolist(), schedule.number.tolist(), strict=True)
    ]
    both = [*designators, *(f"{one}F" for one in designators)]
    hub = airports.iata[schedule.hub]
    return {
        "flight_id": labels(flight_ids(gateway, schedule), belly),
        "flight": labels(both, carriage.flight + flights * carriage.freighter),
        "origin": labels(airports.iata, carriage.first),
        "destination": labels([hub], np.zeros(len(belly), dtype=np.int64)),
        "routing": written_ways(carriage.first, carriage.via, airports, schedule.hub),
        "booked_at": moments(carriage.booked),
        "departs_at": moments(carriage.departs),
        "arrives_at": moments(carriage.arrives),
    }


def _freighter_lands(scene: Scene, schedule: Schedule) -> Whole:
    """Return the minute of the day on which the freighter of each flight lands, mostly at night."""
    rng = scene.streams.of("waybills", "freighter lands")
    sun_time_min = round(scene.airports.longitude[schedule.hub] / 15) * 60
    local = (1_260 + 480 * rng.random(len(schedule.origin))) // 5 * 5
    lands: Whole = (local.astype(np.int64) - sun_time_min) % DAY_MIN
    return lands
