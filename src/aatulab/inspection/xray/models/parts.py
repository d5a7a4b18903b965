"""Read one part of an object: a shape, its material, its hollow, where it sits and how often.

A part is one line of an object file, for example
`{tube: [6.5, 20], of: glass, wall: 0.3, fill: water, at: [0, 0, 3]}`: a bottle's body.
A wall makes it hollow, `fill` fills the hollow, `in` says which material it displaces.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from aatulab.errors import ContentError
from aatulab.fields import Fields
from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.models.layouts import Layout, read_layout
from aatulab.inspection.xray.models.solids import Solids, joined, rotation

Table = Mapping[str, tuple[float, ...]]  # 1/cm at each energy, then g/cm³


@dataclass(frozen=True)
class Part:
    """One part, ready to be set down; `build` draws how often and where."""

    solids: Solids  # of one copy, turned as it stands
    layout: Layout
    at: Floats

    def build(self, rng: np.random.Generator) -> Solids:
        """Return all copies of the part in the object's frame."""
        turns, shifts = zip(*self.layout(rng), strict=True)
        copies, each = len(turns), len(self.solids)
        every = self.solids.some(np.tile(np.arange(each), copies))
        which = np.repeat(np.arange(copies), each)
        return every.moved(np.array(turns)[which], np.array(shifts)[which] + self.at)


def read_part(fields: Fields, table: Table) -> Part:
    """Return one part; `ContentError` names file, object and key."""
    shape = _read_shape(fields)
    mu = _mu(fields, "of", table)
    if fields.has("in"):
        mu = mu - _mu(fields, "in", table)
    pieces = [shape(mu, 0.0)]
    wall = fields.number("wall", least=0, default=0.0)
    if wall:
        inside = _mu(fields, "fill", table) if fields.has("fill") else 0.0 * mu
        pieces.append(shape(inside - mu, -wall))
    part = Part(
        solids=joined(pieces).moved(rotation(fields.point("turn")), np.zeros(3)),
        layout=read_layout(fields),
        at=np.array(fields.point("at")),
    )
    fields.nothing_else()
    return part


def _mu(fields: Fields, key: str, table: Table) -> Floats:
    name = fields.text(key)
    if name not in table:
        raise ContentError(f"{fields.where}: {key}: there is no material {name!r}.")
    return np.array(table[name])


def _read_shape(fields: Fields) -> shapes.Shape:
    named = [key for key in _SHAPES if fields.has(key)]
    if len(named) != 1:
        raise ContentError(
            f"{fields.where}: found the shapes {named}, expected one of {sorted(_SHAPES)}."
        )
    return _SHAPES[named[0]](fields)


def _box(fields: Fields) -> shapes.Shape:
    return shapes.box(*fields.numbers("box", 3, least=0.001))


def _ellipsoid(fields: Fields) -> shapes.Shape:
    return shapes.ellipsoid(*fields.numbers("ellipsoid", 3, least=0.001))


def _pillow(fields: Fields) -> shapes.Shape:
    return shapes.pillow(
        fields.numbers("pillow", 3, least=0.001),
        roundness=fields.number("roundness", least=1.0, default=1.3),
        folds=fields.number("folds", least=0, default=0.0),
        waves=fields.number("waves", least=0, default=4.0),
        phase=fields.number("phase", least=0, default=0.0),
    )


def _tube(fields: Fields) -> shapes.Shape:
    x, y, length = _round(fields, "tube")
    taper = fields.number("taper", least=-0.99, default=0.0)
    return shapes.tube(x, y, length, taper=taper, is_open=fields.flag("open"))


def _capsule(fields: Fields) -> shapes.Shape:
    diameter, length = fields.numbers("capsule", 2, least=0.001)
    if length <= diameter:
        raise ContentError(
            f"{fields.where}: capsule: found length {length:g}, expected more than the diameter "
            f"{diameter:g}."
        )
    return shapes.capsule(diameter, length)


def _ring(fields: Fields) -> shapes.Shape:
    return shapes.ring(*_round(fields, "ring"))


def _coil(fields: Fields) -> shapes.Shape:
    return shapes.coil(*fields.numbers("coil", 4, least=0.001))


def _wire(fields: Fields) -> shapes.Shape:
    points = fields.raw("wire")
    path = np.array(points, dtype=float) if _is_path(points) else np.zeros(0)
    if path.shape[:1] < (2,) or path.shape[1:] != (3,):
        raise ContentError(f"{fields.where}: wire: expected a list of at least two [x, y, z].")
    thick = fields.raw("thick")
    ends = fields.pair("thick") if isinstance(thick, list) else (fields.number("thick", least=0),)
    if fields.flag("smooth"):
        path = shapes.smooth(path)
    return shapes.wire(path, ends, closed=fields.flag("closed"))


def _is_path(found: object) -> bool:
    return isinstance(found, list) and all(
        isinstance(point, list)
        and len(point) == 3
        and all(isinstance(n, int | float) for n in point)
        for point in found
    )


def _round(fields: Fields, key: str) -> tuple[float, float, float]:
    """Return [x, y, third] from `[diameter, third]` or `[x, y, third]`."""
    found = fields.raw(key)
    if isinstance(found, list) and len(found) == 2:
        diameter, third = fields.numbers(key, 2, least=0.001)
        return diameter, diameter, third
    x, y, third = fields.numbers(key, 3, least=0.001)
    return x, y, third


_SHAPES: dict[str, Callable[[Fields], shapes.Shape]] = {
    "box": _box,
    "ellipsoid": _ellipsoid,
    "pillow": _pillow,
    "tube": _tube,
    "capsule": _capsule,
    "wire": _wire,
    "ring": _ring,
    "coil": _coil,
}
