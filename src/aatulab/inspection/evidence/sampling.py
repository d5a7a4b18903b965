"""Compute how many of many packets to examine, so that one may speak of the rest.

The hypergeometric way of the Guidelines on Representative Drug Sampling (UNODC and ENFSI,
ST/NAR/38, 2009): examine so many at random that, if all of them show the same, at least a stated
share of the whole holds it, at a stated confidence.  What to examine is the laboratory's decision.
"""

import math

from aatulab.errors import InspectionError, shown

MOST_UNITS = 10_000_000


def chance_all_positive(units: int, positive: int, examined: int) -> float:
    """Return the chance that all examined units are positive, drawn without putting back.

    >>> round(chance_all_positive(10, 9, 5), 3)
    0.5
    """
    if examined > positive:
        return 0.0
    ways = math.lgamma(positive + 1) - math.lgamma(positive - examined + 1)
    all_ways = math.lgamma(units + 1) - math.lgamma(units - examined + 1)
    return math.exp(ways - all_ways)


def units_to_examine(units: int, share: float = 0.9, confidence: float = 0.95) -> int:
    """Return how many of `units` to examine, all expected to be positive.

    If fewer than `share` of the units were positive, all those examined would be positive with a
    chance of at most 1 - `confidence`.

    >>> units_to_examine(100), units_to_examine(10), units_to_examine(100, share=0.5)
    (23, 8, 5)
    """
    _refuse_misfits(units, share, confidence)
    # the most positive units that are still fewer than the share
    too_few = math.ceil(share * units - 1e-9) - 1
    least, most = 0, units
    while least < most:
        middle = (least + most) // 2
        if chance_all_positive(units, too_few, middle) <= 1 - confidence + 1e-12:
            most = middle
        else:
            least = middle + 1
    return least


def _refuse_misfits(units: int, share: float, confidence: float) -> None:
    if isinstance(units, bool) or not isinstance(units, int) or not 1 <= units <= MOST_UNITS:
        raise InspectionError(
            f"units: found {shown(units)}, expected a whole number from 1 to {MOST_UNITS:,}."
        )
    for name, value in (("share", share), ("confidence", confidence)):
        if not 0 < value < 1:
            raise InspectionError(
                f"{name}: found {shown(value)}, expected a share between 0 and 1, such as 0.9."
            )
