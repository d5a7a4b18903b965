"""A list of an evening shift, to be audited in an exercise, and what a drill found afterwards.

Somebody put a column on the list that looks lawful: whether the journey began at an airport of the
desk's own choice.  The airports are those from which two groups come; what the drill found knows
nothing of them.  It is drawn by chance, out of what was done, and says nothing of any booking.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.targeting.fairness.groups import letters
from aatulab.targeting.signals import signal_table
from aatulab.targeting.tables import need_columns

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

POINTS = {"late": 2, "cash": 1, "paid_by_another": 1, "busy_contact": 2, "heavy": 1, "desk_code": 3}
SHARE = 0.1
_AIRPORTS, _FEWEST = 6, 10


def lead_groups(case: "Case", most: int = 5) -> "pd.Series[str]":
    """Return the letter of each booking's first passenger, for the audit and for nothing else."""
    first = case.passengers.drop_duplicates("pnr").set_index("pnr")["nationality"]
    return letters(first.reindex(case.bookings["pnr"].to_list()).rename_axis("pnr"), most)


def evening_list(case: "Case") -> pd.DataFrame:
    """Return the shift's columns of every booking, indexed by `pnr`: True where one applies.

    Columns: those of `POINTS`.
    """
    signals, groups = signal_table(case), lead_groups(case)
    start = case.bookings.set_index("pnr")["itinerary"].str[:3]
    columns = {
        "late": signals["lead_time_h"] < 72,
        "cash": signals["paid_cash"],
        "paid_by_another": signals["payer_is_not_traveller"],
        "busy_contact": signals["contact_reuse"].between(3, 8),
        "heavy": signals["checked_kg"] >= 40,
        "desk_code": start.isin(_desk_airports(start, groups)),
    }
    return pd.DataFrame({name: values.astype(bool) for name, values in columns.items()})


def drill_result(columns: pd.DataFrame, rng: np.random.Generator) -> "pd.Series[bool]":
    """Return what a drill, in which everybody was checked, found: more where more was done."""
    need_columns(columns, "columns", list(POINTS), "evening_list(case)")
    done = sum(columns[name] * worth for name, worth in POINTS.items() if name != "desk_code")
    hit = rng.random(len(columns)) < np.minimum(0.004 * 2.2**done, 0.6)
    return pd.Series(hit, index=columns.index, name="found")


def _desk_airports(start: "pd.Series[str]", groups: "pd.Series[str]") -> list[str]:
    """Return the airports, large enough, where most of all are of the groups B and C."""
    of_both = groups.isin(["B", "C"]).groupby(start).agg(["mean", "size"])
    large = of_both[of_both["size"] >= _FEWEST].sort_index()
    return list(large.sort_values("mean", ascending=False, kind="stable").index[:_AIRPORTS])
