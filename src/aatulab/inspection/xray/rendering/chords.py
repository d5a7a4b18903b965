"""Add the way of one row's rays through one solid: lengths in closed form, many columns at once.

In a solid's own frame a ray of the row is `l + x·a + t·d`: x runs along the belt, t along the ray,
in cm.  For each kind of solid entry and exit follow from linear and quadratic conditions whose
coefficients are the same for the whole row (Kay & Kajiya 1986 for slabs; Glassner 1989, An
Introduction to Ray Tracing, for quadrics); only x changes in the inner loops.
"""

from typing import NamedTuple

import numpy as np

from aatulab.inspection.xray.arrays import Floats, Singles, Whole
from aatulab.inspection.xray.compiled import inner
from aatulab.inspection.xray.models.solids import BOX, CAPSULE, ELLIPSOID, PILLOW

Axis = tuple[float, float, float]  # l, a and d of one axis of a solid
Axes = tuple[Axis, Axis, Axis]
Slab = tuple[np.float32, np.float32, np.float32]
Quadric = tuple[np.float32, np.float32, np.float32, np.float32, np.float32, np.float32]
HalfSpace = tuple[np.float32, np.float32, np.float32, np.float32]

BLOCK = 16  # columns that are worked on together; a row of rays is padded to whole blocks
_BLOCK = np.uint64(BLOCK)  # never negative, so that numba needs not look for places from the end
FOLD_SIDE = 128  # of the square table of creases; a power of two
_FOLD_MASK = np.int32(FOLD_SIDE - 1)
_FOLD_STEP = FOLD_SIDE / 16  # the table holds eight creases, and a solid is two units wide
_FOLDS_ON = 64.0 * FOLD_SIDE  # keeps places positive
_FAR = np.float32(1e9)
_ZERO = np.float32(0.0)
_ONE = np.float32(1.0)
_TWO = np.float32(2.0)
_FLAT = 1e-7  # a ray that runs along a face is tilted by this much


class Pieces(NamedTuple):
    """Solids as numba takes them; the fields are those of `Solids`."""

    kind: Whole
    centre: Floats
    axes: Floats
    extent: Floats
    extra: Floats
    mu: Singles


class Belt(NamedTuple):
    """Where the columns of a picture lie, in cm, and the creases of cloth."""

    columns: Singles  # padded to whole blocks
    width: int  # how many of them the picture has
    pitch: float
    folds: Singles  # (FOLD_SIDE, FOLD_SIDE), -1 to 1


class Part(NamedTuple):
    """The blocks of a row that a solid reaches, its middle, and how strongly it weakens."""

    first: np.uint64
    last: np.uint64
    n: int  # which solid
    at: np.float32
    mu: tuple[np.float32, np.float32, np.float32]


@inner
def add_solid(
    depth: Singles, row: np.uint64, room: Singles, n: int, pieces: Pieces, ray: Floats, belt: Belt
) -> None:
    """Add one solid to a row of `depth` (rows, bins, columns), the optical depths at each energy.

    `room` is one more row to work in.  Whole blocks are worked on; beside the solid its rays are
    of length 0, so that adds nothing.
    """
    # t is 0 where the ray passes nearest to the solid's centre: single precision is then enough
    nearest = (pieces.centre[n, 1] - ray[0]) * ray[2] + (pieces.centre[n, 2] - ray[1]) * ray[3]
    y = ray[0] + nearest * ray[2] - pieces.centre[n, 1]
    z = ray[1] + nearest * ray[3] - pieces.centre[n, 2]
    axes = (
        _axis(pieces, n, 0, y, z, ray),
        _axis(pieces, n, 1, y, z, ray),
        _axis(pieces, n, 2, y, z, ray),
    )
    low, high = _reach(axes, pieces.extent[n, 0], pieces.extent[n, 1], pieces.extent[n, 2])
    start = pieces.centre[n, 0] - belt.columns[0]
    first = max((start + low) / belt.pitch, 0.0)
    last = min((start + high) / belt.pitch, belt.width - 1.0)
    if first > last:
        return
    part = Part(
        np.uint64(first) // _BLOCK,
        np.uint64(last) // _BLOCK + np.uint64(1),
        n,
        np.float32(pieces.centre[n, 0]),
        (pieces.mu[n, 0], pieces.mu[n, 1], pieces.mu[n, 2]),
    )
    kind = pieces.kind[n]
    if kind == BOX:
        _add_box(depth, row, belt.columns, axes, part)
    elif kind == ELLIPSOID:
        _add_ellipsoid(depth, row, belt.columns, axes, part)
    elif kind == PILLOW:
        _add_pillow(depth, row, room, belt, axes, part, pieces.extra)
    elif kind == CAPSULE:
        _add_capsule(depth, row, belt.columns, axes, part, pieces.extra[n, 0])
    else:
        _add_tube(depth, row, belt.columns, axes, part, pieces.extra)


@inner
def _axis(pieces: Pieces, n: int, k: int, y: float, z: float, ray: Floats) -> Axis:
    along_y, along_z = pieces.axes[n, k, 1], pieces.axes[n, k, 2]
    return (
        along_y * y + along_z * z,
        pieces.axes[n, k, 0],
        along_y * ray[2] + along_z * ray[3],
    )


@inner
def _reach(axes: Axes, x: float, y: float, z: float) -> tuple[float, float]:
    """Return from which x to which x rays meet the box |local| <= extent (t is eliminated)."""
    first = _between(axes[0], axes[1], x, y)
    second = _between(axes[1], axes[2], y, z)
    third = _between(axes[2], axes[0], z, x)
    return max(first[0], second[0], third[0]), min(first[1], second[1], third[1])


@inner
def _between(one: Axis, other: Axis, extent: float, across: float) -> tuple[float, float]:
    middle = other[2] * one[0] - one[2] * other[0]
    slope = other[2] * one[1] - one[2] * other[1]
    width = extent * abs(other[2]) + across * abs(one[2])
    if abs(slope) < 1e-12:
        return (1e9, -1e9) if abs(middle) > width else (-1e9, 1e9)
    centre, half = -middle / slope, width / abs(slope)
    return centre - half, centre + half


@inner
def _slab(axis: Axis) -> Slab:
    """Return middle at x = 0, slope over x and half length of the t inside |local| <= 1."""
    along = axis[2]
    if abs(along) < _FLAT:
        along = _FLAT
    return (
        np.float32(-axis[0] / along),
        np.float32(-axis[1] / along),
        np.float32(abs(1.0 / along)),
    )


@inner
def _add_box(depth: Singles, row: np.uint64, columns: Singles, axes: Axes, part: Part) -> None:
    m0, s0, h0 = _slab(axes[0])
    m1, s1, h1 = _slab(axes[1])
    m2, s2, h2 = _slab(axes[2])
    u0, u1, u2 = part.mu
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            u = columns[j] - part.at
            t0, t1, t2 = m0 + s0 * u, m1 + s1 * u, m2 + s2 * u
            enter = max(t0 - h0, t1 - h1, t2 - h2)
            leave = min(t0 + h0, t1 + h1, t2 + h2)
            length = max(leave - enter, _ZERO)
            depth[row, 0, j] += u0 * length
            depth[row, 1, j] += u1 * length
            depth[row, 2, j] += u2 * length


@inner
def _quadric(axes: Axes, last_sign: float, inner: float) -> Quadric:
    """Return a, b0, b1, c0, c1, c2 of `a t² + 2 (b0 + b1 x) t + c0 + c1 x + c2 x² <= 0`.

    The body is local 0² + local 1² + last_sign · local 2² <= inner.
    """
    (l0, a0, d0), (l1, a1, d1), (l2, a2, d2) = axes
    s0, s1, s2 = last_sign * l2, last_sign * a2, last_sign * d2
    a = d0 * d0 + d1 * d1 + s2 * d2
    if abs(a) < _FLAT:
        a = _FLAT
    return (
        np.float32(a),
        np.float32(d0 * l0 + d1 * l1 + s2 * l2),
        np.float32(d0 * a0 + d1 * a1 + s2 * a2),
        np.float32(l0 * l0 + l1 * l1 + s0 * l2 - inner),
        np.float32(2 * (l0 * a0 + l1 * a1 + s0 * a2)),
        np.float32(a0 * a0 + a1 * a1 + s1 * a2),
    )


@inner
def _add_ellipsoid(
    depth: Singles, row: np.uint64, columns: Singles, axes: Axes, part: Part
) -> None:
    a, b0, b1, c0, c1, c2 = _quadric(axes, 1.0, 1.0)
    u0, u1, u2 = part.mu
    twice = _TWO / a
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            u = columns[j] - part.at
            b = b0 + b1 * u
            c = c0 + (c1 + c2 * u) * u
            length = np.sqrt(max(b * b - a * c, _ZERO)) * twice
            depth[row, 0, j] += u0 * length
            depth[row, 1, j] += u1 * length
            depth[row, 2, j] += u2 * length


@inner
def _add_pillow(
    depth: Singles,
    row: np.uint64,
    room: Singles,
    belt: Belt,
    axes: Axes,
    part: Part,
    extra: Floats,
) -> None:
    a, b0, b1, c0, c1, c2 = _quadric(axes, 1.0, extra[part.n, 0] * extra[part.n, 0])
    m0, s0, h0 = _slab(axes[0])
    m1, s1, h1 = _slab(axes[1])
    m2, s2, h2 = _slab(axes[2])
    per_a, columns = _ONE / a, belt.columns
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            u = columns[j] - part.at
            t0, t1, t2 = m0 + s0 * u, m1 + s1 * u, m2 + s2 * u
            b = b0 + b1 * u
            c = c0 + (c1 + c2 * u) * u
            root = np.sqrt(max(b * b - a * c, _ZERO))
            enter = max(t0 - h0, t1 - h1, t2 - h2, (-b - root) * per_a)
            leave = min(t0 + h0, t1 + h1, t2 + h2, (root - b) * per_a)
            room[j] = max(leave - enter, _ZERO)
    if extra[part.n, 1] > 0.0:
        _crease(room, belt, axes, part, extra)
    u0, u1, u2 = part.mu
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            depth[row, 0, j] += u0 * room[j]
            depth[row, 1, j] += u1 * room[j]
            depth[row, 2, j] += u2 * room[j]


@inner
def _crease(length: Singles, belt: Belt, axes: Axes, part: Part, extra: Floats) -> None:
    """Make cloth thicker and thinner by its creases, where the ray passes its middle."""
    (l0, a0, _), (l1, a1, _), (l2, a2, _) = axes
    across, along = extra[part.n, 2] * _FOLD_STEP, extra[part.n, 3] * _FOLD_STEP
    p0 = np.float32(l0 * across + extra[part.n, 4] * 37.0 + _FOLDS_ON)
    p1 = np.float32(a0 * across)
    q0 = np.float32((l1 + l2) * along + extra[part.n, 4] * 53.0 + _FOLDS_ON)
    q1 = np.float32((a1 + a2) * along)
    deep, columns, table = np.float32(extra[part.n, 1]), belt.columns, belt.folds
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            u = columns[j] - part.at
            x = np.uint32(np.int32(p0 + p1 * u) & _FOLD_MASK)
            y = np.uint32(np.int32(q0 + q1 * u) & _FOLD_MASK)
            length[j] *= _ONE + deep * table[y, x]


@inner
def _half_space(axes: Axes, lean_x: float, lean_y: float, side: float) -> HalfSpace:
    """Return how `side · (local 2 - lean_x local 0 - lean_y local 1) <= 1` bounds t.

    First from below, then from above; each bound is a value at x = 0 and a slope over x.
    """
    (l0, a0, d0), (l1, a1, d1), (l2, a2, d2) = axes
    constant = side * (l2 - lean_x * l0 - lean_y * l1)
    slope = side * (a2 - lean_x * a0 - lean_y * a1)
    along = side * (d2 - lean_x * d0 - lean_y * d1)
    if abs(along) < _FLAT:
        along = _FLAT
    edge, lean = np.float32((1.0 - constant) / along), np.float32(-slope / along)
    if along > 0:
        return -_FAR, _ZERO, edge, lean
    return edge, lean, _FAR, _ZERO


@inner
def _add_tube(
    depth: Singles, row: np.uint64, columns: Singles, axes: Axes, part: Part, extra: Floats
) -> None:
    """A tube or cone, local 0² + local 1² <= (1 + taper·local 2)², between two leaning planes."""
    e0, e1, g0, g1 = _half_space(axes, extra[part.n, 1], extra[part.n, 2], 1.0)
    i0, i1, k0, k1 = _half_space(axes, extra[part.n, 3], extra[part.n, 4], -1.0)
    taper, (l2, a2, d2) = extra[part.n, 0], axes[2]
    wide = (axes[0], axes[1], (1.0 + taper * l2, taper * a2, taper * d2))
    a, b0, b1, c0, c1, c2 = _quadric(wide, -1.0, 0.0)
    u0, u1, u2 = part.mu
    per_a = _ONE / a
    if a > _ZERO:
        for block in range(part.first, part.last):
            for k in range(_BLOCK):
                j = block * _BLOCK + k
                u = columns[j] - part.at
                b = b0 + b1 * u
                c = c0 + (c1 + c2 * u) * u
                root = np.sqrt(max(b * b - a * c, _ZERO)) * per_a
                enter = max(e0 + e1 * u, i0 + i1 * u, -b * per_a - root)
                leave = min(g0 + g1 * u, k0 + k1 * u, root - b * per_a)
                length = max(leave - enter, _ZERO)
                depth[row, 0, j] += u0 * length
                depth[row, 1, j] += u1 * length
                depth[row, 2, j] += u2 * length
        return
    # looking steeply into a cone: inside before the first root, and after
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            u = columns[j] - part.at
            b = b0 + b1 * u
            c = c0 + (c1 + c2 * u) * u
            root = np.sqrt(max(b * b - a * c, _ZERO)) * per_a
            enter = max(e0 + e1 * u, i0 + i1 * u)
            leave = min(g0 + g1 * u, k0 + k1 * u)
            before = min(leave, root - b * per_a) - enter
            after = leave - max(enter, -b * per_a - root)
            length = max(before, _ZERO) + max(after, _ZERO)
            depth[row, 0, j] += u0 * length
            depth[row, 1, j] += u1 * length
            depth[row, 2, j] += u2 * length


@inner
def _add_capsule(
    depth: Singles, row: np.uint64, columns: Singles, axes: Axes, part: Part, long: float
) -> None:
    """A tube of radius 1 with a half ball at each end: convex, so first entry to last exit."""
    d, b0, b1, c0, c1, c2 = _quadric(axes, 0.0, 1.0)
    l2, a2, d2 = axes[2]
    a, p0, p1, r0, r1, r2 = _quadric((axes[0], axes[1], (l2 - long, a2, d2)), 1.0, 1.0)
    _, q0, q1, s0, s1, s2 = _quadric((axes[0], axes[1], (l2 + long, a2, d2)), 1.0, 1.0)
    middle, lean, half = _slab((l2 / long, a2 / long, d2 / long))
    u0, u1, u2 = part.mu
    per_a, per_d = _ONE / a, _ONE / d
    for block in range(part.first, part.last):
        for k in range(_BLOCK):
            j = block * _BLOCK + k
            u = columns[j] - part.at
            b = b0 + b1 * u
            inside = b * b - d * (c0 + (c1 + c2 * u) * u)
            root = np.sqrt(max(inside, _ZERO)) * per_d
            enter = max(-b * per_d - root, middle + lean * u - half)
            leave = min(root - b * per_d, middle + lean * u + half)
            is_hit = leave > enter
            enter, leave = (enter, leave) if is_hit else (_FAR, -_FAR)
            b = p0 + p1 * u
            inside = b * b - a * (r0 + (r1 + r2 * u) * u)
            root = np.sqrt(max(inside, _ZERO)) * per_a
            enter = min(enter, -b * per_a - root) if inside > _ZERO else enter
            leave = max(leave, root - b * per_a) if inside > _ZERO else leave
            b = q0 + q1 * u
            inside = b * b - a * (s0 + (s1 + s2 * u) * u)
            root = np.sqrt(max(inside, _ZERO)) * per_a
            enter = min(enter, -b * per_a - root) if inside > _ZERO else enter
            leave = max(leave, root - b * per_a) if inside > _ZERO else leave
            length = max(leave - enter, _ZERO)
            depth[row, 0, j] += u0 * length
            depth[row, 1, j] += u1 * length
            depth[row, 2, j] += u2 * length
