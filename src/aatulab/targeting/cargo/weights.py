"""Weights and pieces at acceptance and at arrival: what was gained on the way, and who said so.

Two scales differ by a little, always; what is more than that has a reason, mostly a skid, ice
or a slip of the pen.  A difference says that somebody has to look at two weighing slips.
"""

import pandas as pd

from aatulab.targeting.tables import need_columns

ACCEPTED, RECEIVED, DISCREPANCY = "RCS", "RCF", "DIS"


def weight_differences(events: pd.DataFrame, station: str) -> pd.DataFrame:
    """Return what was accepted and what was received at `station`, one row a waybill.

    Columns, indexed by `awb`: `accepted_kg`, `received_kg`, `gain_kg`, `gain_share` (of the
    accepted weight), `more_pieces` (below zero: missing) and `reported` (a discrepancy report
    was written).  What was received in parts is added up; a waybill that was not yet received
    is not in the answer.
    """
    need_columns(events, "cargo_events", ("awb", "code", "station", "pieces", "kg"))
    accepted = events[events["code"] == ACCEPTED].groupby("awb")[["pieces", "kg"]].sum()
    here = (events["code"] == RECEIVED) & (events["station"] == station)
    received = events[here].groupby("awb")[["pieces", "kg"]].sum()
    both = accepted.add_suffix("_then").join(received.add_suffix("_now"), how="inner")
    gain = (both["kg_now"] - both["kg_then"]).round(1)
    reports = events.loc[events["code"] == DISCREPANCY, "awb"]
    return pd.DataFrame(
        {
            "accepted_kg": both["kg_then"],
            "received_kg": both["kg_now"].round(1),
            "gain_kg": gain,
            "gain_share": gain / both["kg_then"],
            "more_pieces": both["pieces_now"] - both["pieces_then"],
            "reported": both.index.isin(reports),
        }
    )


def scale_noise(differences: pd.DataFrame) -> float:
    """Return the share of its weight by which two scales differ for all but 1 in 20 waybills.

    Reckoned from the waybills whose pieces agree; the quantile leaves the few with a reason out.
    """
    need_columns(differences, "differences", ("gain_share", "more_pieces"))
    same = differences[differences["more_pieces"] == 0]
    return float(same["gain_share"].abs().quantile(0.95))
