"""Find where points fall on a line of cumulated weights, many points at once.

This is how everything with weights is drawn; a binary search for each point was a tenth of the
time that a world takes.
"""

import numpy as np

from aatulab.world.arrays import Floats, Whole

_BINS_A_STEP = 4
_STEPS = 3  # after which the few points among many tiny weights are searched for


def places_on(line: Floats, points: Floats) -> Whole:
    """Return how many entries of an ascending line are not above each point.

    The points lie from 0 up to, and not at, the last entry.  The same as `np.searchsorted` with
    `side="right"`, three times as fast by a guide table (Chen and Asau, 1974): it holds the
    answers for evenly spaced points, from which only a few steps are left.

    >>> places_on(np.array([0.2, 0.7, 1.0]), np.array([0.0, 0.2, 0.69, 0.99])).tolist()
    [0, 1, 1, 2]
    """
    bins = _BINS_A_STEP * len(line)
    scale = bins / line[-1]
    guide = np.searchsorted(line, np.arange(bins) / scale, side="right")
    # one bin early, since rounding may have put a point one bin late
    early = np.maximum((points * scale).astype(np.int64) - 1, 0)
    place: Whole = guide[np.minimum(early, bins - 1)]
    late = np.flatnonzero(line[place] <= points)
    for _ in range(_STEPS):
        place[late] += 1
        late = late[line[place[late]] <= points[late]]
    place[late] = np.searchsorted(line, points[late], side="right")
    return place
