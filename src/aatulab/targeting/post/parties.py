"""Doors: how many names receive at one address.

A name is a key here and nothing else.  Many names at one door are a shared house, a laboratory's
post room, or one receiver with many spellings: the count does not say which.
"""

import pandas as pd

from aatulab.targeting.tables import need_columns


def names_at_door(items: pd.DataFrame) -> "pd.Series[int]":
    """Return for each item how many names of addressees its door has on the belt.

    >>> rows = pd.DataFrame({"item": ["1", "2"], "addressee_address_id": ["D", "D"]})
    >>> names_at_door(rows.assign(addressee_name=["A", "B"])).tolist()
    [2, 2]
    """
    need_columns(items, "postal_items", ("item", "addressee_address_id", "addressee_name"))
    names = items.groupby("addressee_address_id")["addressee_name"].transform("nunique")
    return pd.Series(
        names.to_numpy(dtype="int64"),
        index=pd.Index(items["item"], name="item"),
        name="names_at_door",
    )
