"""Let objects sink to the floor of a bag: each one where it comes to lie lowest and steadiest.

The bag's content is a map of heights.  For each object, in turn, a few places are tried; at each it
lies on the highest thing below its footprint, and the place where it ends lowest, with least air
beneath it, wins.  So hard objects never run into each other.  Soft ones give way: what
comes later sinks into them, and they lie down on what is uneven.
"""

import numpy as np

from aatulab.inspection.xray.arrays import Flags, Floats
from aatulab.inspection.xray.compiled import compiled

CELL_CM = 0.75
SOFT_HEIGHT = 0.55  # of a soft object's thickness is left under what lies on it
_FLAT_CM = 0.01  # nothing lies lower than on the floor
_AIR_WEIGHT = 1.0  # how much a centimetre of air below counts against a centimetre of height


@compiled
def settle(inside: Floats, half: Floats, is_soft: Flags, ceiling: Floats, tries: Floats) -> Floats:
    """Return (n, 5): x, y, z of each object's middle, its turn about z, and 1 if it found room.

    `inside` is the bag's length, width and height; `half` (n, 3) are half sizes and `ceiling` (n,)
    how high each may reach, in cm; `tries` (n, k, 3) hold two numbers from 0 to 1 for the place and
    an angle in radians.  The origin is the middle of the bag's floor.
    """
    cells = (int(inside[0] / CELL_CM), int(inside[1] / CELL_CM))
    heights = np.zeros(cells)
    placed = np.zeros((half.shape[0], 5))
    for n in range(half.shape[0]):
        best, best_score = -1, 1e9
        for k in range(tries.shape[1]):
            room = ceiling[n] - 2 * half[n, 2]
            limit = 2 * room if is_soft[n] else min(room, best_score)
            top, mean = _support(heights, inside, half[n], tries[n, k], limit)
            floor = 0.5 * (top + mean) if is_soft[n] else top
            if top < 0.0 or floor > room:
                continue
            score = floor + _AIR_WEIGHT * (top - mean)
            if score < best_score:
                best, best_score, placed[n, 2] = k, score, floor + half[n, 2]
                if score < _FLAT_CM:
                    break
        if best >= 0:
            placed[n, 4] = 1.0
            placed[n, 3] = tries[n, best, 2]
            placed[n, 0], placed[n, 1] = _middle(inside, half[n], tries[n, best])
            left = SOFT_HEIGHT if is_soft[n] else 1.0
            top = placed[n, 2] - half[n, 2] + 2 * half[n, 2] * left
            _raise(heights, inside, half[n], placed[n], top)
    return placed


@compiled
def _spread(half: Floats, angle: float) -> tuple[float, float]:
    """Return how far the turned footprint reaches in x and in y."""
    c, s = abs(np.cos(angle)), abs(np.sin(angle))
    return half[0] * c + half[1] * s, half[0] * s + half[1] * c


@compiled
def _middle(inside: Floats, half: Floats, place: Floats) -> tuple[float, float]:
    wide, deep = _spread(half, place[2])
    free_x, free_y = inside[0] / 2 - wide, inside[1] / 2 - deep
    return (2 * place[0] - 1) * free_x, (2 * place[1] - 1) * free_y


@compiled
def _support(
    heights: Floats, inside: Floats, half: Floats, place: Floats, limit: float
) -> tuple[float, float]:
    """Return the greatest and the mean height below a footprint; -1 when there is no room.

    What rises above `limit` is no room: the search need not go on there.
    """
    wide, deep = _spread(half, place[2])
    if 2 * wide > inside[0] or 2 * deep > inside[1]:
        return -1.0, 0.0
    x, y = _middle(inside, half, place)
    cosine, sine = np.cos(place[2]), np.sin(place[2])
    for k in range(9):  # nine points tell most of the bad places
        along, across = 0.95 * half[0] * (k % 3 - 1), 0.95 * half[1] * (k // 3 - 1)
        i = int((x + along * cosine - across * sine + inside[0] / 2) / CELL_CM)
        j = int((y + along * sine + across * cosine + inside[1] / 2) / CELL_CM)
        if heights[min(i, heights.shape[0] - 1), min(j, heights.shape[1] - 1)] > limit:
            return -1.0, 0.0
    top, total, count = 0.0, 0.0, 0
    a, b, c, d = _window(heights, inside, x, y, wide, deep)
    for i in range(a, b):
        for j in range(c, d):
            if _covers(inside, half, x, y, cosine, sine, i, j):
                top = max(top, heights[i, j])
                if top > limit:
                    return -1.0, 0.0
                total += heights[i, j]
                count += 1
    return top, total / max(count, 1)


@compiled
def _raise(heights: Floats, inside: Floats, half: Floats, placed: Floats, top: float) -> None:
    wide, deep = _spread(half, placed[3])
    a, b, c, d = _window(heights, inside, placed[0], placed[1], wide, deep)
    cosine, sine = np.cos(placed[3]), np.sin(placed[3])
    for i in range(a, b):
        for j in range(c, d):
            if _covers(inside, half, placed[0], placed[1], cosine, sine, i, j):
                heights[i, j] = max(heights[i, j], top)


@compiled
def _window(
    heights: Floats, inside: Floats, x: float, y: float, wide: float, deep: float
) -> tuple[int, int, int, int]:
    """Return the cells that a footprint may touch."""
    return (
        max(int((x - wide + inside[0] / 2) / CELL_CM) - 1, 0),
        min(int((x + wide + inside[0] / 2) / CELL_CM) + 2, heights.shape[0]),
        max(int((y - deep + inside[1] / 2) / CELL_CM) - 1, 0),
        min(int((y + deep + inside[1] / 2) / CELL_CM) + 2, heights.shape[1]),
    )


@compiled
def _covers(  # noqa: PLR0913, PLR0917 - one cell against one footprint, in numbers
    inside: Floats, half: Floats, x: float, y: float, cosine: float, sine: float, i: int, j: int
) -> bool:
    """Return whether a cell's square may touch the turned footprint."""
    from_x = (i + 0.5) * CELL_CM - inside[0] / 2 - x
    from_y = (j + 0.5) * CELL_CM - inside[1] / 2 - y
    reach = 0.5 * CELL_CM * (abs(cosine) + abs(sine))
    along = abs(from_x * cosine + from_y * sine)
    across = abs(from_y * cosine - from_x * sine)
    return bool(along <= half[0] + reach and across <= half[1] + reach)
