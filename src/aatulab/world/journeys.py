"""The bookings themselves: when, where from, for how long, at what fare."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, to_text
from aatulab.codes.travel import record_locators
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.draws import Draws, Flags, Floats, Whole, choose
from aatulab.world.plan import Plan
from aatulab.world.reference import Airports, carriers
from aatulab.world.routes import Schedule, draw_ways
from aatulab.world.signals import FARE_TYPES
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams

DAY_MIN = 1440
_LEAST_LEAD_MIN, _MOST_LEAD_MIN = 120, 350 * DAY_MIN
_FARE_TYPE_FACTOR = np.array([1.0, 1.15, 0.95, 0.80, 0.75, 0.70])  # in the order of FARE_TYPES
ONLINE, DESK = "WEB", "DESK"  # booked on the airline's own site, or at its ticket desk


@dataclass(frozen=True)
class Journeys:
    """What the other tables need to know about each booking; times in minutes since 1970."""

    pnr: Bytes
    booked: Whole
    departs: Whole
    arrives: Whole
    first: Whole  # airport where the journey began
    party: Whole
    fare: Floats
    cash: Flags


def draw_journeys(
    spec: WorldSpec, plan: Plan, schedule: Schedule, airports: Airports, streams: Streams
) -> tuple[Journeys, pa.Table]:
    """Return the bookings, for the other tables and as a table."""
    draws, role, n = Draws(plan.cast), plan.role, plan.size

    def rng(column: str) -> np.random.Generator:
        return streams.of("bookings", column)

    odd = draws.happens(rng("odd route"), "odd_route", role)
    ways = draw_ways(odd, plan.flight, schedule, airports, streams)
    arrives = (day_number(spec.first_day) + plan.day) * DAY_MIN + schedule.lands_min[plan.flight]
    departs = arrives - ways.minutes
    lead_h = draws.typical(rng("booked_at"), "lead_time_h", role)
    lead = np.clip(lead_h * 60, _LEAST_LEAD_MIN, _MOST_LEAD_MIN).astype(np.int64)
    one_way = draws.happens(rng("one_way"), "one_way", role)
    returns, nights = _returns(plan, draws, arrives, streams)
    party = draws.number(rng("party_size"), "party_size", role)
    fare_type = draws.label(rng("fare_type"), "fare_type", FARE_TYPES, role)
    factor = draws.typical(rng("fare"), "fare_factor", role) * _FARE_TYPE_FACTOR[fare_type]
    fare = _fares(ways.flown_km, lead, party, one_way, factor)
    cash = draws.happens(streams.of("payments", "form"), "cash_payment", role)
    remarks, remark = draws.remark(rng("remarks"), role)

    pnr = record_locators(np.arange(n), streams.keys("bookings", "pnr"))
    table = pa.table(
        {
            "pnr": to_text(pnr),
            "booked_at": moments(departs - lead),
            "departs_at": moments(departs),
            "arrives_at": moments(arrives),
            "flight_id": _flight_ids(spec, plan, schedule),
            "itinerary": _itineraries(ways.first, ways.via, airports, schedule.hub),
            "one_way": one_way,
            "returns_at": moments(returns, one_way),
            "nights": pa.array(nights, mask=one_way),
            "party_size": party,
            "agency": _agencies(plan, draws, cash, streams),
            "fare": fare,
            "currency": labels(["EUR"], np.zeros(n, dtype=np.int64)),
            "fare_type": labels(FARE_TYPES, fare_type),
            "changes": draws.counts(rng("changes"), "itinerary_changes", role),
            "remarks": labels(remarks, remark),
        }
    )
    return Journeys(pnr, departs - lead, departs, arrives, ways.first, party, fare, cash), table


def _returns(plan: Plan, draws: Draws, arrives: Whole, streams: Streams) -> tuple[Whole, Whole]:
    """Return when each booking flies back, and the nights between; both count if not one way."""
    stay = draws.typical(streams.of("bookings", "nights"), "stay_nights", plan.role)
    nights = np.minimum(stay.astype(np.int64), 360)
    # who comes again soon must have left before
    trip, next_trip = _trips_in_turn(plan)
    nights[trip] = np.minimum(nights[trip], plan.day[next_trip] - plan.day[trip] - 1)
    u = streams.of("bookings", "returns_at").random(plan.size)
    at_day = (arrives // DAY_MIN + nights) * DAY_MIN + (360 + u * 960).astype(np.int64)
    same_day = arrives + (180 + u * 360).astype(np.int64)
    returns = np.where(nights == 0, same_day, at_day) // 5 * 5
    return returns, returns // DAY_MIN - arrives // DAY_MIN


def _trips_in_turn(plan: Plan) -> tuple[Whole, Whole]:
    """Return the bookings after which the same traveller comes again, and those next bookings."""
    trips = np.flatnonzero(plan.same_traveller[plan.circle])
    trips = trips[np.argsort(plan.circle[trips], kind="stable")]  # listed by day, so in turn
    same = plan.circle[trips[1:]] == plan.circle[trips[:-1]]
    return trips[:-1][same], trips[1:][same]


def _fares(km: Floats, lead_min: Whole, party: Whole, one_way: Flags, factor: Floats) -> Floats:
    """Return the fare of the whole booking in euros.

    A base and a price for each kilometre that falls with distance; the way back costs less than
    the way out; who books late pays more; a party pays for each of its members.
    """
    single = 38 + 0.42 * km**0.82
    late = 1 + 0.6 * np.exp(-lead_min / (9 * DAY_MIN))
    fare = single * late * factor * party * np.where(one_way, 1.0, 1.75)
    rounded: Floats = np.round(fare * 100) / 100
    return rounded


def _agencies(plan: Plan, draws: Draws, cash: Flags, streams: Streams) -> pa.Array:
    """Return where each booking was made; the busy agencies have many bookings, most have few."""
    known = int(np.clip(plan.size // 120, 60, 5_000))
    weights = np.array([1 / (rank + 3) for rank in range(known)])
    weights = np.concatenate([weights / weights.sum() * 0.6, [0.4]])
    everyone = np.zeros(plan.size, dtype=np.int64)
    own = choose(streams.of("bookings", "agency"), weights[None, :], everyone)
    # a circle uses a small agency, whatever the circle is
    small = known // 4
    of_circle = streams.of("circles", "agency").integers(small, known, len(plan.role_of_circle))
    shares = draws.happens(streams.of("bookings", "shared agency"), "shared_agency", plan.role)
    place = np.where(shares, of_circle[plan.circle], own)
    place = np.where(cash & (place == known), known + 1, place)  # no cash over the internet
    code = streams.of("agencies", "code").permutation(9_000)[:known] + 1_000
    return labels([*(f"TA{number}" for number in code.tolist()), ONLINE, DESK], place)


def _flight_ids(spec: WorldSpec, plan: Plan, schedule: Schedule) -> pa.Array:
    flights = len(schedule.origin)
    return labels(flight_ids(spec, schedule), plan.day * flights + plan.flight)


def flight_ids(spec: WorldSpec, schedule: Schedule) -> list[str]:
    """Return the names of all flights, day after day in the order of the schedule."""
    codes = [code for code, _ in carriers()]
    flights = [
        f"{codes[carrier]}{number}"
        for carrier, number in zip(schedule.carrier.tolist(), schedule.number.tolist(), strict=True)
    ]
    first = np.datetime64(spec.first_day, "D")
    stamps = [str(first + n).replace("-", "") for n in range(spec.days)]
    return [f"{flight}-{stamp}" for stamp in stamps for flight in flights]


def _itineraries(first: Whole, via: Whole, airports: Airports, hub: int) -> pa.Array:
    """Return airports joined by dashes, each different way written once."""
    size = len(airports.iata)
    way_of = first * (size + 1) + via + 1
    used = np.bincount(way_of, minlength=size * (size + 1)) > 0  # quicker than sorting them
    ways, place = np.flatnonzero(used), (np.cumsum(used) - 1)[way_of]
    written = []
    for way in ways.tolist():
        start, stop = divmod(way, size + 1)
        middle = [airports.iata[stop - 1]] if stop else []
        written.append("-".join([airports.iata[start], *middle, airports.iata[hub]]))
    return labels(written, place)
