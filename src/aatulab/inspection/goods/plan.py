"""Plan the openings of a shift: most expected finds a minute first, and some minutes by lot.

The lot is drawn among units that raise no question: nobody else ever tells whether the questions
miss something.  Whoever reads the plan may change it, and writes down why.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aatulab.errors import InspectionError, shown
from aatulab.inspection.budget import first_by_ratio
from aatulab.inspection.columns import need_columns
from aatulab.inspection.goods.questions import NONE


@dataclass(frozen=True)
class Plan:
    """Units to open: by their question, in this order, and by lot."""

    by_question: tuple[str, ...]
    by_lot: tuple[str, ...]

    @property
    def units(self) -> list[str]:
        """Return all units of the plan, those of the lot behind the others."""
        return [*self.by_question, *self.by_lot]


def opening_table(
    shed: pd.DataFrame, groups: "pd.Series[str]", counted: pd.DataFrame
) -> pd.DataFrame:
    """Return `group`, `chance`, `minutes` and finds `per_hour` of each unit, indexed by `unit`.

    `counted` is what `rates` returns.  A question that was never asked before has no count: it
    gets the chance of half a find in one opening, which is 0.5 of 1.
    """
    need_columns(shed, "shed", ("unit", "minutes"), "Pass the table of `practice_shed`.")
    need_columns(counted, "counted", ("chance",), "Pass what `rates` returns.")
    table = pd.DataFrame({"group": groups.reindex(shed["unit"])})
    table["chance"] = table["group"].map(counted["chance"]).fillna(0.5)
    table["minutes"] = shed["minutes"].to_numpy()
    table["per_hour"] = 60 * table["chance"] / table["minutes"]
    return table


def plan_openings(
    table: pd.DataFrame, minutes: float, rng: np.random.Generator, *, lot_share: float = 0.1
) -> Plan:
    """Return what to open in so many minutes; about `lot_share` of them go by lot.

    `table` is what `opening_table` returns.  The lot is drawn first, until its share is reached:
    a lot that waits for what is left over is soon none, and one that passes over long openings
    never looks into a pallet.
    """
    need_columns(
        table, "table", ("group", "chance", "minutes"), "Pass what `opening_table` returns."
    )
    if not 0 < lot_share < 1:
        raise InspectionError(
            f"lot_share: found {shown(lot_share)}, expected more than 0 and less than 1. Without"
            " a lot nobody learns what the questions miss."
        )
    asked, quiet = table[table["group"] != NONE], table[table["group"] == NONE]
    drawn = quiet.iloc[rng.permutation(len(quiet))]
    before = drawn["minutes"].cumsum() - drawn["minutes"]
    lot = drawn[before < minutes * lot_share]
    left = minutes - float(lot["minutes"].sum())
    chosen = first_by_ratio(asked["chance"].tolist(), asked["minutes"].tolist(), left)
    return Plan(tuple(map(str, asked.index[chosen])), tuple(map(str, lot.index)))
