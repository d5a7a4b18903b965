"""Say *how* numbers are wrong: minutes for hours, a wrong sign, days dropped, rounded.

Works on any vector of linear combinations of the values: the values themselves for the judge,
signed sums over groups of rows for check().  All the slips named here are (nearly) linear, so
one piece of code explains both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

FACTORS: Mapping[str, float] = {
    "factor_60": 60.0,
    "factor_3600": 3600.0,
    "factor_24": 24.0,
    "factor_100": 100.0,
    "factor_1000": 1000.0,
    "factor_1_60": 1 / 60,
    "factor_1_3600": 1 / 3600,
    "factor_1_24": 1 / 24,
    "factor_1_100": 1 / 100,
    "factor_1_1000": 1 / 1000,
    "wrong_sign": -1.0,
}
DAYS = (24.0, 1440.0, 86400.0)  # one day in hours, minutes and seconds


@dataclass(frozen=True)
class Probe:
    """Linear combinations of the trainee's and the reference's values.

    `bound` is how far each pair may lie apart, `ones` the same combination of all ones,
    `weight` the sum of the combination's absolute coefficients, `raw` the trainee's values.
    """

    got: Vector
    reference: Vector
    bound: Vector
    ones: Vector
    weight: Vector
    raw: Vector

    @property
    def wrong(self) -> npt.NDArray[np.bool_]:
        """Return which combinations lie too far apart."""
        return _beyond(self.got - self.reference, self.bound)


def explain(probe: Probe) -> str:
    """Return the word for a systematic slip, or `wrong_values` when there is no such pattern."""
    if not np.any(np.abs(probe.reference) > 10 * probe.bound):
        return "wrong_values"  # nothing but noughts: every factor would fit
    for word, factor in FACTORS.items():
        bound = probe.bound * max(abs(factor), 1.0) if factor >= 1 else probe.bound
        if not np.any(_beyond(probe.got - factor * probe.reference, bound)) and np.any(
            np.abs(probe.got) > bound
        ):
            return word
    if _has_dropped_days(probe):
        return "dropped_days"
    if _is_rounded(probe):
        return "rounded"
    return "offset" if _is_offset(probe) else "wrong_values"


def _beyond(difference: Vector, bound: Vector) -> npt.NDArray[np.bool_]:
    # not "> bound": a difference that is not a number lies beyond every bound
    return ~(np.abs(difference) <= bound)


def _has_dropped_days(probe: Probe) -> bool:
    for day in DAYS:
        if not np.all((probe.raw >= 0) & (probe.raw < day)):
            continue
        days = (probe.reference - probe.got) / day
        if not np.any(_beyond((days - np.round(days)) * day, probe.bound)):
            return True
    return False


def _is_rounded(probe: Probe) -> bool:
    return bool(
        np.all(probe.raw == np.round(probe.raw))
        # a whole number that is one off is wrong, not rounded
        and np.any(probe.reference != np.round(probe.reference))
        and not np.any(_beyond(probe.got - probe.reference, probe.weight + probe.bound))
    )


def _is_offset(probe: Probe) -> bool:
    usable = probe.ones != 0
    if np.count_nonzero(usable) < 2:
        return False
    shift = float(np.median((probe.got - probe.reference)[usable] / probe.ones[usable]))
    if abs(shift) <= 2 * float(np.median(probe.bound / np.maximum(probe.weight, 1))):
        return False  # most of it is right, so there is no shift
    rest = probe.got - probe.reference - shift * probe.ones
    return not np.any(_beyond(rest, 2 * probe.bound))
