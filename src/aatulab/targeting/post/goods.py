"""Goods on the form: what a kilogram is worth for its code, and whether the words say anything."""

import pandas as pd

from aatulab.codes.messages.descriptions import is_vague
from aatulab.targeting.tables import need_columns
from aatulab.targeting.usual import against_usual


def item_value_ratio(lines: pd.DataFrame) -> "pd.Series[float]":
    """Return the value of a kilogram against the usual for the same HS code, indexed by `item`.

    Of several lines the one furthest below its usual counts.  Missing where no line has a code that
    enough others have.
    """
    need_columns(lines, "declaration_lines", ("item", "value", "net_kg", "hs_code"))
    ratios = against_usual(lines["value"] / lines["net_kg"], lines["hs_code"])
    return ratios.groupby(lines["item"]).min().rename("value_ratio")


def vague_lines(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether no line of the form names any goods, indexed by `item`."""
    need_columns(lines, "declaration_lines", ("item", "description"))
    by_text = {text: is_vague(str(text)) for text in lines["description"].unique()}
    says_nothing = lines["description"].map(by_text).astype(bool)
    return says_nothing.groupby(lines["item"]).all().rename("vague_lines")
