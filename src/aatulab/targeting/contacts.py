"""Signals of contact: phones and mail addresses that stand on several bookings.

Counts bookings (PNRs), never rows: one booking may give the same phone twice.
Says nothing about why a contact is shared: a courier's handler, an aunt who books for the
family and a travel agency all look alike here.
"""

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

KINDS = ("phone", "email")


def bookings_per_contact(contacts: pd.DataFrame, kind: str | None = None) -> pd.DataFrame:
    """Return `kind`, `value`, `pnrs`: on how many bookings each contact point stands.

    Most used first; ties in the order of the value, so that two runs agree.

    >>> rows = pd.DataFrame({"pnr": ["A", "B", "B"], "kind": "phone", "value": "+1"})
    >>> int(bookings_per_contact(rows)["pnrs"].iloc[0])
    2
    """
    rows = _of_kind(contacts, kind)
    counts = rows.groupby(["kind", "value"])["pnr"].nunique().rename("pnrs").reset_index()
    return counts.sort_values(["pnrs", "value"], ascending=[False, True], ignore_index=True)


def contact_reuse(contacts: pd.DataFrame, kind: str | None = None) -> "pd.Series[int]":
    """Return for each `pnr` on how many bookings its busiest contact point stands.

    1 means: its own alone.  A booking without a contact point is not in the answer.
    """
    rows = _of_kind(contacts, kind)
    busy = rows.groupby(["kind", "value"])["pnr"].transform("nunique")
    return busy.groupby(rows["pnr"]).max().rename("contact_reuse")


def bookings_sharing(contacts: pd.DataFrame, value: str) -> list[str]:
    """Return the PNRs that give this contact point, sorted."""
    need_columns(contacts, "contacts", ("pnr", "value"))
    return sorted(set(contacts.loc[contacts["value"] == value, "pnr"]))


def _of_kind(contacts: pd.DataFrame, kind: str | None) -> pd.DataFrame:
    need_columns(contacts, "contacts", ("pnr", "kind", "value"))
    if kind is None:
        return contacts
    if kind not in KINDS:
        raise TargetingError(f"kind: found {kind!r}, expected one of {', '.join(KINDS)}, or None.")
    return contacts[contacts["kind"] == kind]
