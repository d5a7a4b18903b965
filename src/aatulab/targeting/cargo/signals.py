"""Put the signals of every consignment of a case into one table, and score pallets fairly.

Signals count where they stand together: on one consignment.  Whoever adds up the oldest account
of one house, the vague words of another and the phone of a third scores a pallet for being full.
Nothing in the table says who anybody is or which country he is in.
"""

from typing import TYPE_CHECKING

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.cargo.consignments import consignments, most_names_at_one_address
from aatulab.targeting.cargo.goods import kg_per_m3, value_per_kg
from aatulab.targeting.cargo.parties import (
    account_age_days,
    consignees_on_phone,
    unfitting_business,
    young_consignee,
)
from aatulab.targeting.tables import need_columns
from aatulab.targeting.usual import against_usual

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case


def consignment_signals(case: "Case") -> pd.DataFrame:
    """Return the signals of every consignment, indexed by its number, with its `awb`.

    Columns: `account_age_days`, `shipments_90d`, `value_ratio` and `density_ratio` (against the
    usual for the same code), `consignees_on_phone`, `unfitting_business`,
    `young_consignee`, `self_cleared` (no broker); and of the waybill that it flies under
    `names_at_address` (1 for a direct one), `paid_cash`, `known_consignor`.  Not in it are vague
    words: their list is a file, and a graded notebook has no files (see `vague_goods`).
    """
    each = consignments(case.waybills, case.house_waybills)
    waybills = case.waybills.set_index("awb")
    names = most_names_at_one_address(case.house_waybills)
    return pd.DataFrame(
        {
            "awb": each["awb"],
            "account_age_days": account_age_days(each),
            "shipments_90d": each["shipments_90d"].astype("float64"),
            "value_ratio": against_usual(value_per_kg(each), each["hs_code"]),
            "density_ratio": against_usual(kg_per_m3(each), each["hs_code"]),
            "consignees_on_phone": consignees_on_phone(each),
            "unfitting_business": unfitting_business(each, case.firms),
            "young_consignee": young_consignee(each, case.firms),
            "self_cleared": each["broker"].isna(),
            "names_at_address": each["awb"].map(names).fillna(1).astype("int64"),
            "paid_cash": each["awb"].map(waybills["payment_form"]) == "cash",
            "known_consignor": each["awb"].map(waybills["secured_by"]) == "KC",
        }
    )


def waybill_scores(scores: pd.DataFrame, awb: "pd.Series[str]") -> pd.DataFrame:
    """Return the points and reasons of each waybill: those of its most telling consignment.

    `scores` is what `aatulab.targeting.score` returned for the consignments, `awb` says under
    which waybill each flies.  Indexed by `awb`, most points first, with `consignment`: the one
    to look for on the pallet.
    """
    need_columns(scores, "scores", ("points", "reasons"))
    unknown = scores.index.difference(awb.index)
    if len(unknown):
        raise TargetingError(
            f"awb: {len(unknown)} consignments of `scores` are not in its index (first: "
            f"{unknown[0]!r}). Pass the column `awb` of the table that was scored."
        )
    table = scores.assign(awb=awb.reindex(scores.index), consignment=scores.index)
    table = table.sort_values(["points", "awb"], ascending=[False, True], kind="stable")
    return table.drop_duplicates("awb").set_index("awb")[["points", "reasons", "consignment"]]
