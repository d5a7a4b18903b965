"""Choose what to do first when not all can be done: the most points for the minutes there are."""

import numpy as np
import pandas as pd

from aatulab.errors import InspectionError
from aatulab.inspection.columns import need_columns


def first_by_points(selection: pd.DataFrame, minutes: float) -> "pd.Series[str]":
    """Return the `pnr` of those to be checked, most points a minute first, until time is up.

    `selection` has `pnr`, `points` and `minutes` (what the check takes).  Who does not fit any more
    is passed over for somebody who does; of equals the one that stands first comes first.
    """
    needed = ("pnr", "points", "minutes")
    need_columns(selection, "selection", needed, f"Pass a table with {', '.join(needed)}.")
    if not (selection["minutes"] > 0).all():
        raise InspectionError("selection: minutes: found 0 or less, expected a check's length.")
    worth = (selection["points"] / selection["minutes"]).to_numpy(dtype=float)
    lengths, pnrs = selection["minutes"].to_numpy(dtype=float), selection["pnr"].tolist()
    left, chosen = float(minutes), []
    for place in np.argsort(-worth, kind="stable"):
        if lengths[place] <= left:
            left -= lengths[place]
            chosen.append(pnrs[place])
    return pd.Series(chosen, name="pnr", dtype=str)
