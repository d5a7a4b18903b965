"""Give groups letters, so that an audit reads rates and not the names of peoples."""

import pandas as pd

from aatulab.errors import TargetingError

OTHERS = "others"
_MOST = 26


def letters(values: "pd.Series[str]", most: int = 5) -> "pd.Series[str]":
    """Return a letter for each of the `most` largest groups, A for the largest, else `others`.

    Groups of one size stand in the order of their names.  A missing value is among the others.

    >>> letters(pd.Series(["x", "y", "y", "z"]), most=2).tolist()
    ['B', 'A', 'A', 'others']
    """
    if not 1 <= most <= _MOST:
        raise TargetingError(f"most: found {most}, expected 1 to {_MOST} groups with a letter.")
    sizes = values.value_counts().sort_index(kind="stable")
    largest = sizes.sort_values(ascending=False, kind="stable").index[:most]
    names = {value: chr(ord("A") + place) for place, value in enumerate(largest)}
    found: pd.Series[str] = values.map(names).fillna(OTHERS)
    return found.rename("group")
