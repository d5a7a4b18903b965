"""Choose what to do first when not all can be done: the most points for the minutes there are."""

import pandas as pd

from aatulab.inspection.budget import first_by_ratio
from aatulab.inspection.columns import need_columns


def first_by_points(selection: pd.DataFrame, minutes: float) -> "pd.Series[str]":
    """Return the `pnr` of those to be checked, most points a minute first, until time is up.

    `selection` has `pnr`, `points` and `minutes` (what the check takes).  Who does not fit any more
    is passed over for somebody who does; of equals the one that stands first comes first.
    """
    needed = ("pnr", "points", "minutes")
    need_columns(selection, "selection", needed, f"Pass a table with {', '.join(needed)}.")
    chosen = first_by_ratio(selection["points"].tolist(), selection["minutes"].tolist(), minutes)
    return selection["pnr"].iloc[chosen].reset_index(drop=True).astype(str)
