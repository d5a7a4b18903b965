"""What a unit asks at arrival: its density, and what changed since it was accepted.

Each flag is a question and none an answer: wet cartons, a skid, a customs officer's own seal, a
slip of the pen look alike from outside.
"""

import pandas as pd

from aatulab.inspection.columns import need_columns
from aatulab.inspection.goods.measures import kg_per_litre

LEAST_KG, LEAST_SHARE = 1.0, 0.01  # two scales differ by less without any reason
NONE, SEVERAL = "none", "several"
QUESTIONS = ("density", "weight", "pieces", "seal", "screening")
_NEXT = "Pass the table of `practice_shed`."


def density_question(shed: pd.DataFrame, packed: pd.DataFrame) -> "pd.Series[str]":
    """Return for each unit `light`, `heavy`, `impossible` (heavier than the solid), or nothing."""
    need_columns(shed, "shed", ("unit", "goods"), _NEXT)
    usual = ("goods", "solid", "least", "most")
    need_columns(packed, "packed", usual, "Pass the table of `packed_table`.")
    density = kg_per_litre(shed)
    bounds = packed.set_index("goods").reindex(shed["goods"]).set_index(density.index)
    said = pd.Series("", index=density.index, name="density")
    said = said.mask(density < bounds["least"], "light").mask(density > bounds["most"], "heavy")
    return said.mask(density > bounds["solid"], "impossible")


def arrival_questions(shed: pd.DataFrame) -> pd.DataFrame:
    """Return what differs between acceptance and arrival: one flag a question, by `unit`.

    `weight`: the two weighings differ by more than 1 kg and more than 1 %.  `pieces`: not as many.
    `seal`: another number, and nobody wrote down that he changed it.  `screening`: from no known
    consignor, and no screening before it was loaded.
    """
    columns = ("unit", "pieces", "pieces_arrived", "accepted_kg", "arrived_kg", "seal_accepted",
               "seal_arrived", "resealed_by", "secured_by", "screened_at", "loaded_at")  # fmt: skip
    need_columns(shed, "shed", columns, _NEXT)
    table = shed.set_index("unit")
    differs = (table["arrived_kg"] - table["accepted_kg"]).abs().round(3)
    screened = table["screened_at"] <= table["loaded_at"]  # false where there is no time
    return pd.DataFrame(
        {
            "weight": (differs > LEAST_KG) & (differs > LEAST_SHARE * table["accepted_kg"]),
            "pieces": table["pieces"] != table["pieces_arrived"],
            "seal": (table["seal_accepted"] != table["seal_arrived"])
            & (table["resealed_by"] == ""),
            "screening": (table["secured_by"] != "KC") & ~screened,
        }
    )


def all_questions(shed: pd.DataFrame, packed: pd.DataFrame) -> pd.DataFrame:
    """Return the flags of all five questions, indexed by `unit`."""
    flags = arrival_questions(shed)
    flags.insert(0, "density", density_question(shed, packed) != "")
    return flags


def group_of(flags: pd.DataFrame) -> "pd.Series[str]":
    """Return for each unit its one question, `several`, or `none`.

    >>> group_of(pd.DataFrame({"seal": [True, True], "weight": [False, True]})).tolist()
    ['seal', 'several']
    """
    need_columns(flags, "flags", [n for n in flags if n in QUESTIONS] or ["seal"],
                 "Pass what `all_questions` returns.")  # fmt: skip
    count = flags.sum(axis=1)
    single = flags.idxmax(axis=1)
    return single.mask(count > 1, SEVERAL).mask(count == 0, NONE).rename("group")
