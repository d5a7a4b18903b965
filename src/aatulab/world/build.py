"""Build a world: from a spec to all its tables, truth apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import to_text
from aatulab.content import datasets_dir
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.contacts import contacts_table
from aatulab.world.documents import draw_documents
from aatulab.world.draws import Whole
from aatulab.world.journeys import DAY_MIN, Journeys, draw_journeys, flight_ids
from aatulab.world.luggage import baggage_table
from aatulab.world.money import payments_table
from aatulab.world.people import draw_people, passengers_table
from aatulab.world.plan import Plan, draw_plan
from aatulab.world.reference import Airports, airports, carriers, names
from aatulab.world.routes import Schedule, draw_schedule
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams
from aatulab.world.typologies import read_cast


@dataclass(frozen=True)
class World:
    """A built world: what an officer could see in `tables`, what is so in `truth`."""

    spec: WorldSpec
    tables: Mapping[str, pa.Table]
    truth: pa.Table


def build_world(spec: WorldSpec) -> World:
    """Return the world of a spec; the same spec gives the same world, byte for byte.

    >>> world = build_world(WorldSpec(seed=7, bookings=200, days=2))
    >>> world.tables["bookings"].num_rows, sorted(world.tables)[:3]
    (200, ['airports', 'baggage', 'bookings'])
    """
    streams = Streams(spec.seed)
    places, pools = airports(), names()
    cast = read_cast(datasets_dir() / "typologies")
    schedule = draw_schedule(spec, places, streams)
    plan = draw_plan(spec, cast, schedule, streams)
    journeys, bookings = draw_journeys(spec, plan, schedule, places, streams)
    people, persons = draw_people(spec, plan, journeys, places, pools, streams)
    numbers, documents = draw_documents(spec, people, pools, streams)
    seats = _seats_needed(spec, plan, schedule, journeys.party)
    tables = {
        "airports": _airports_table(places),
        "carriers": _carriers_table(),
        "flights": _flights_table(spec, schedule, places, seats),
        "persons": persons,
        "documents": documents,
        "bookings": bookings,
        "passengers": passengers_table(plan, journeys, people, numbers, seats, streams),
        "baggage": baggage_table(plan, journeys, people, places, schedule.hub, streams),
        "payments": payments_table(plan, journeys, people, pools, streams),
        "contacts": contacts_table(plan, journeys, people, pools, streams),
    }
    return World(spec, tables, _truth_table(plan, journeys, streams))


def _seats_needed(spec: WorldSpec, plan: Plan, schedule: Schedule, party: Whole) -> Whole:
    """Return the seats of every flight of every day; a full flight gets a larger aircraft."""
    flights = len(schedule.origin)
    booked = np.bincount(
        plan.day * flights + plan.flight, weights=party, minlength=flights * spec.days
    ).astype(np.int64)
    return np.maximum(np.tile(schedule.seats, spec.days), -(-booked // 6) * 6)


def _airports_table(places: Airports) -> pa.Table:
    keys = ("iata", "icao", "name", "city", "country", "latitude", "longitude")
    return pa.table({key: pa.array(getattr(places, key)) for key in keys})


def _carriers_table() -> pa.Table:
    codes, titles = zip(*carriers(), strict=True)
    return pa.table(
        {"carrier": list(codes), "name": list(titles), "fictitious": [True] * len(codes)}
    )


def _flights_table(spec: WorldSpec, schedule: Schedule, places: Airports, seats: Whole) -> pa.Table:
    flights = len(schedule.origin)
    first = day_number(spec.first_day)
    day = np.repeat(np.arange(spec.days), flights)
    flight = np.tile(np.arange(flights), spec.days)
    lands = (first + day) * DAY_MIN + schedule.lands_min[flight]
    return pa.table(
        {
            "flight_id": flight_ids(spec, schedule),
            "carrier": labels([code for code, _ in carriers()], schedule.carrier[flight]),
            "flight_number": schedule.number[flight],
            "origin": labels(places.iata, schedule.origin[flight]),
            "destination": labels(places.iata, np.full(len(flight), schedule.hub)),
            "departs_at": moments(lands - schedule.block_min[flight]),
            "arrives_at": moments(lands),
            "distance_km": np.round(schedule.distance_km[flight]),
            "capacity": seats,
        }
    )


def _truth_table(plan: Plan, journeys: Journeys, streams: Streams) -> pa.Table:
    """Return what is so: the role of every booking, and what a check would show."""
    roles = plan.cast.roles
    illicit = np.array([role.kind == "typology" for role in roles])
    twin = np.array([role.kind == "twin" for role in roles])
    named = sorted({str(role.typology) for role in roles if role.typology})
    of_role = np.array(
        [named.index(role.typology) if role.typology else len(named) for role in roles]
    )
    facts = list(dict.fromkeys(fact for role in roles for fact in role.facts))
    place = np.array([facts.index(fact) for role in roles for fact in role.facts])
    counts = np.array([len(role.facts) for role in roles])
    starts = np.cumsum(counts) - counts
    u = streams.of("truth", "fact").random(plan.size)
    fact = place[starts[plan.role] + (u * counts[plan.role]).astype(np.int64)]
    typology = np.where(illicit, of_role, len(named))[plan.role]
    twin_of = np.where(twin, of_role, len(named))[plan.role]
    return pa.table(
        {
            "pnr": to_text(journeys.pnr),
            "role": labels([role.name for role in roles], plan.role),
            "typology": labels(named, typology),
            "twin_of": labels(named, twin_of),
            "illicit": illicit[plan.role],
            "fact": labels(facts, fact),
        }
    )
