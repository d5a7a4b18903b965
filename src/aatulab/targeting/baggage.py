"""Signals of baggage: how much was checked in, and for how long a stay.

A heavy bag is no signal by itself; a heavy bag for one night is a question.
"""

import numpy as np
import pandas as pd

from aatulab.targeting.tables import by_pnr, need_columns

HEAVY_KG, SHORT_NIGHTS, LONG_NIGHTS = 20.0, 3, 7  # the lab's own lines, to be argued about
STAY_BAGGAGE = ("heavy for a short stay", "nothing for a long stay", "nothing to ask", "one way")


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


def baggage_for_stay(baggage: pd.DataFrame, bookings: pd.DataFrame) -> "pd.Series[str]":
    """Return which of `STAY_BAGGAGE` a booking is, indexed by `pnr`.

    Heavy is 20 kg and more a traveller for three nights or fewer, nothing is no checked bag for
    seven nights and more.  Without a return there is no stay to compare with.
    """
    need_columns(bookings, "bookings", ("pnr", "nights"))
    kg = checked_kg(baggage, bookings).to_numpy()
    nights = bookings["nights"].to_numpy(dtype="float64", na_value=np.nan)
    words = np.select(
        [
            np.isnan(nights),
            (kg >= HEAVY_KG) & (nights <= SHORT_NIGHTS),
            (kg == 0) & (nights >= LONG_NIGHTS),
        ],
        [STAY_BAGGAGE[3], STAY_BAGGAGE[0], STAY_BAGGAGE[1]],
        default=STAY_BAGGAGE[2],
    )
    return by_pnr(bookings["pnr"], pd.Series(words), "baggage")
