"""When and where each vehicle crosses; a convoy follows its first vehicle."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number
from aatulab.world.land.posts import shares_of_posts
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

_DAY_MIN = 1440
_NIGHT_FROM, _NIGHT_MIN = 22 * 60, 7 * 60  # from ten in the evening to five in the morning
_DAY_FROM, _DAYTIME_MIN = 5 * 60, 17 * 60
_BEHIND_MIN = (2, 25)


@dataclass(frozen=True)
class Passages:
    """One entry a crossing."""

    at: Whole  # minutes since 1970
    post: Whole  # places among the border posts

    def listed(self, order: Whole) -> Self:
        """Return the passages in another order."""
        return type(self)(self.at[order], self.post[order])


def draw_passages(scene: Scene, plan: Plan) -> Passages:
    """Return moment and post of each crossing, in the plan's order."""
    draws = Draws(plan.cast)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("crossings", column)

    first = plan.first_of_circle[plan.circle]
    follows: Flags = draws.happens(rng("convoy"), "convoy", plan.role)
    follows &= (plan.rank > 0) & (plan.day == plan.day[first])
    night = draws.happens(rng("at_night"), "at_night", plan.role)
    minute = _minutes(night, rng("at"))
    behind = minute[first] + rng("behind").integers(*_BEHIND_MIN, plan.size)
    minute = np.where(follows, np.minimum(behind, _DAY_MIN - 1), minute)
    post = _posts(draws.happens(rng("small_post"), "small_post", plan.role), rng("border_post"))
    return Passages(
        at=(day_number(scene.gateway.first_day) + plan.day) * _DAY_MIN + minute,
        post=np.where(follows, post[first], post),
    )


def _minutes(night: Flags, rng: np.random.Generator) -> Whole:
    """Return minutes of the day: between 22 and 5 o'clock, or in the rest of the day."""
    u = rng.random(len(night))
    late = (_NIGHT_FROM + u * _NIGHT_MIN) % _DAY_MIN
    minute: Whole = np.where(night, late, _DAY_FROM + u * _DAYTIME_MIN).astype(np.int64)
    return minute


def _posts(small: Flags, rng: np.random.Generator) -> Whole:
    """Return the busiest post, or for who avoids it any of the others."""
    shares = shares_of_posts()
    busiest = np.zeros(len(shares))
    busiest[0] = 1.0
    others = shares * (1.0 - busiest)
    return choose(rng, np.stack([busiest, others]), small.astype(np.int64))
