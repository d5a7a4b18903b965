"""Let objects sink to the floor of a bag: each one where it comes to lie lowest and steadiest.

The bag's content is a map of heights.  For each object, in turn, a few places are tried; at each it
lies on the highest thing below its footprint, and the place where it ends lowest, with least air
beneath it, wins.  So hard objects never run into each other.  Soft ones give way: what
comes later sinks into them, and they lie down on what is uneven.
"""

import numpy as np

from aatulab.inspection.xray.arrays import Flags, Floats
from aatulab.inspection.xray.compiled import compiled, inner

Spot = tuple[float, float, float, float, float, float]

CELL_CM = 0.75
SOFT_HEIGHT = 0.55  # of a soft object's thickness is left under what lies on it
_TAKEN = 0.2  # a cell of which a thing covers less than this much stays free
_FLAT_CM = 0.01  # nothing lies lower than on the floor
_UNEVEN_CM = 1.0  # what lies this much lower bears nothing
_BEARING_SHARE = 0.12  # of a thing's footprint must rest on something
_ROUNDING = 1e-9
_AIR_WEIGHT = 1.0  # how much a centimetre of air below counts against a centimetre of height


@compiled
def settle(inside: Floats, half: Floats, is_soft: Flags, ceiling: Floats, tries: Floats) -> Floats:
    """Return (n, 5): x, y, z of each object's middle, its turn about z, and 1 if it found room.

    `inside` is the bag's length, width and height; `half` (n, 3) are half sizes and `ceiling` (n,)
    how high each may reach, in cm; `tries` (n, k, 3) hold two numbers from 0 to 1 for the place and
    an angle in radians.  The origin is the middle of the bag's floor.
    """
    heights = np.zeros((int(inside[0] / CELL_CM), int(inside[1] / CELL_CM)))
    placed = np.zeros((half.shape[0], 5))
    for n in range(half.shape[0]):
        best_score = 1e9
        room = ceiling[n] - 2 * half[n, 2]
        for k in range(tries.shape[1]):
            spot = _spot(inside, half[n], tries[n, k])
            # no score is below the highest point that the object lies on, but for rounding
            limit = min(2 * room, best_score + _ROUNDING) if is_soft[n] else min(room, best_score)
            top, mean = _support(heights, inside, half[n], spot, limit)
            floor = 0.5 * (top + mean) if is_soft[n] else top
            if top < 0.0 or floor > room:
                continue
            score = floor + _AIR_WEIGHT * (top - mean)
            if score < best_score:
                best_score = score
                placed[n, 0], placed[n, 1] = spot[0], spot[1]
                placed[n, 2], placed[n, 3], placed[n, 4] = floor + half[n, 2], tries[n, k, 2], 1.0
                if score < _FLAT_CM:
                    break
        if placed[n, 4] > 0.0:
            left = SOFT_HEIGHT if is_soft[n] else 1.0
            top = placed[n, 2] - half[n, 2] + 2 * half[n, 2] * left
            _raise(heights, inside, half[n], placed[n], top)
    return placed


@inner
def _spot(inside: Floats, half: Floats, place: Floats) -> Spot:
    """Return middle, turn and reach of a footprint, for a place from 0 to 1 and an angle."""
    cosine, sine = np.cos(place[2]), np.sin(place[2])
    wide = half[0] * abs(cosine) + half[1] * abs(sine)
    deep = half[0] * abs(sine) + half[1] * abs(cosine)
    x = (2 * place[0] - 1) * (inside[0] / 2 - wide)
    y = (2 * place[1] - 1) * (inside[1] / 2 - deep)
    return x, y, cosine, sine, wide, deep


@inner
def _support(
    heights: Floats, inside: Floats, half: Floats, spot: Spot, limit: float
) -> tuple[float, float]:
    """Return the greatest and the mean height below a footprint; -1 when there is no room.

    What rises above `limit` is no room: the search need not go on there.  Nor is a place where
    only a corner would rest on something.
    """
    x, y, cosine, sine, wide, deep = spot
    if 2 * wide > inside[0] or 2 * deep > inside[1]:
        return -1.0, 0.0
    for k in range(9):  # nine points tell most of the bad places
        along, across = 0.95 * half[0] * (k % 3 - 1), 0.95 * half[1] * (k // 3 - 1)
        i = int((x + along * cosine - across * sine + inside[0] / 2) / CELL_CM)
        j = int((y + along * sine + across * cosine + inside[1] / 2) / CELL_CM)
        if heights[min(i, heights.shape[0] - 1), min(j, heights.shape[1] - 1)] > limit:
            return -1.0, 0.0
    top, total, count, bearing = 0.0, 0.0, 0, 0
    a, b, c, d = _window(heights, inside, spot)
    for i in range(a, b):
        for j in range(c, d):
            if _covers(inside, half, spot, i, j, 0.5):
                height = heights[i, j]
                if height > limit:
                    return -1.0, 0.0
                if height > top + _UNEVEN_CM:
                    bearing = 0
                top = max(top, height)
                bearing += height > top - _UNEVEN_CM
                total += height
                count += 1
    if bearing < _BEARING_SHARE * count:
        return -1.0, 0.0
    return top, total / max(count, 1)


@inner
def _raise(heights: Floats, inside: Floats, half: Floats, placed: Floats, top: float) -> None:
    cosine, sine = np.cos(placed[3]), np.sin(placed[3])
    wide = half[0] * abs(cosine) + half[1] * abs(sine)
    deep = half[0] * abs(sine) + half[1] * abs(cosine)
    spot = (placed[0], placed[1], cosine, sine, wide, deep)
    a, b, c, d = _window(heights, inside, spot)
    for i in range(a, b):
        for j in range(c, d):
            if _covers(inside, half, spot, i, j, _TAKEN):
                heights[i, j] = max(heights[i, j], top)


@inner
def _window(heights: Floats, inside: Floats, spot: Spot) -> tuple[int, int, int, int]:
    """Return the cells that a footprint may touch."""
    x, y, _, _, wide, deep = spot
    return (
        max(int((x - wide + inside[0] / 2) / CELL_CM) - 1, 0),
        min(int((x + wide + inside[0] / 2) / CELL_CM) + 2, heights.shape[0]),
        max(int((y - deep + inside[1] / 2) / CELL_CM) - 1, 0),
        min(int((y + deep + inside[1] / 2) / CELL_CM) + 2, heights.shape[1]),
    )


@inner
def _covers(inside: Floats, half: Floats, spot: Spot, i: int, j: int, margin: float) -> bool:
    """Return whether a cell's middle is at most `margin` cells outside of the turned footprint."""
    x, y, cosine, sine, _, _ = spot
    from_x = (i + 0.5) * CELL_CM - inside[0] / 2 - x
    from_y = (j + 0.5) * CELL_CM - inside[1] / 2 - y
    reach = margin * CELL_CM * (abs(cosine) + abs(sine))
    along = abs(from_x * cosine + from_y * sine)
    across = abs(from_y * cosine - from_x * sine)
    return bool(along <= half[0] + reach and across <= half[1] + reach)
