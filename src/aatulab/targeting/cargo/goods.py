"""Goods: what a kilogram is worth, how much room it takes, and whether the words say anything.

Compared is with goods of the same code, so that a cheap kilogram of shirts is cheap for shirts
and not cheap against gold.  A low value is a lower price, an old season or a question.
"""

import pandas as pd

from aatulab.codes.messages.descriptions import is_vague
from aatulab.targeting.tables import need_columns


def value_per_kg(consignments: pd.DataFrame) -> "pd.Series[float]":
    """Return the declared value of a kilogram in euros; missing where none was declared."""
    need_columns(consignments, "consignments", ("declared_value", "gross_kg"))
    return (consignments["declared_value"] / consignments["gross_kg"]).rename("value_per_kg")


def kg_per_m3(consignments: pd.DataFrame) -> "pd.Series[float]":
    """Return how many kilograms a cubic metre of the packed goods weighs."""
    need_columns(consignments, "consignments", ("gross_kg", "volume_m3"))
    return (consignments["gross_kg"] / consignments["volume_m3"]).rename("kg_per_m3")


def vague_goods(consignments: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether the description names no goods (see `aatulab.codes.messages`)."""
    need_columns(consignments, "consignments", ("goods",))
    by_text = {text: is_vague(str(text)) for text in consignments["goods"].unique()}
    return consignments["goods"].map(by_text).astype(bool).rename("vague_goods")
