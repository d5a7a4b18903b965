"""Make the shapes that an object file may name, from box and ellipsoid to wire, ring and coil.

All are convex pieces whose length along a ray has a closed form.  A bent shape is a chain of tubes
cut at the bisecting plane of each bend, so that neighbours touch and never overlap; a ring is such
a chain closed to a polygon with the ring's own length.  Sizes are full sizes in cm; round shapes
stand along z.  `grow` makes a shape's hollow: the same shape, smaller all round by a wall.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models.solids import (
    BOX,
    CAPSULE,
    ELLIPSOID,
    PILLOW,
    TUBE,
    Solids,
    joined,
    solid,
)

# a shape of a material, larger on every side by `grow` cm (smaller when negative)
Shape = Callable[[Floats, float], Solids]

THINNEST_CM = 0.11  # a pixel and a bit: what is thinner is drawn wider, with the same mass
_RING_PIECES = (8, 20)  # of a small and of a large ring
_COIL_PIECES = 8  # for each turn
_STEEPEST = 2.0  # of a cut at a bend, so that a sharp bend grows no spike


def box(x: float, y: float, z: float) -> Shape:
    """Return a box with full sizes x, y, z."""
    return lambda mu, grow: solid(BOX, _halves((x, y, z), grow), mu)


def ellipsoid(x: float, y: float, z: float) -> Shape:
    """Return an ellipsoid with diameters x, y, z."""
    return lambda mu, grow: solid(ELLIPSOID, _halves((x, y, z), grow), mu)


def pillow(
    size: Sequence[float], roundness: float, folds: float, waves: float, phase: float
) -> Shape:
    """Return a box with rounded edges, as of cloth; `folds` is the depth of its creases, 0 to 1.

    `roundness` 1.05 is nearly an ellipsoid, 1.6 nearly a box; `waves` counts the creases across.
    """

    def make(mu: Floats, grow: float) -> Solids:
        extra = (roundness, folds, waves, 0.6 * waves, phase)
        return solid(PILLOW, _halves(size, grow), mu, extra=extra)

    return make


def tube(x: float, y: float, length: float, *, taper: float = 0.0, is_open: bool = False) -> Shape:
    """Return a straight tube along z with diameters x and y; at its ends 1 - taper and 1 + taper.

    The hollow of an open tube goes through from end to end.
    """

    def make(mu: Floats, grow: float) -> Solids:
        half_x, half_y, half_z = _halves((x, y, length), grow)
        half_z = length / 2 if is_open else half_z
        slope = taper * (half_z / length) * (x / half_x)  # the hollow narrows as its wall does
        wide = 1 + abs(slope)
        half = (half_x, half_y, half_z)
        return solid(TUBE, half, mu, extent=(wide, wide, 1.0), extra=(slope,))

    return make


def capsule(diameter: float, length: float) -> Shape:
    """Return a tube with round ends along z; `length` includes the ends."""

    def make(mu: Floats, grow: float) -> Solids:
        radius = diameter / 2 + grow
        straight = (length - diameter) / 2 / radius
        return solid(CAPSULE, (radius,) * 3, mu, extent=(1, 1, 1 + straight), extra=(straight,))

    return make


def wire(points: npt.ArrayLike, thick: Sequence[float], *, closed: bool = False) -> Shape:
    """Return a bent tube through points (n, 3); its diameter runs from the first to the last thick.

    A wire thinner than a pixel is drawn a pixel wide and weaker, with the same mass.
    """
    path = np.asarray(points, dtype=float)

    def make(mu: Floats, grow: float) -> Solids:
        along = path if not closed else np.vstack([path, path[:1]])
        ends = np.linspace(thick[0] / 2, thick[-1] / 2, len(along)) + grow
        steps = np.diff(along, axis=0)
        lengths = np.linalg.norm(steps, axis=1)
        ways = steps / lengths[:, None]
        cuts = _cuts(ways, closed=closed)
        return joined(
            [
                _piece(along[k], along[k + 1], ends[k : k + 2], cuts[k : k + 2], mu)
                for k in range(len(steps))
            ]
        )

    return make


def smooth(points: Floats) -> Floats:
    """Return a path through the same points with two more on each step (Catmull and Rom 1974)."""
    before, after = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    a, b, c, d = (np.vstack([before, points, after])[k : k + len(points) - 1] for k in range(4))
    curves = [
        b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
        for t in (0.0, 1 / 3, 2 / 3)
    ]
    path: Floats = np.vstack([np.stack(curves, axis=1).reshape(-1, 3), points[-1:]])
    return path


def ring(x: float, y: float, thick: float) -> Shape:
    """Return a closed ring in the xy plane; x and y are the diameters of its middle line."""
    pieces = int(np.clip(6 + 1.4 * max(x, y), *_RING_PIECES))
    # the polygon is a little larger than the ring, so that its length and mass are the ring's
    reach = (np.pi / pieces) / np.sin(np.pi / pieces) / 2
    angles = np.arange(pieces) * 2 * np.pi / pieces
    around = np.column_stack([x * np.cos(angles), y * np.sin(angles), 0 * angles]) * reach
    return wire(around, (thick,), closed=True)


def coil(diameter: float, length: float, turns: float, thick: float) -> Shape:
    """Return a helix along z: a spring, a coiled cable."""
    pieces = max(4, round(turns * _COIL_PIECES))
    share = np.linspace(0, 1, pieces + 1)
    angles = share * turns * 2 * np.pi
    path = [diameter / 2 * np.cos(angles), diameter / 2 * np.sin(angles), (share - 0.5) * length]
    return wire(np.column_stack(path), (thick,))


def _halves(size: Sequence[float], grow: float) -> tuple[float, ...]:
    return tuple(max(full / 2 + grow, 1e-3) for full in size)


def _cuts(ways: Floats, *, closed: bool) -> Floats:
    """Return (n + 1, 3): the normal of the plane at each joint, square to the wire at open ends."""
    before = np.vstack([ways[-1:] if closed else ways[:1], ways])
    after = np.vstack([ways, ways[:1] if closed else ways[-1:]])
    normals: Floats = before + after
    lengths = np.sqrt((normals**2).sum(axis=1, keepdims=True))
    unit: Floats = normals / np.maximum(lengths, 1e-9)
    return unit


def _piece(start: Floats, end: Floats, radii: Floats, cuts: Floats, mu: Floats) -> Solids:
    middle = radii.mean()
    drawn = max(middle, THINNEST_CM / 2)
    half = float(np.linalg.norm(end - start)) / 2
    frame = _frame((end - start) / (2 * half))
    taper = (radii[1] - radii[0]) / 2 / middle
    (px, py), (qx, qy) = (_slope(frame, normal, drawn / half) for normal in (cuts[1], cuts[0]))
    wide = 1 + abs(taper)
    long = 1 + wide * max(np.hypot(px, py), np.hypot(qx, qy))
    piece = solid(
        TUBE,
        (drawn, drawn, half),
        mu * (middle / drawn) ** 2,
        extent=(wide, wide, long),
        extra=(taper, px, py, qx, qy),
    )
    return piece.moved(frame, (start + end) / 2)


def _slope(frame: Floats, normal: Floats, flatness: float) -> tuple[float, float]:
    """Return how the end plane z = ±1 + a x + b y leans, in units of the piece's own frame."""
    x, y, z = frame.T @ normal
    lean = np.clip(np.array([-x, -y]) / max(abs(z), 1e-3) * np.sign(z), -_STEEPEST, _STEEPEST)
    return float(lean[0] * flatness), float(lean[1] * flatness)


def _frame(way: Floats) -> Floats:
    """Return a rotation whose third column is `way`."""
    helper = np.eye(3)[int(np.argmin(np.abs(way)))]
    across = np.cross(helper, way)
    across /= np.linalg.norm(across)
    return np.column_stack([across, np.cross(way, across), way])
