"""Look into a packed bag: what sticks out, what runs into something, what hangs in the air."""

from collections.abc import Iterator

import numpy as np

from aatulab.inspection.xray.arrays import Flags, Floats
from aatulab.inspection.xray.models.solids import BOX, CAPSULE, ELLIPSOID, PILLOW, Solids
from aatulab.inspection.xray.packing.bags import bag_named
from aatulab.inspection.xray.packing.scene import SHELL, Scene

_POINTS = 300
_MATTER = 0.02  # 1/cm; less than that is a hollow
SLACK_CM, SOFT_SLACK_CM = 1.2, 2.5  # how far a thing may bulge out of the shell's box
SHARE_INSIDE = 0.03  # of a hard thing may be where another one is
GAP_CM = 3.0  # of air below a thing


def matter_at(solids: Solids, points: Floats) -> Flags:
    """Return (points,): whether there is matter, hollows left out."""
    local = np.einsum("nij,pnj->nip", solids.axes, points[:, None] - solids.centre)
    total = np.zeros(len(points))
    for n in range(len(solids)):
        x, y, z = local[n]
        total += _is_inside(int(solids.kind[n]), solids.extra[n], x, y, z) * solids.mu[n, 1]
    return np.greater(total, _MATTER)


def _is_inside(kind: int, extra: Floats, x: Floats, y: Floats, z: Floats) -> Flags:
    inside: Flags = np.abs(np.stack([x, y, z])).max(axis=0) <= 1
    radius = x**2 + y**2
    if kind == ELLIPSOID:
        inside = radius + z**2 <= 1
    elif kind == PILLOW:
        inside &= radius + z**2 <= extra[0] ** 2
    elif kind == CAPSULE:
        inside = radius + (z - np.clip(z, -extra[0], extra[0])) ** 2 <= 1
    elif kind != BOX:
        inside = z <= 1 + extra[1] * x + extra[2] * y
        inside &= z >= -1 + extra[3] * x + extra[4] * y
        inside &= radius <= (1 + extra[0] * z) ** 2
    return inside


def outside(scene: Scene) -> Iterator[str]:
    """Yield the names of things that reach out of their bag."""
    low, high = scene.of(SHELL).bounds()
    for k, thing in enumerate(scene.things):
        slack = SOFT_SLACK_CM if thing.model.is_soft else SLACK_CM
        thing_low, thing_high = scene.of(k).bounds()
        if (thing_low < low - slack).any() or (thing_high > high + slack).any():
            yield thing.model.name


def colliding(scene: Scene, rng: np.random.Generator) -> Iterator[str]:
    """Yield pairs of hard things of which one is partly where the other is."""
    hard = [k for k, thing in enumerate(scene.things) if not thing.model.is_soft]
    parts = {k: scene.of(k) for k in hard}
    boxes = {k: part.bounds() for k, part in parts.items()}
    for one in hard:
        low, high = boxes[one]
        points = rng.uniform(low, high, (8 * _POINTS, 3))
        points = points[matter_at(parts[one], points)][:_POINTS]
        for other in hard:
            if other == one or not len(points) or not _boxes_meet(boxes[one], boxes[other]):
                continue
            if matter_at(parts[other], points).mean() > SHARE_INSIDE:
                yield f"{scene.things[one].model.name} in {scene.things[other].model.name}"


def floating(scene: Scene) -> Iterator[str]:
    """Yield the names of things with more than a gap of air below them."""
    boxes = [scene.of(k).bounds() for k in range(len(scene.things))]
    floor = bag_named(scene.bag).inside_at
    for k, (low, high) in enumerate(boxes):
        tops = [
            other_high[2]
            for j, (other_low, other_high) in enumerate(boxes)
            if j != k
            and (other_low[:2] < high[:2]).all()
            and (low[:2] < other_high[:2]).all()
            and other_low[2] < low[2]
        ]
        if low[2] - max([floor, *tops]) > GAP_CM:
            yield scene.things[k].model.name


def _boxes_meet(one: Floats, other: Floats) -> bool:
    return bool((one[0] < other[1]).all() and (other[0] < one[1]).all())
