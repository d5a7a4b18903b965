"""Measure how much a column knows about a group that no score may read."""

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError


def carries(column: pd.Series, groups: "pd.Series[str]", bands: int = 5) -> float:
    """Return Cramér's V of a column and the groups: 0 knows nothing, 1 knows all.

    A column of many numbers is cut into `bands` of equal size first; a missing value is a value of
    its own.  Numbers by chance come to about the root of one over the number of records.

    >>> carries(pd.Series([True, True, False, False]), pd.Series(["A", "A", "B", "B"]))
    1.0
    """
    missing = column.index.difference(groups.index)
    if len(missing):
        raise TargetingError(
            f"groups: {len(missing):,} records of the column are not in its index (first: "
            f"{missing[0]!r}), expected all. Index both alike."
        )
    counts = pd.crosstab(_banded(column, bands), groups.reindex(column.index)).to_numpy(float)
    if min(counts.shape) < 2:
        return 0.0
    total = counts.sum()
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0, keepdims=True) / total
    chi2 = float(((counts - expected) ** 2 / expected).sum())
    return float(np.sqrt(chi2 / (total * (min(counts.shape) - 1))))


def _banded(column: pd.Series, bands: int) -> pd.Series:
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if is_number and column.nunique() > bands:
        column = pd.qcut(column, bands, duplicates="drop")
    return column.astype("str").fillna("missing")
