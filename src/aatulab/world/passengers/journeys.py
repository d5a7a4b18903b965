"""The journeys behind the bookings: when, where from, for how long, at what fare."""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import day_number
from aatulab.world.passengers.flights import DAY_MIN, Boarding
from aatulab.world.passengers.routes import draw_ways
from aatulab.world.reference import Airports
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_LEAST_LEAD_MIN, _MOST_LEAD_MIN = 120, 350 * DAY_MIN
_FARE_TYPE_FACTOR = np.array([1.0, 1.15, 0.95, 0.80, 0.75, 0.70])  # in the order of FARE_TYPES


@dataclass(frozen=True)
class Journeys:
    """One entry a booking; times in minutes since 1970."""

    booked: Whole
    departs: Whole
    arrives: Whole
    first: Whole  # airport where the journey began
    via: Whole  # airport of the connection, or -1
    one_way: Flags
    returns: Whole  # this and `nights` count if not one way
    nights: Whole
    party: Whole
    fare_type: Whole  # places in FARE_TYPES
    fare: Floats
    cash: Flags


def draw_journeys(
    gateway: Gateway, boarding: Boarding, airports: Airports, streams: Streams
) -> Journeys:
    """Return the journeys of all bookings."""
    plan, schedule = boarding.plan, boarding.schedule
    draws, role = Draws(plan.cast), plan.role

    def rng(column: str) -> np.random.Generator:
        return streams.of("bookings", column)

    odd = draws.happens(rng("odd route"), "odd_route", role)
    ways = draw_ways(odd, boarding.flight, schedule, airports, streams)
    landing = schedule.lands_min[boarding.flight]
    arrives = (day_number(gateway.first_day) + plan.day) * DAY_MIN + landing
    departs = arrives - ways.minutes
    lead_h = draws.typical(rng("booked_at"), "lead_time_h", role)
    lead = np.clip(lead_h * 60, _LEAST_LEAD_MIN, _MOST_LEAD_MIN).astype(np.int64)
    one_way = draws.happens(rng("one_way"), "one_way", role)
    returns, nights = _returns(plan, draws, arrives, streams)
    party = draws.number(rng("party_size"), "party_size", role)
    fare_type = draws.label(rng("fare_type"), "fare_type", role)
    factor = draws.typical(rng("fare"), "fare_factor", role) * _FARE_TYPE_FACTOR[fare_type]
    return Journeys(
        booked=departs - lead,
        departs=departs,
        arrives=arrives,
        first=ways.first,
        via=ways.via,
        one_way=one_way,
        returns=returns,
        nights=nights,
        party=party,
        fare_type=fare_type,
        fare=_fares(ways.flown_km, lead, party, one_way, factor),
        cash=draws.happens(streams.of("payments", "form"), "cash_payment", role),
    )


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
