"""Unit values: how far the price of a kilogram lies from what is usual for the same goods.

Median and median deviation instead of mean and standard deviation: one gold bar among the shoes
would move both of these, and hide itself.  Prices are compared as ratios (by their logarithm), so
half and double are equally far.
"""

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns

FEWEST = 8  # a spread of fewer prices than this says more about them than about the goods
FAR = 3.5  # a common line; what lies beyond is looked at, not judged
_TO_SIGMA = 1.4826  # makes the median deviation of a normal distribution its standard deviation


def spread(lines: pd.DataFrame, *, by: str = "code", fewest: int = FEWEST) -> pd.DataFrame:
    """Return for each line `unit_value` (euros a kilogram), `usual` (median) and `far`.

    `far` is how many robust spreads the price lies above (or, negative, below) the usual of its
    group; missing where the group has fewer than `fewest` prices or no spread at all.

    >>> shoes = pd.DataFrame({"code": ["640399"] * 9, "kg": [10.0] * 9,
    ...                       "value": [300, 310, 320, 330, 340, 350, 360, 370, 2400.0]})
    >>> spread(shoes)["far"].round(1).tolist()[-1]
    21.7
    """
    need_columns(
        lines, "lines", (by, "kg", "value"), "Pass what `practice_mirror(year, rng)` returns."
    )
    if (lines["kg"] <= 0).any() or (lines["value"] <= 0).any():
        raise ResearchError("lines: a line weighs or costs nothing; leave it out and ask why.")
    logs = pd.Series(np.log(lines["value"] / lines["kg"]), index=lines.index)
    groups = logs.groupby(lines[by])
    middle = groups.transform("median")
    deviation = (logs - middle).abs().groupby(lines[by]).transform("median") * _TO_SIGMA
    is_known = (groups.transform("size") >= fewest) & (deviation > 0)
    return pd.DataFrame(
        {
            "unit_value": np.exp(logs),
            "usual": np.exp(middle),
            "far": ((logs - middle) / deviation.where(is_known)),
        }
    )
