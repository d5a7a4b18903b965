"""Decide what every record of a flow is: its role, its circle and its day.

Whose turn it is on a flight, in a consignment or at a border post is the flow's own business; it
puts the plan into its order of listing with `Plan.listed`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from aatulab.world.arrays import Whole
from aatulab.world.roles.cast import Cast, Role
from aatulab.world.roles.drift import drift_of
from aatulab.world.roles.signals import Signal
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams


@dataclass(frozen=True)
class Plan:
    """One entry a record; `circle` numbers the circles, `rank` the records inside one by day."""

    cast: Cast
    role: Whole
    circle: Whole
    rank: Whole
    day: Whole  # from 0, the first day of the world
    first_of_circle: Whole  # one entry a circle from here on: its earliest record
    role_of_circle: Whole
    same_traveller: Whole  # 1 where the leading person of a circle is one person

    @property
    def size(self) -> int:
        """Return the number of records."""
        return len(self.role)

    @property
    def illicit_circles(self) -> Whole:
        """Return the circles that play a typology, in order."""
        illicit = np.array([role.kind == "typology" for role in self.cast.roles])
        return np.flatnonzero(illicit[self.role_of_circle])

    def listed(self, order: Whole) -> Self:
        """Return the plan with its records in another order."""
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        return replace(
            self,
            role=self.role[order],
            circle=self.circle[order],
            rank=self.rank[order],
            day=self.day[order],
            first_of_circle=place[self.first_of_circle],
        )


def draw_plan(
    gateway: Gateway, cast: Cast, records: int, weekdays: Sequence[float], streams: Streams
) -> Plan:
    """Return the plan of a flow's records, circle by circle.

    `weekdays` says how much of a week's traffic comes on each day, Monday first.
    """
    counts = role_counts(records, gateway.prevalence, cast)
    cast = replace(cast, roles=tuple(_as_others(cast, counts)))
    sizes, role_of_circle = _circle_sizes(gateway, cast, counts, streams)
    circle = np.repeat(np.arange(len(sizes)), sizes)
    day = _days(gateway, cast, sizes, role_of_circle, weekdays, streams)

    # the earlier record of a circle is the one of lower rank
    day = day[np.argsort(circle * gateway.days + day, kind="stable")]
    starts = np.cumsum(sizes) - sizes
    drift = drift_of(cast, gateway.rules_in_use, gateway.first_day)
    role = drift.apply(role_of_circle[circle], day)
    same = np.array([role_.circle.same_traveller for role_ in cast.roles], dtype=np.int64)
    return Plan(
        cast=drift.cast,
        role=role,
        circle=circle,
        rank=np.arange(len(circle)) - starts[circle],
        day=day,
        first_of_circle=starts,
        role_of_circle=role[starts],
        same_traveller=same[role_of_circle],
    )


def role_counts(records: int, prevalence: float, cast: Cast) -> Whole:
    """Return how many records play each role; they sum to `records`.

    Illicit records are dealt out to the typologies of the cast in proportion to their shares; a
    cast without any has none.  The look-alikes of a typology are rounded up together, so that none
    of its records has fewer than it should.  Where a drill leaves no room for all of them, nobody
    else is there.
    """
    typologies = cast.of_kind("typology")
    wanted_illicit = round(records * prevalence) if typologies else 0
    illicit = _apportion(wanted_illicit, [role.share for role in typologies])
    twins = [
        [row for row, role in enumerate(cast.roles) if _is_twin_of(role, t)] for t in typologies
    ]
    shares = [[cast.roles[row].share for row in rows] for rows in twins]
    wanted = np.ceil(illicit * np.array([sum(share) for share in shares])).astype(np.int64)
    room = records - int(illicit.sum())
    if wanted.sum() > room:
        wanted = _apportion(room, wanted.tolist())

    counts = np.zeros(len(cast.roles), dtype=np.int64)
    counts[[row for row, role in enumerate(cast.roles) if role.kind == "typology"]] = illicit
    for rows, share, lookalikes in zip(twins, shares, wanted.tolist(), strict=True):
        counts[rows] = _apportion(lookalikes, share)
    profiles = [row for row, role in enumerate(cast.roles) if role.kind == "background"]
    rest = records - int(counts.sum())
    counts[profiles] = _apportion(rest, [cast.roles[row].share for row in profiles])
    return counts


def _is_twin_of(role: Role, typology: Role) -> bool:
    return role.kind == "twin" and role.typology == typology.name


def _apportion(total: int, shares: Sequence[float]) -> Whole:
    """Return whole parts in proportion to the shares, by largest remainder."""
    exact = np.array(shares) / sum(shares) * total
    parts = np.floor(exact).astype(np.int64)
    largest = np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]
    parts[largest] += 1
    return parts


def _as_others(cast: Cast, counts: Whole) -> list[Role]:
    """Return the roles, typologies having the signals marked `as_others` as innocents have them.

    Children travel in parties.  If couriers travelled alone more often than others do, age would
    tell them apart, and age must never count.
    """
    mixed = {
        name: _innocent_mix(cast.roles, name, counts)
        for name, row in cast.flow.signals.items()
        if row.as_others
    }
    return [
        replace(role, signals={**role.signals, **mixed}) if role.kind == "typology" else role
        for role in cast.roles
    ]


def _innocent_mix(roles: Sequence[Role], name: str, counts: Whole) -> Signal:
    weights: dict[str, float] = {}
    innocent = [role.kind != "typology" for role in roles]
    total = int(counts[innocent].sum())
    for role, count in zip(roles, counts.tolist(), strict=True):
        if role.kind != "typology":
            for value, weight in role.signals[name].choices:
                weights[value] = weights.get(value, 0.0) + weight * count / total
    return Signal(name, choices=tuple(weights.items()))


def _circle_sizes(
    gateway: Gateway, cast: Cast, counts: Whole, streams: Streams
) -> tuple[Whole, Whole]:
    """Return the size and the role of every circle; the last of a role takes what is left."""
    sizes: list[Whole] = []
    roles: list[Whole] = []
    for row, (role, count) in enumerate(zip(cast.roles, counts.tolist(), strict=True)):
        low, high = role.circle.size
        if role.circle.same_traveller:  # nobody arrives twice on one day
            high = min(high, 1 + (gateway.days - 1) // role.circle.days_apart[1])
            low = min(low, high)
        rng = streams.of(_circles(cast), f"size of {role.name}")
        drawn = rng.integers(low, high + 1, size=-(-count // low)) if count else np.empty(0, int)
        ends = np.cumsum(drawn)
        drawn = drawn[: int(np.searchsorted(ends, count)) + 1]
        if count:
            drawn[-1] -= int(drawn.sum()) - count
        sizes.append(drawn)
        roles.append(np.full(len(drawn), row))
    return np.concatenate(sizes), np.concatenate(roles)


def _days(
    gateway: Gateway,
    cast: Cast,
    sizes: Whole,
    role_of_circle: Whole,
    weekdays: Sequence[float],
    streams: Streams,
) -> Whole:
    """Return the day of each record, counted from the first day.

    Each role's circles are spread evenly over the days, then their members follow within the
    days that the role allows.  A member who would come after the last day comes at the start.
    """
    weekday = (gateway.first_day.weekday() + np.arange(gateway.days)) % 7
    shares = np.cumsum(np.array(weekdays)[weekday])
    shares /= shares[-1]

    circles_of_role = np.bincount(role_of_circle, minlength=len(cast.roles))
    before = np.cumsum(circles_of_role) - circles_of_role
    inside = np.arange(len(sizes)) - before[role_of_circle]
    jitter = streams.of(_circles(cast), "anchor").random(len(sizes))
    quantile = (inside + jitter) / circles_of_role[role_of_circle]
    anchor = np.searchsorted(shares, quantile, side="right")

    low, high = np.array([role.circle.days_apart for role in cast.roles]).T
    circle = np.repeat(np.arange(len(sizes)), sizes)
    role = role_of_circle[circle]
    u = streams.of(_circles(cast), "days apart").random(len(circle))
    step = low[role] + (u * (high - low + 1)[role]).astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    step[starts] = 0
    walked = np.cumsum(step)
    days: Whole = (anchor[circle] + walked - walked[starts][circle]) % gateway.days
    return days


def _circles(cast: Cast) -> str:
    return f"{cast.flow.name} circles"
