"""Turn image factors into a level of difficulty from 0 to 10, and a level into a bag to pack.

Rotation and superposition count most and equally, opacity a little, clutter not at all: the order
of their effects on hits in some 16,000 projected threats (Schwaninger et al. 2008, ICRAT).  The
weights themselves are ours.  A reader looks at both views, so the easier one decides; level 10 is
reached where even that one has lost half of what would be seen of the object lying flat and alone.
"""

from collections.abc import Iterable

import numpy as np

from aatulab.inspection.xray.imaging.factors import Factors
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.staircase import LEAST, MOST

VIEW_WEIGHT, SUPERPOSITION_WEIGHT, OPACITY_WEIGHT = 0.45, 0.45, 0.10
LOST_AT_MOST = 0.5
EASY_TURN_DEG, ROTATED_TURN_DEG = (0.0, 15.0), (55.0, 85.0)


def measured_level(views: Iterable[Factors]) -> float:
    """Return how difficult an image with a threat is, by its easier view.

    >>> measured_level([Factors(10, 0.2, 0.2, 0.0, 0.1), Factors(80, 0.9, 0.6, 0.0, 0.1)])
    3.6
    """
    levels = [_level(view) for view in views if view.view_difficulty is not None]
    return round(min(MOST, *levels), 3)


def order_for_level(level: float, bag: str, threat: str, rng: np.random.Generator) -> Order:
    """Return a bag in which the threat is about as hard to see as the level says.

    Higher levels turn it further, towards the belt, where neither view sees it flat, and bury it
    deeper.
    """
    share = (min(max(level, LEAST), MOST) - LEAST) / (MOST - LEAST)
    return Order(
        bag=bag,
        threat=threat,
        turn_deg=float(np.clip(rng.normal(85 * share, 8), 0, 88)),
        along_belt=bool(rng.random() < share),
        buried=float(np.clip(rng.normal(share, 0.12), 0, 1)),
    )


def _level(view: Factors) -> float:
    weighed = (
        VIEW_WEIGHT * (view.view_difficulty or 0.0)
        + SUPERPOSITION_WEIGHT * (view.superposition or 0.0)
        + OPACITY_WEIGHT * view.opacity
    )
    return MOST * weighed / LOST_AT_MOST
