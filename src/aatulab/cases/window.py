"""The days of a case: those that are listed, and the moment up to which all is known."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Window:
    """From the first day whose records are listed to the moment at which the officer looks.

    The work to do begins with `judged_from`; what is listed from before is past work.
    """

    first: pd.Timestamp
    judged_from: pd.Timestamp
    as_of: pd.Timestamp
