"""The hub's timetable, and the ways that lead to it.

Every profile, typology and twin comes from the same airports on the same flights in the same
proportions: an odd route is an odd *combination* of origin and connection, never a suspicious
place.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import labels
from aatulab.world.reference import Airports, carriers
from aatulab.world.roles.draws import choose
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

TRAVELLERS_PER_BOOKING = 1.55
_LOAD = 0.74
_LEAST_FLIGHTS = 5
_SEATS = np.array([132, 156, 174, 186, 220, 264, 310, 366])
_CRUISE_KM_PER_MIN = 13.8
_GROUND_MIN = 38
_CONNECTING = 0.58  # the same for every role
_MIN_ORIGIN_KM = 1400.0  # nobody connects over a shorter way
_MIN_FEEDER_KM = 300.0
_STRAIGHT_ENOUGH = 1.25  # an origin counts only if some stop lies this well on the way
_TINY = 1e-12
_LONG_HAUL_KM = 4500.0
# (first minute, last minute, weight) of the waves in which flights land, in the hub's sun time
_WAVES = ((330, 540, 0.36), (600, 900, 0.26), (1020, 1350, 0.38))
_LONG_HAUL_WAVES = ((300, 540, 0.66), (720, 900, 0.14), (1080, 1320, 0.20))


@dataclass(frozen=True)
class Schedule:
    """The flights of one day, in order of landing; the same every day."""

    hub: int
    origin: Whole
    carrier: Whole
    number: Whole
    lands_min: Whole  # minute of the UTC day
    block_min: Whole
    distance_km: Floats
    seats: Whole
    share: Floats  # of a day's bookings


@dataclass(frozen=True)
class Ways:
    """How each booking reached the hub: `first` is where it began, `via` where it changed or -1."""

    first: Whole
    via: Whole
    flown_km: Floats
    direct_km: Floats
    minutes: Whole  # from the first departure to landing


def block_minutes(distance_km: Floats) -> Whole:
    """Return minutes from gate to gate, in steps of five as timetables have them."""
    minutes = _GROUND_MIN + distance_km / _CRUISE_KM_PER_MIN
    return (np.round(minutes / 5) * 5).astype(np.int64)


def draw_schedule(gateway: Gateway, airports: Airports, streams: Streams) -> Schedule:
    """Return the timetable: as many flights as the bookings fill to about three quarters."""
    hub = airports.index(gateway.hub)
    distance = airports.distances_km()[hub]
    flights = _flights_a_day(gateway.bookings / gateway.days)
    abroad = np.flatnonzero(np.array(airports.country) != airports.country[hub])

    # near airports are served first and more often, far ones too
    appeal = np.log(1 / (1 + distance[abroad] / 5_000.0))
    gumbel = -np.log(-np.log(streams.of("flights", "origin").random(len(abroad))))
    ranked = abroad[np.argsort(-(appeal + gumbel), kind="stable")]
    origin = np.resize(ranked, flights)

    far = distance[origin] > _LONG_HAUL_KM
    rng = streams.of("flights", "arrives_at")
    local = np.where(
        far, _in_waves(rng, _LONG_HAUL_WAVES, flights), _in_waves(rng, _WAVES, flights)
    )
    sun_time_min = round(airports.longitude[hub] / 15) * 60  # the world knows no summer time
    lands = (local - sun_time_min) % 1440
    big = streams.of("flights", "capacity").random(flights) * 4
    seats = _SEATS[(big + np.where(far, 4, 0)).astype(np.int64)]
    carrier, number = _designators(gateway, flights, streams)

    order = np.argsort(lands, kind="stable")
    return Schedule(
        hub=hub,
        origin=origin[order],
        carrier=carrier,
        number=number,
        lands_min=lands[order],
        block_min=block_minutes(distance[origin])[order],
        distance_km=distance[origin][order],
        seats=seats[order],
        share=seats[order] / seats.sum(),
    )


def draw_ways(
    odd: Flags,
    flight: Whole,
    schedule: Schedule,
    airports: Airports,
    streams: Streams,
    *,
    table: str = "bookings",
) -> Ways:
    """Return the way of each record; `odd` asks for a connection far off the straight line.

    `table` is the one that the random streams are named after.
    """
    distances = airports.distances_km()
    stops, stop = np.unique(schedule.origin, return_inverse=True)
    origins, chances, pairs = _connections(schedule, stops, stop, distances, airports)

    draw = streams.of(table, "connects").random(len(flight))
    connects = draw < chances[stop[flight]]
    row = stop[flight] + np.where(odd, len(stops), 0)
    chosen = choose(streams.of(table, "origin"), pairs, row)
    last = schedule.origin[flight]
    first = np.where(connects, origins[chosen], last)
    first_leg = distances[first, last]
    wait = 60 + 480 * streams.of(table, "connection").random(len(flight)) ** 2.5
    feeder = block_minutes(first_leg) + (wait // 5 * 5).astype(np.int64)
    return Ways(
        first=first,
        via=np.where(connects, last, -1),
        flown_km=first_leg + schedule.distance_km[flight],
        direct_km=distances[first, schedule.hub],
        minutes=schedule.block_min[flight] + np.where(connects, feeder, 0),
    )


def written_ways(first: Whole, via: Whole, airports: Airports, hub: int) -> pa.Array:
    """Return airports joined by dashes, each different way written once; -1 stands for no stop."""
    size = len(airports.iata)
    way_of = first * (size + 1) + via + 1
    used = np.bincount(way_of, minlength=size * (size + 1)) > 0  # quicker than sorting them
    ways, place = np.flatnonzero(used), (np.cumsum(used) - 1)[way_of]
    home = airports.iata[hub]
    ends = [f"-{home}", *(f"-{stop}-{home}" for stop in airports.iata)]
    starts, stops = np.divmod(ways, size + 1)
    written = [
        airports.iata[start] + ends[stop]
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
    ]
    return labels(written, place)


def _connections(
    schedule: Schedule, stops: Whole, stop: Whole, distances: Floats, airports: Airports
) -> tuple[Whole, Floats, Floats]:
    """Return origins, each stop's share of connecting travellers, and the weights of pairs.

    The pairs have a row for each stop, first for straight connections, then for odd ones.
    """
    to_hub = distances[schedule.hub]
    abroad = np.array(airports.country) != airports.country[schedule.hub]
    origins = np.flatnonzero((to_hub >= _MIN_ORIGIN_KM) & abroad)
    legs = distances[np.ix_(stops, origins)]
    detour = (legs + to_hub[stops][:, None]) / to_hub[origins]
    possible = legs > _MIN_FEEDER_KM
    served = np.where(possible, detour, np.inf).min(axis=0) < _STRAIGHT_ENOUGH
    if served.any():
        origins, detour, possible = origins[served], detour[:, served], possible[:, served]

    log = np.log(detour)
    straight = possible * np.exp(-np.minimum((log / 0.15) ** 2, 80.0))
    beyond = np.maximum(np.log(1.6) - log, 0) / 0.10 + np.maximum(log - np.log(2.6), 0) / 0.10
    odd = possible * np.exp(-np.minimum(beyond**2, 80.0))
    # where straight ways lead through most, most travellers change: the marginals of both kinds
    traffic = np.bincount(stop, weights=schedule.share)
    natural = (straight / straight.sum(axis=0)).mean(axis=1) * 0.9 + traffic * 0.1
    chances = np.clip(_CONNECTING * natural / traffic, 0.02, 0.8)
    through = chances * traffic
    through /= through.sum()
    return origins, chances, np.concatenate([_fair(straight, through), _fair(odd, through)])


def _fair(weights: Floats, through: Floats) -> Floats:
    """Return weights in which every origin has the same total and every stop its own share.

    Whatever a kind of connection prefers, it moves pairs, never places (Sinkhorn's method).
    """
    weights = weights + _TINY
    of_stop, each = np.ones(len(through)), 1 / weights.shape[1]
    for _ in range(300):
        of_origin = each / (of_stop @ weights)
        of_stop = through / (weights @ of_origin)
    fair: Floats = weights * of_stop[:, None] * of_origin
    return fair


def _in_waves(
    rng: np.random.Generator, waves: tuple[tuple[int, int, float], ...], flights: int
) -> Whole:
    first, last, weight = np.array(waves).T
    wave = choose(rng, weight[None, :], np.zeros(flights, dtype=np.int64))
    minute: Floats = first[wave] + rng.random(flights) * (last - first)[wave]
    return (minute // 5 * 5).astype(np.int64)


def _flights_a_day(bookings_a_day: float) -> int:
    travellers = bookings_a_day * TRAVELLERS_PER_BOOKING
    return max(round(travellers / (float(_SEATS.mean()) * _LOAD)), _LEAST_FLIGHTS)


def _designators(gateway: Gateway, flights: int, streams: Streams) -> tuple[Whole, Whole]:
    """Return carrier and flight number of each flight; no two flights of a world have the same.

    The numbers have three digits if there are enough of them; those from 9000 are for codeshares.
    """
    # no gateway has a booking more than the next one and the average, rounded up
    block = _flights_a_day((gateway.bookings + 1) / gateway.days)
    airlines = len(carriers())
    numbers = 899 if block * gateway.of * 2 < airlines * 899 else 8_899
    taken = shuffled_below(
        gateway.number * block + np.arange(flights),
        airlines * numbers,
        streams.keys("flights", "flight_number"),
    ).astype(np.int64)
    return taken % airlines, 101 + taken // airlines
