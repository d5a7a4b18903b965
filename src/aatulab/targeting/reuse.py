"""How often something (a phone, a card, an agency) came up in the days before, and no later.

A count over the whole world would look into the future of the booking that it describes.
"""

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError

WINDOW_DAYS = 28


def uses_in_window(
    values: "pd.Series[str]", day: "pd.Series[int]", window_days: int = WINDOW_DAYS
) -> "pd.Series[int]":
    """Return for each row how many rows of its value lie in the window that ends with its day.

    The day itself counts, whole, and so does the row: 1 means nobody else.  A missing value
    counts 0.  `day` is a whole number from 0, under the same index.

    >>> phones, day = pd.Series(["+1", "+1", "+2", "+1"]), pd.Series([0, 5, 5, 40])
    >>> uses_in_window(phones, day).tolist()
    [1, 2, 1, 1]
    """
    if window_days < 1:
        raise TargetingError(f"window_days: found {window_days}, expected one day at least.")
    if not values.index.equals(day.index):
        raise TargetingError("day: its index is not that of `values`; index both by pnr.")
    code = pd.factorize(values, use_na_sentinel=True)[0]
    days = day.to_numpy()
    span = int(days.max(initial=0)) + window_days + 1  # so that no value's days reach another's
    place = code * span + days
    known = np.sort(place[code >= 0])
    upto = np.searchsorted(known, place, side="right")
    # the window begins inside the value's own span, at its day 0 at the earliest
    begins = code * span + np.maximum(days - window_days + 1, 0)
    before = np.searchsorted(known, begins, side="left")
    uses = np.where(code >= 0, upto - before, 0).astype(np.int64)
    return pd.Series(uses, index=values.index)
