"""The item itself: its number, its two weights, its value against a limit, its brothers.

Numbers that follow each other were stuck on at one counter, by one hand or by a shop with a roll of
labels; they say who stood beside whom and nothing more.  Called by lessons on post.
"""

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

FREE_OF_DUTY_EUR = 150.0  # European Union, until 30 June 2026


def number_runs(items: pd.DataFrame, *, within: int = 10) -> "pd.Series[int]":
    """Return for each item how many stand in the run of numbers that it belongs to; 1 is alone.

    A run goes on as long as the next serial number of the same service is at most `within` higher.

    >>> table = pd.DataFrame({"item": ["RR100000018ZZ", "RR100000049ZZ", "RR900000010ZZ"]})
    >>> number_runs(table).tolist()
    [2, 2, 1]
    """
    need_columns(items, "postal_items", ("item",))
    numbers = items["item"].astype("str")
    bad = numbers[~numbers.str.fullmatch(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")]
    if len(bad):
        raise TargetingError(
            f"postal_items: column 'item' holds {bad.iloc[0]!r}, expected 13 signs such as "
            "'RR100000018ZZ'. Pass the numbers as they stand on the label, without blanks."
        )
    parts = pd.DataFrame({"service": numbers.str[:2], "serial": numbers.str[2:10].astype("int64")})
    ordered = parts.sort_values(["service", "serial"])
    breaks = (ordered["service"] != ordered["service"].shift()) | (
        ordered["serial"].diff() > within
    )
    run = breaks.cumsum().reindex(items.index)
    return _by_item(items, run.groupby(run).transform("size"), "number_run")


def weight_gain(items: pd.DataFrame) -> "pd.Series[float]":
    """Return how much heavier an item was weighed than declared; 0.1 is a tenth more."""
    need_columns(items, "postal_items", ("item", "gross_kg", "declared_kg"))
    return _by_item(items, items["gross_kg"] / items["declared_kg"] - 1, "weight_gain")


def just_below(
    items: pd.DataFrame, *, limit: float = FREE_OF_DUTY_EUR, within: float = 20.0
) -> "pd.Series[bool]":
    """Return whether the declared value lies at the limit or at most `within` euros below it."""
    need_columns(items, "postal_items", ("item", "value"))
    return _by_item(items, items["value"].between(limit - within, limit), "just_below")


def in_parts(items: pd.DataFrame) -> "pd.Series[int]":
    """Return how many items of the belt one sender sends to one door; 1 is alone.

    A sender without a return address has no brothers that anybody could find.
    """
    need_columns(items, "postal_items", ("item", "sender_address_id", "addressee_address_id"))
    pair = items.groupby(["sender_address_id", "addressee_address_id"])["item"].transform("size")
    return _by_item(items, pair.fillna(1).astype("int64"), "in_parts")


def _by_item(items: pd.DataFrame, values: "pd.Series", name: str) -> "pd.Series":
    return pd.Series(np.asarray(values), index=pd.Index(items["item"], name="item"), name=name)
