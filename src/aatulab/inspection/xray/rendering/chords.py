"""Add the way of one row's rays through one solid: lengths in closed form, many columns at once.

In a solid's own frame a ray of the row is `l + x·a + t·d`: x runs along the belt, t along the ray,
in cm.  For each kind of solid entry and exit follow from linear and quadratic conditions whose
coefficients are the same for the whole row (Kay & Kajiya 1986 for slabs; Glassner 1989, An
Introduction to Ray Tracing, for quadrics); only x changes in the inner loops.
"""

import math
from typing import NamedTuple

import numpy as np

from aatulab.inspection.xray.arrays import Floats, Singles, Whole
from aatulab.inspection.xray.compiled import compiled
from aatulab.inspection.xray.models.solids import BOX, CAPSULE, ELLIPSOID, PILLOW

Rows = tuple[Singles, Singles, Singles]
Quadric = tuple[np.float32, np.float32, np.float32, np.float32, np.float32, np.float32]
HalfSpace = tuple[np.float32, np.float32, np.float32, np.float32]

FOLD_SIDE = 128  # of the square table of creases; a power of two
_FOLD_MASK = np.int32(FOLD_SIDE - 1)
_FOLD_STEP = FOLD_SIDE / 16  # the table holds eight creases, and a solid is two units wide
_FOLDS_ON = 64.0 * FOLD_SIDE  # keeps places positive
_FAR = np.float32(1e9)
_ZERO = np.float32(0.0)
_ONE = np.float32(1.0)
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

    columns: Singles
    pitch: float
    folds: Singles  # (FOLD_SIDE, FOLD_SIDE), -1 to 1


@compiled
def add_solid(
    depth: Singles, n: int, pieces: Pieces, ray: Floats, belt: Belt, line: Floats
) -> None:
    """Add one solid to `depth` (bins, columns), the optical depths of one row of the picture.

    `line` (3, 3) is room to work in: for each of the solid's axes l, a and d.
    """
    centre, axes, extent = pieces.centre[n], pieces.axes[n], pieces.extent[n]
    # t is 0 where the ray passes nearest to the solid's centre: single precision is then enough
    nearest = (centre[1] - ray[0]) * ray[2] + (centre[2] - ray[1]) * ray[3]
    y = ray[0] + nearest * ray[2] - centre[1]
    z = ray[1] + nearest * ray[3] - centre[2]
    for k in range(3):
        line[k, 0] = axes[k, 1] * y + axes[k, 2] * z
        line[k, 1] = axes[k, 0]
        line[k, 2] = axes[k, 1] * ray[2] + axes[k, 2] * ray[3]
    low, high = _reach(line, extent)
    start = centre[0] - belt.columns[0]
    first = max(math.ceil((start + low) / belt.pitch), 0)
    last = min(math.floor((start + high) / belt.pitch) + 1, belt.columns.size)
    if first >= last:
        return
    x, at = belt.columns[first:last], np.float32(centre[0])
    # rows of their own, not of a block: only what lies in one piece is worked on many at once
    rows = (depth[0, first:last], depth[1, first:last], depth[2, first:last])
    kind, mu, extra = pieces.kind[n], pieces.mu[n], pieces.extra[n]
    if kind == BOX:
        _add_box(rows, x, at, line, mu)
    elif kind == ELLIPSOID:
        _add_ellipsoid(rows, x, at, line, mu)
    elif kind == PILLOW:
        _add_pillow(rows, x, at, line, mu, extra, belt.folds)
    elif kind == CAPSULE:
        _add_capsule(rows, x, at, line, mu, extra)
    else:
        _add_tube(rows, x, at, line, mu, extra)


@compiled
def _reach(line: Floats, extent: Floats) -> tuple[float, float]:
    """Return from which x to which x rays meet the box |local| <= extent (t is eliminated)."""
    low, high = -1e9, 1e9
    for i in range(3):
        k = (i + 1) % 3
        middle = line[k, 2] * line[i, 0] - line[i, 2] * line[k, 0]
        slope = line[k, 2] * line[i, 1] - line[i, 2] * line[k, 1]
        width = extent[i] * abs(line[k, 2]) + extent[k] * abs(line[i, 2])
        if abs(slope) < 1e-12:
            if abs(middle) > width:
                return 1.0, 0.0
            continue
        one, other = (-width - middle) / slope, (width - middle) / slope
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return low, high


@compiled
def _slab(line: Floats, k: int) -> tuple[float, float, float]:
    """Return middle at x = 0, slope over x and half length of the t inside |local k| <= 1."""
    along = line[k, 2]
    if abs(along) < _FLAT:
        along = _FLAT
    return -line[k, 0] / along, -line[k, 1] / along, abs(1.0 / along)


@compiled
def _single(values: tuple[float, float, float]) -> tuple[np.float32, np.float32, np.float32]:
    return np.float32(values[0]), np.float32(values[1]), np.float32(values[2])


@compiled
def _add_box(rows: Rows, x: Singles, at: np.float32, line: Floats, mu: Singles) -> None:
    m0, s0, h0 = _single(_slab(line, 0))
    m1, s1, h1 = _single(_slab(line, 1))
    m2, s2, h2 = _single(_slab(line, 2))
    first, second, third = rows
    u0, u1, u2 = mu[0], mu[1], mu[2]
    for j in range(x.size):
        u = x[j] - at
        t0, t1, t2 = m0 + s0 * u, m1 + s1 * u, m2 + s2 * u
        enter = max(t0 - h0, t1 - h1, t2 - h2)
        leave = min(t0 + h0, t1 + h1, t2 + h2)
        length = max(leave - enter, _ZERO)
        first[j] += u0 * length
        second[j] += u1 * length
        third[j] += u2 * length


@compiled
def _quadric(line: Floats, last_sign: float, inner: float) -> Quadric:
    """Return a, b0, b1, c0, c1, c2 of `a t² + 2 (b0 + b1 x) t + c0 + c1 x + c2 x² <= 0`.

    The body is local 0² + local 1² + last_sign · local 2² <= inner.
    """
    a, b0, b1, c0, c1, c2 = 0.0, 0.0, 0.0, -inner, 0.0, 0.0
    for k in range(3):
        sign = last_sign if k == 2 else 1.0
        a += sign * line[k, 2] * line[k, 2]
        b0 += sign * line[k, 2] * line[k, 0]
        b1 += sign * line[k, 2] * line[k, 1]
        c0 += sign * line[k, 0] * line[k, 0]
        c1 += sign * line[k, 0] * line[k, 1] * 2
        c2 += sign * line[k, 1] * line[k, 1]
    if abs(a) < _FLAT:
        a = _FLAT
    return (
        np.float32(a),
        np.float32(b0),
        np.float32(b1),
        np.float32(c0),
        np.float32(c1),
        np.float32(c2),
    )


@compiled
def _add_ellipsoid(rows: Rows, x: Singles, at: np.float32, line: Floats, mu: Singles) -> None:
    a, b0, b1, c0, c1, c2 = _quadric(line, 1.0, 1.0)
    first, second, third = rows
    u0, u1, u2 = mu[0], mu[1], mu[2]
    twice = np.float32(2.0) / a
    for j in range(x.size):
        u = x[j] - at
        b = b0 + b1 * u
        c = c0 + (c1 + c2 * u) * u
        length = np.sqrt(max(b * b - a * c, _ZERO)) * twice
        first[j] += u0 * length
        second[j] += u1 * length
        third[j] += u2 * length


@compiled
def _add_pillow(
    rows: Rows, x: Singles, at: np.float32, line: Floats, mu: Singles, extra: Floats, folds: Singles
) -> None:
    a, b0, b1, c0, c1, c2 = _quadric(line, 1.0, extra[0] * extra[0])
    m0, s0, h0 = _single(_slab(line, 0))
    m1, s1, h1 = _single(_slab(line, 1))
    m2, s2, h2 = _single(_slab(line, 2))
    per_a = _ONE / a
    length = np.empty(x.size, np.float32)
    for j in range(x.size):
        u = x[j] - at
        t0, t1, t2 = m0 + s0 * u, m1 + s1 * u, m2 + s2 * u
        b = b0 + b1 * u
        c = c0 + (c1 + c2 * u) * u
        root = np.sqrt(max(b * b - a * c, _ZERO))
        enter = max(t0 - h0, t1 - h1, t2 - h2, (-b - root) * per_a)
        leave = min(t0 + h0, t1 + h1, t2 + h2, (root - b) * per_a)
        length[j] = max(leave - enter, _ZERO)
    if extra[1] > 0.0:
        _crease(length, x, at, line, extra, folds)
    first, second, third = rows
    u0, u1, u2 = mu[0], mu[1], mu[2]
    for j in range(x.size):
        first[j] += u0 * length[j]
        second[j] += u1 * length[j]
        third[j] += u2 * length[j]


@compiled
def _crease(
    length: Singles, x: Singles, at: np.float32, line: Floats, extra: Floats, folds: Singles
) -> None:
    """Make cloth thicker and thinner by its creases, where the ray passes its middle."""
    across, along = extra[2] * _FOLD_STEP, extra[3] * _FOLD_STEP
    p0 = np.float32(line[0, 0] * across + extra[4] * 37.0 + _FOLDS_ON)
    p1 = np.float32(line[0, 1] * across)
    q0 = np.float32((line[1, 0] + line[2, 0]) * along + extra[4] * 53.0 + _FOLDS_ON)
    q1 = np.float32((line[1, 1] + line[2, 1]) * along)
    place = np.empty(x.size, np.int32)
    for j in range(x.size):
        u = x[j] - at
        column = np.int32(p0 + p1 * u) & _FOLD_MASK
        row = np.int32(q0 + q1 * u) & _FOLD_MASK
        place[j] = row * np.int32(FOLD_SIDE) + column
    depth = np.float32(extra[1])
    table = folds.ravel()
    for j in range(x.size):
        length[j] *= _ONE + depth * table[place[j]]


@compiled
def _half_space(line: Floats, lean_x: float, lean_y: float, side: float) -> HalfSpace:
    """Return how `side · (local 2 - lean_x local 0 - lean_y local 1) <= 1` bounds t.

    First from below, then from above; each bound is a value at x = 0 and a slope over x.
    """
    constant = side * (line[2, 0] - lean_x * line[0, 0] - lean_y * line[1, 0])
    slope = side * (line[2, 1] - lean_x * line[0, 1] - lean_y * line[1, 1])
    along = side * (line[2, 2] - lean_x * line[0, 2] - lean_y * line[1, 2])
    if abs(along) < _FLAT:
        along = _FLAT
    edge, lean = np.float32((1.0 - constant) / along), np.float32(-slope / along)
    if along > 0:
        return -_FAR, _ZERO, edge, lean
    return edge, lean, _FAR, _ZERO


@compiled
def _add_tube(
    rows: Rows, x: Singles, at: np.float32, line: Floats, mu: Singles, extra: Floats
) -> None:
    """A tube or cone, local 0² + local 1² <= (1 + taper·local 2)², between two leaning planes."""
    e0, e1, g0, g1 = _half_space(line, extra[1], extra[2], 1.0)
    i0, i1, k0, k1 = _half_space(line, extra[3], extra[4], -1.0)
    for k in range(3):
        line[2, k] *= extra[0]
    line[2, 0] += 1.0
    a, b0, b1, c0, c1, c2 = _quadric(line, -1.0, 0.0)
    first, second, third = rows
    u0, u1, u2 = mu[0], mu[1], mu[2]
    per_a = _ONE / a
    if a > _ZERO:
        for j in range(x.size):
            u = x[j] - at
            b = b0 + b1 * u
            c = c0 + (c1 + c2 * u) * u
            root = np.sqrt(max(b * b - a * c, _ZERO)) * per_a
            enter = max(e0 + e1 * u, i0 + i1 * u, -b * per_a - root)
            leave = min(g0 + g1 * u, k0 + k1 * u, root - b * per_a)
            length = max(leave - enter, _ZERO)
            first[j] += u0 * length
            second[j] += u1 * length
            third[j] += u2 * length
        return
    for j in range(x.size):  # looking steeply into a cone: inside before the first root, and after
        u = x[j] - at
        b = b0 + b1 * u
        c = c0 + (c1 + c2 * u) * u
        root = np.sqrt(max(b * b - a * c, _ZERO)) * per_a
        enter = max(e0 + e1 * u, i0 + i1 * u)
        leave = min(g0 + g1 * u, k0 + k1 * u)
        before = min(leave, root - b * per_a) - enter
        after = leave - max(enter, -b * per_a - root)
        length = max(before, _ZERO) + max(after, _ZERO)
        first[j] += u0 * length
        second[j] += u1 * length
        third[j] += u2 * length


@compiled
def _add_capsule(
    rows: Rows, x: Singles, at: np.float32, line: Floats, mu: Singles, extra: Floats
) -> None:
    """A tube of radius 1 with a half ball at each end: convex, so first entry to last exit."""
    d, b0, b1, c0, c1, c2 = _quadric(line, 0.0, 1.0)
    line[2, 0] -= extra[0]
    a, p0, p1, r0, r1, r2 = _quadric(line, 1.0, 1.0)
    line[2, 0] += 2 * extra[0]
    _, q0, q1, s0, s1, s2 = _quadric(line, 1.0, 1.0)
    line[2, 0] -= extra[0]
    for k in range(3):
        line[2, k] /= extra[0]
    middle, lean, half = _single(_slab(line, 2))
    first, second, third = rows
    u0, u1, u2 = mu[0], mu[1], mu[2]
    per_a, per_d = _ONE / a, _ONE / d
    for j in range(x.size):
        u = x[j] - at
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
        first[j] += u0 * length
        second[j] += u1 * length
        third[j] += u2 * length
