"""Signals of a plan that moves: when it was paid, when the journey was changed, where it goes on.

A booking has a dated history.  Plans change for everybody; what changed, and how late, is a
question and never an answer.  Called by lessons and by `aatulab.targeting.journeys`.
"""

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.routes import detour_ratio
from aatulab.targeting.tables import by_pnr, need_columns

CHANGES_OF_THE_JOURNEY = ("date", "route")
_CHANGES = ("date", "route", "name", "contact", "service", "split")


def ticketed_h(bookings: pd.DataFrame) -> "pd.Series[float]":
    """Return the hours from the issue of the tickets to the first departure, indexed by `pnr`.

    A booking that was held for weeks and paid on the last evening has a long lead time, and few
    hours here.
    """
    need_columns(bookings, "bookings", ("pnr", "ticketed_at", "departs_at"))
    hours = (bookings["departs_at"] - bookings["ticketed_at"]).dt.total_seconds() / 3600
    return by_pnr(bookings["pnr"], hours, "ticketed_h")


def last_change_h(
    bookings: pd.DataFrame,
    changes: pd.DataFrame,
    kinds: tuple[str, ...] = CHANGES_OF_THE_JOURNEY,
) -> "pd.Series[float]":
    """Return the hours from the last change of these kinds to the departure, indexed by `pnr`.

    Missing where nothing of the kind was changed.  A corrected spelling or a seat is no change of
    the journey.
    """
    need_columns(bookings, "bookings", ("pnr", "departs_at"))
    need_columns(changes, "booking_changes", ("pnr", "changed_at", "kind"))
    unknown = [kind for kind in kinds if kind not in _CHANGES]
    if unknown:
        raise TargetingError(
            f"kinds: found {unknown[0]!r}, expected some of {', '.join(_CHANGES)}."
        )
    last = changes[changes["kind"].isin(kinds)].groupby("pnr")["changed_at"].max()
    moments = last.reindex(bookings["pnr"]).set_axis(bookings.index)
    hours = (bookings["departs_at"] - moments).dt.total_seconds() / 3600
    return by_pnr(bookings["pnr"], hours, "last_change_h")


def onward_journeys(
    bookings: pd.DataFrame, onward_tickets: pd.DataFrame, airports: pd.DataFrame
) -> pd.DataFrame:
    """Return the whole journey of those who fly on with a ticket of another airline.

    Indexed by `pnr`: `itinerary` with the further airport, `bought_after_h` (hours between the two
    purchases), `at_hub_h` (hours between landing and the further departure) and `detour_ratio` of
    the whole.
    """
    need_columns(bookings, "bookings", ("pnr", "itinerary", "booked_at", "arrives_at"))
    need_columns(
        onward_tickets, "onward_tickets", ("pnr", "destination", "departs_at", "booked_at")
    )
    further = onward_tickets[["pnr", "destination", "departs_at", "booked_at"]]
    both = bookings[["pnr", "itinerary", "booked_at", "arrives_at"]].merge(
        further, on="pnr", suffixes=("", "_further"), validate="one_to_one"
    )
    both["itinerary"] = both["itinerary"] + "-" + both["destination"]
    bought = both["booked_at_further"] - both["booked_at"]
    waits = both["departs_at"] - both["arrives_at"]
    return pd.DataFrame(
        {
            "itinerary": both["itinerary"].to_numpy(),
            "bought_after_h": (bought.dt.total_seconds() / 3600).to_numpy(),
            "at_hub_h": (waits.dt.total_seconds() / 3600).to_numpy(),
            "detour_ratio": detour_ratio(both, airports).to_numpy(),
        },
        index=pd.Index(both["pnr"], name="pnr"),
    )
