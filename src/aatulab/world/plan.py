"""Decide who travels when: the role, the circle, the day and the flight of every booking.

Bookings come out in the order in which an officer would list them, by day and flight; inside a
flight the order is random, so that a row's place tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aatulab.world.draws import Floats, Whole
from aatulab.world.routes import Schedule
from aatulab.world.signals import Signal
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams
from aatulab.world.typologies import Cast, Role

# how much of a week's traffic arrives on each day, Monday first
_WEEKDAYS = np.array([1.06, 0.98, 0.97, 1.02, 1.10, 0.91, 0.96])


@dataclass(frozen=True)
class Plan:
    """One entry a booking; `circle` numbers the circles, `rank` the bookings inside one by day."""

    cast: Cast
    role: Whole
    circle: Whole
    rank: Whole
    day: Whole
    flight: Whole  # row of the schedule
    first_of_circle: Whole  # one entry a circle: its earliest booking
    role_of_circle: Whole
    same_traveller: Whole  # 1 where the leading traveller of a circle is one person

    @property
    def size(self) -> int:
        """Return the number of bookings."""
        return len(self.role)


def draw_plan(spec: WorldSpec, cast: Cast, schedule: Schedule, streams: Streams) -> Plan:
    """Return the plan of a world."""
    counts = role_counts(spec, cast)
    cast = replace(cast, roles=tuple(_with_usual_parties(cast.roles, counts)))
    sizes, role_of_circle = _circle_sizes(spec, cast, counts, streams)
    circle = np.repeat(np.arange(len(sizes)), sizes)
    role = role_of_circle[circle]
    day = _days(spec, cast, sizes, role_of_circle, streams)

    # the earlier booking of a circle is the one of lower rank
    by_day = np.argsort(circle * spec.days + day, kind="stable")
    day = day[by_day]
    starts = np.cumsum(sizes) - sizes
    rank = np.arange(len(role)) - starts[circle]

    order, flight = _onto_flights(spec, schedule, day, streams)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    same = np.array([role_.circle.same_traveller for role_ in cast.roles], dtype=np.int64)
    return Plan(
        cast=cast,
        role=role[order],
        circle=circle[order],
        rank=rank[order],
        day=day[order],
        flight=flight,
        first_of_circle=place[starts],
        role_of_circle=role_of_circle,
        same_traveller=same[role_of_circle],
    )


def role_counts(spec: WorldSpec, cast: Cast) -> Whole:
    """Return how many bookings play each role; they sum to the world's size.

    Twins are rounded up, so that no illicit booking has fewer look-alikes than it should.
    """
    illicit = _apportion(
        round(spec.bookings * spec.prevalence), [r.share for r in cast.of_kind("typology")]
    )
    by_typology = dict(
        zip((role.name for role in cast.of_kind("typology")), illicit.tolist(), strict=True)
    )
    counts = np.zeros(len(cast.roles), dtype=np.int64)
    for row, role in enumerate(cast.roles):
        if role.kind == "typology":
            counts[row] = by_typology[role.name]
        elif role.kind == "twin":
            counts[row] = int(np.ceil(role.share * by_typology[str(role.typology)]))
    rest = spec.bookings - int(counts.sum())
    profiles = [row for row, role in enumerate(cast.roles) if role.kind == "background"]
    counts[profiles] = _apportion(rest, [cast.roles[row].share for row in profiles])
    return counts


def _apportion(total: int, shares: Sequence[float]) -> Whole:
    """Return whole parts in proportion to the shares, by largest remainder."""
    exact = np.array(shares) / sum(shares) * total
    parts = np.floor(exact).astype(np.int64)
    largest = np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]
    parts[largest] += 1
    return parts


def _with_usual_parties(roles: Sequence[Role], counts: Whole) -> list[Role]:
    """Return the roles, typologies travelling in parties of the size that innocents have.

    Children travel in parties.  If couriers travelled alone more often than others do, age would
    say something about guilt; so the size of a party says nothing.
    """
    weights = np.zeros(10)
    for role, count in zip(roles, counts.tolist(), strict=True):
        if role.kind != "typology":
            for value, weight in role.signals["party_size"].choices:
                weights[int(value)] += weight * count
    usual = Signal(
        "party_size",
        choices=tuple((str(n), w) for n, w in enumerate((weights / weights.sum()).tolist())),
    )
    return [
        replace(role, signals={**role.signals, "party_size": usual})
        if role.kind == "typology"
        else role
        for role in roles
    ]


def _circle_sizes(
    spec: WorldSpec, cast: Cast, counts: Whole, streams: Streams
) -> tuple[Whole, Whole]:
    """Return the size and the role of every circle; the last of a role takes what is left."""
    sizes: list[Whole] = []
    roles: list[Whole] = []
    for row, (role, count) in enumerate(zip(cast.roles, counts.tolist(), strict=True)):
        low, high = role.circle.size
        if role.circle.same_traveller:  # nobody arrives twice on one day
            high = min(high, 1 + (spec.days - 1) // role.circle.days_apart[1])
            low = min(low, high)
        rng = streams.of("circles", f"size of {role.name}")
        drawn = rng.integers(low, high + 1, size=-(-count // low)) if count else np.empty(0, int)
        ends = np.cumsum(drawn)
        drawn = drawn[: int(np.searchsorted(ends, count)) + 1]
        if count:
            drawn[-1] -= int(drawn.sum()) - count
        sizes.append(drawn)
        roles.append(np.full(len(drawn), row))
    return np.concatenate(sizes), np.concatenate(roles)


def _days(
    spec: WorldSpec, cast: Cast, sizes: Whole, role_of_circle: Whole, streams: Streams
) -> Whole:
    """Return the day of arrival, counted from the first day.

    Each role's circles are spread evenly over the days, then their members follow within the
    days that the role allows.  A member who would come after the last day comes at the start.
    """
    weekday = (spec.first_day.weekday() + np.arange(spec.days)) % 7
    shares = np.cumsum(_WEEKDAYS[weekday])
    shares /= shares[-1]

    circles_of_role = np.bincount(role_of_circle, minlength=len(cast.roles))
    before = np.cumsum(circles_of_role) - circles_of_role
    inside = np.arange(len(sizes)) - before[role_of_circle]
    jitter = streams.of("circles", "anchor").random(len(sizes))
    quantile = (inside + jitter) / circles_of_role[role_of_circle]
    anchor = np.searchsorted(shares, quantile, side="right")

    low, high = np.array([role.circle.days_apart for role in cast.roles]).T
    circle = np.repeat(np.arange(len(sizes)), sizes)
    role = role_of_circle[circle]
    u = streams.of("circles", "days apart").random(len(circle))
    step = low[role] + (u * (high - low + 1)[role]).astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    step[starts] = 0
    walked = np.cumsum(step)
    days: Whole = (anchor[circle] + walked - walked[starts][circle]) % spec.days
    return days


def _onto_flights(
    spec: WorldSpec, schedule: Schedule, day: Whole, streams: Streams
) -> tuple[Whole, Whole]:
    """Return the listing order of the bookings, and the flight of each in that order.

    A day's bookings are shuffled, then dealt out along the day in proportion to the seats.
    """
    rng = streams.of("bookings", "order")
    order = np.argsort(day * 2**40 + rng.integers(0, 2**40, size=len(day)))
    per_day = np.bincount(day, minlength=spec.days)
    starts = np.cumsum(per_day) - per_day
    sorted_day = day[order]
    inside = np.arange(len(day)) - starts[sorted_day]
    quantile: Floats = (inside + 0.5) / per_day[sorted_day]
    flight = np.searchsorted(np.cumsum(schedule.share), quantile, side="right")
    return order, np.minimum(flight, len(schedule.share) - 1)
