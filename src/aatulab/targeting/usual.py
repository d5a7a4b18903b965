"""What is usual for the like: a value against the median of its group, never against everything.

A cheap kilogram of shirts is cheap for shirts.  Called by the signals of cargo and of post.
"""

import pandas as pd

FEWEST = 4  # a median of fewer consignments than this says more about them than about the goods


def against_usual(
    values: "pd.Series[float]", groups: "pd.Series[str]", fewest: int = FEWEST
) -> "pd.Series[float]":
    """Return each value divided by the median of its group; 1 is usual, 0.25 a quarter of it.

    Missing where the value or the group is missing, or where the group has fewer than `fewest`
    values.

    >>> values = pd.Series([10.0, 12.0, 8.0, 2.5])
    >>> against_usual(values, pd.Series(["a"] * 4)).round(2).tolist()
    [1.11, 1.33, 0.89, 0.28]
    """
    by_group = values.groupby(groups)
    usual = by_group.transform("median").where(by_group.transform("count") >= fewest)
    ratios: pd.Series[float] = values / usual
    return ratios
