"""Build what a model may learn from: signals known at the landing, and results of inspections.

A signal that counts other bookings counts those of the four weeks up to its own day and none of a
later one: a count over the whole file would look into the future of the booking that it describes.
No column says who somebody is.  A booking that was never inspected has no result, which is not the
result "nothing".
"""

from typing import TYPE_CHECKING

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.reuse import uses_in_window
from aatulab.targeting.signals import signal_table

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

PAPERS = ("corporate", "marine", "humanitarian")  # fares that are sold against a paper
_DROPPED = ["contact_reuse"]  # counts the whole file, later days too


def landing_day(case: "Case") -> "pd.Series[int]":
    """Return the day of landing of each booking, counted from 0, indexed by `pnr`."""
    landed = case.bookings.set_index("pnr")["arrives_at"]
    days: pd.Series[int] = (landed - landed.min().normalize()).dt.days
    return days.rename("day")


def learning_signals(case: "Case") -> pd.DataFrame:
    """Return the signals of every booking as floats, indexed by `pnr`; a missing one is NaN.

    Columns: those of `signal_table` but `contact_reuse`; instead `phone_uses` and `email_uses`
    (bookings of the last 28 days on the same contact), and `paper_fare` and `remark`, which may
    speak for somebody.
    """
    bookings = case.bookings.set_index("pnr")
    day = landing_day(case)
    contacts = case.contacts[case.contacts["pnr"].isin(bookings.index)]
    columns = dict(signal_table(case).drop(columns=_DROPPED).items())
    for kind in ("phone", "email"):
        of_kind = contacts[contacts["kind"] == kind].drop_duplicates("pnr").set_index("pnr")
        columns[f"{kind}_uses"] = uses_in_window(of_kind["value"].reindex(day.index), day)
    columns["paper_fare"] = bookings["fare_type"].isin(PAPERS)
    columns["remark"] = bookings["remarks"].notna()
    return pd.DataFrame(columns, index=day.index).astype("float64")


def results(case: "Case") -> pd.DataFrame:
    """Return one row an inspected booking: `found`, `reason`, `by_lot` and `day` of landing.

    Indexed by `pnr`.  A minor irregularity is not what the unit looks for, so nothing was found.
    """
    seen = case.inspections[case.inspections["flow"] == "passenger"].set_index("record")
    if not seen.index.is_unique:
        twice = seen.index[seen.index.duplicated()][0]
        raise TargetingError(f"inspections: {twice!r} stands there twice, expected once a booking.")
    day = landing_day(case)
    known = seen[seen.index.isin(day.index)]
    return pd.DataFrame(
        {
            "found": known["result"].eq("found"),
            "reason": known["reason"].astype("str"),
            "by_lot": known["reason"].eq("random"),
            "day": day.reindex(known.index),
        }
    ).rename_axis("pnr")
