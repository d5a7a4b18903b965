"""Signals of baggage: how much was checked in, and for how long a stay.

A heavy bag is no signal by itself; a heavy bag for one night is a question.
"""

import pandas as pd

from aatulab.targeting.tables import by_pnr, need_columns


def checked_kg(baggage: pd.DataFrame, bookings: pd.DataFrame) -> "pd.Series[float]":
    """Return the checked weight per traveller in kilograms, indexed by `pnr`; 0 without bags."""
    need_columns(baggage, "baggage", ("pnr", "weight_kg"))
    need_columns(bookings, "bookings", ("pnr", "party_size"))
    weight = baggage.groupby("pnr")["weight_kg"].sum()
    total = bookings["pnr"].map(weight).fillna(0.0)
    return by_pnr(bookings["pnr"], total / bookings["party_size"], "checked_kg")


def excess_paid(baggage: pd.DataFrame, bookings: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether excess weight was paid for on any bag of the booking, indexed by `pnr`."""
    need_columns(baggage, "baggage", ("pnr", "excess_paid"))
    need_columns(bookings, "bookings", ("pnr",))
    with_excess = set(baggage.loc[baggage["excess_paid"], "pnr"])
    return by_pnr(bookings["pnr"], bookings["pnr"].isin(with_excess), "excess_paid")
