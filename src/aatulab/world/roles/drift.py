"""Offenders adapt: some days after a rule came into use, a typology's records look different.

Truth keeps the role's name and says `adapted`; only the signals that are drawn from change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from aatulab.world.arrays import Whole
from aatulab.world.roles.cast import Cast, Role
from aatulab.world.roles.signals import Signal


@dataclass(frozen=True)
class Drift:
    """From which day on which role is played as which other, both places in a cast's roles."""

    cast: Cast
    changes: tuple[tuple[int, int, int], ...]  # day from 0, role before, role after; by day

    def apply(self, role: Whole, day: Whole) -> Whole:
        """Return the role of each record, given the day that it arrives on."""
        adapted = role
        for first, before, after in self.changes:
            adapted = adapted.copy() if adapted is role else adapted
            adapted[(adapted == before) & (day >= first)] = after
        return adapted


def drift_of(cast: Cast, rules_in_use: Mapping[str, date], first_day: date) -> Drift:
    """Return the cast with its adapted roles behind the others, and when each comes into play.

    Who adapted to one rule adapts to the next one as well, and keeps what he learned.
    """
    roles, changes = list(cast.roles), []
    for place, role in enumerate(cast.roles):
        due = sorted(
            ((rules_in_use[one.to] - first_day).days + one.after_days, number)
            for number, one in enumerate(role.adapts)
            if one.to in rules_in_use
        )
        before = place
        for day, number in due:
            roles.append(_adapted(roles[before], role.adapts[number].signals))
            changes.append((max(day, 0), before, len(roles) - 1))
            before = len(roles) - 1
    return Drift(replace(cast, roles=tuple(roles)), tuple(sorted(changes)))


def _adapted(role: Role, signals: Mapping[str, Signal]) -> Role:
    return replace(role, signals={**role.signals, **signals}, adapted=True)
