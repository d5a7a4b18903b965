"""The record of a seizure: whether the long form holds together, and the short form for partners.

The long form stays in the unit.  The short form names no person, no firm, no hour and no flight.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from aatulab.targeting.tables import need_columns

SHORT = (
    "case_id", "seized_on", "place_type", "direction", "commodity_group", "product", "quantity",
    "unit", "detection_method", "conveyance", "departure", "transit", "destination",
)  # fmt: skip
LONG = (*SHORT, "selected_by", "persons", "referred", "remarks")
METHOD = {
    "lot": "random selection",
    "partner": "information from a partner",
    "rule": "risk profile",
    "officer": "observation",
}
_MADE_BY = "practice_records(case, rng)"


def short_form(records: pd.DataFrame) -> pd.DataFrame:
    """Return what partners get: the short form of every record in which nobody was referred.

    Who was referred (a suspected victim, somebody in danger) is in no record that is exchanged.
    """
    need_columns(records, "records", LONG, _MADE_BY)
    return records.loc[~records["referred"].astype(bool), list(SHORT)].reset_index(drop=True)


def record_slips(records: pd.DataFrame) -> pd.DataFrame:
    """Return one row a slip: `case_id` and `what`.

    `method` (the detection method is not how the record was chosen), `quantity` (none, or without
    a unit), `name` (the remarks name a person; the mark is a title before a capital letter).
    """
    need_columns(records, "records", LONG, _MADE_BY)
    rows = [(str(row["case_id"]), what) for row in records.to_dict("records") for what in _of(row)]
    return pd.DataFrame(rows, columns=["case_id", "what"])


def _of(row: dict[Any, Any]) -> Iterator[str]:
    if row["detection_method"] != METHOD.get(str(row["selected_by"])):
        yield "method"
    if not row["quantity"] > 0 or not str(row["unit"] or "").strip():
        yield "quantity"
    if pd.Series([str(row["remarks"])]).str.contains(r"\b(?:Mr|Ms) [A-Z]").item():
        yield "name"
