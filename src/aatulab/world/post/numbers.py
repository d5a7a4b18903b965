"""Numbers of the items: those that one hand posts follow each other, as an online shop's do.

Items lie on a line in random order, a run in one piece; numbers are counted along it with gaps,
because other items of the same counter go elsewhere.  The line is cut into rolls of labels, and the
rolls are shuffled, so that the numbers tell nothing about the order in which the world was made.
"""

import string

import numpy as np

from aatulab.codes.fixed import Bytes, padded, rows
from aatulab.codes.s10 import SERIALS, write_items
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Flags, Whole
from aatulab.world.post.signals import MAIL_CLASSES
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene
from aatulab.world.spec import NUMBERS_A_GATEWAY

_ROLL = 1_000  # labels
_SECOND = string.ascii_uppercase[:8]  # second letters that every class may use
_MOST_BETWEEN = 40  # numbers from one run to the next
_INSIDE = (1, 1, 1, 1, 2, 2, 3)  # and from one item of a run to the next


def item_numbers(scene: Scene, plan: Plan, run: Flags, mail_class: Whole) -> Bytes:
    """Return the number of each item; `run` says which are posted in one run with their circle."""
    unit = np.where(run, plan.first_of_circle[plan.circle], np.arange(plan.size))
    order, new = _line(scene, plan, unit)
    line = np.empty(plan.size, dtype=np.int64)
    line[order] = np.cumsum(_steps(scene, new))
    numbers = scene.gateway.numbers_of(line)
    keys = scene.streams.keys("postal_items", "item")
    rolls = SERIALS // _ROLL
    roll = shuffled_below(numbers // _ROLL, rolls, keys).astype(np.int64)
    return write_items(_services(scene, unit, mail_class), roll * _ROLL + numbers % _ROLL)


def _line(scene: Scene, plan: Plan, unit: Whole) -> tuple[Whole, Flags]:
    """Return the items in the order of the line, and which of them begin a unit."""
    key = scene.streams.of("postal_items", "line").random(plan.size)
    order = np.lexsort((plan.rank, unit, key[unit]))
    new = np.ones(plan.size, dtype=bool)
    new[1:] = unit[order][1:] != unit[order][:-1]
    return order, new


def _steps(scene: Scene, new: Flags) -> Whole:
    """Return how many numbers lie from each item on the line to the one before."""
    count = len(new)
    room = int(np.clip(NUMBERS_A_GATEWAY // max(count, 1) - 1, 2, _MOST_BETWEEN))
    rng = scene.streams.of("postal_items", "steps")
    inside = np.array(_INSIDE)[rng.integers(0, len(_INSIDE), count)]
    return np.where(new, rng.integers(1, room + 1, count), inside)


def _services(scene: Scene, unit: Whole, mail_class: Whole) -> Bytes:
    """Return the two letters in front; a run has one pair."""
    second = scene.streams.of("postal_items", "indicator").integers(0, len(_SECOND), len(unit))
    pairs = padded([a + b for a in MAIL_CLASSES.values() for b in _SECOND], 2, " ")
    return rows(pairs, mail_class * len(_SECOND) + second[unit])
