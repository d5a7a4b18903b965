"""Set a part down several times: in a row, in a grid, around an axis, or scattered.

A layout yields one rotation and one shift for each copy.  Scattered copies take different cells of
a grid, laid like bricks, so that they touch but hardly run into each other.
"""

from collections.abc import Callable, Iterator

import numpy as np

from aatulab.errors import ContentError
from aatulab.fields import Fields
from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models.solids import rotation

Place = tuple[Floats, Floats]
Layout = Callable[[np.random.Generator], Iterator[Place]]


def read_layout(fields: Fields) -> Layout:
    """Return the layout that a part asks for; a part without one is set down once."""
    for key, reader in _READERS.items():
        if fields.has(key):
            found = fields.raw(key)
            if not isinstance(found, dict):
                raise ContentError(f"{fields.where}: {key}: found {found!r}, expected a mapping.")
            inner = Fields(f"{fields.where}: {key}", found)
            layout = reader(inner)
            inner.nothing_else()
            return layout
    return _once


def _once(_rng: np.random.Generator) -> Iterator[Place]:
    yield np.eye(3), np.zeros(3)


def _row(fields: Fields) -> Layout:
    low, high = _count(fields)
    step = np.array(fields.point("step"))
    turn = fields.point("turn")

    def layout(rng: np.random.Generator) -> Iterator[Place]:
        count = int(rng.integers(low, high + 1))
        for k in range(count):
            yield rotation(np.multiply(turn, k)), step * (k - (count - 1) / 2)

    return layout


def _grid(fields: Fields) -> Layout:
    counts = [int(one) for one in fields.numbers("count", 3, least=1)]
    step = np.array(fields.numbers("step", 3, least=0))

    def layout(_rng: np.random.Generator) -> Iterator[Place]:
        for place in np.ndindex(*counts):
            yield np.eye(3), (np.array(place) - (np.array(counts) - 1) / 2) * step

    return layout


def _around(fields: Fields) -> Layout:
    count = fields.whole("count", least=1)
    radius = fields.number("radius", least=0)

    def layout(_rng: np.random.Generator) -> Iterator[Place]:
        for k in range(count):
            turn = rotation([0, 0, 360 * k / count])
            yield turn, turn @ np.array([radius, 0.0, 0.0])

    return layout


def _scatter(fields: Fields) -> Layout:
    low, high = _count(fields)
    within = np.array(fields.numbers("within", 3, least=0))
    apart = np.array(fields.numbers("apart", 3, least=0.05))
    is_round, tumbled = fields.flag("round"), fields.flag("tumbled")

    def layout(rng: np.random.Generator) -> Iterator[Place]:
        places = _staggered(within, apart)
        if is_round:
            places = places[((2 * places / within) ** 2).sum(axis=1) <= 1.0]
        # the lowest places are taken first: things lie on each other, they do not hang in the air
        heaped = np.argsort(places[:, 2] + rng.uniform(0, 0.6, len(places)) * apart[2])
        for place in places[heaped[: int(rng.integers(low, high + 1))]]:
            angles = rng.uniform(-180, 180, 3) if tumbled else (0.0, 0.0, rng.uniform(-25, 25))
            yield rotation(angles), place + rng.uniform(-0.12, 0.12, 3) * apart

    return layout


def _staggered(within: Floats, apart: Floats) -> Floats:
    """Return (n, 3): places in layers, each row and layer shifted by half a step like bricks."""
    cells = np.maximum(1, (within // apart).astype(int))
    index = np.indices(tuple(cells)).reshape(3, -1).T
    shift = np.column_stack([(index[:, 1] + index[:, 2]) % 2, index[:, 2] % 2, 0 * index[:, 2]])
    places: Floats = (index + 0.5 - cells / 2 + (shift - 0.5) / 2 * (cells > 1)) * apart
    return places


def _count(fields: Fields) -> tuple[int, int]:
    """Return least and most copies from `count: 5` or `count: [3, 8]`."""
    found = fields.raw("count")
    if isinstance(found, list):
        low, high = fields.pair("count")
        if 1 <= low <= high:
            return int(low), int(high)
        raise ContentError(f"{fields.where}: count: found {found!r}, expected [low, high] from 1.")
    count = fields.whole("count", least=1)
    return count, count


_READERS = {"repeat": _row, "grid": _grid, "around": _around, "scatter": _scatter}
