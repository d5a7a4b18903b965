"""Signals of contact: phones and mail addresses that stand on several bookings.

Counts bookings (PNRs), never rows: one booking may give the same phone twice.
Says nothing about why a contact is shared: a courier's handler, an aunt who books for the
family and a travel agency all look alike here.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

KINDS = ("phone", "email")
Numbers = npt.NDArray[np.int64]


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
    booking, pnrs = pd.factorize(rows["pnr"], sort=True)
    reuse = pd.Series(_busiest(booking, rows, len(pnrs)), index=pnrs, name="contact_reuse")
    return reuse[reuse > 0].rename_axis("pnr")


def contact_reuse_of(pnrs: pd.Index, contacts: pd.DataFrame) -> "pd.Series[int]":
    """Return for these bookings what `contact_reuse` does, and 0 without a contact point."""
    need_columns(contacts, "contacts", ("pnr", "kind", "value"))
    # numbered from the listed ones on, which spares looking them up among all others
    booking = pd.factorize(pd.concat([pnrs.to_series(), contacts["pnr"]]))[0]
    busiest = _busiest(booking[len(pnrs) :], contacts, booking.max(initial=0) + 1)
    return pd.Series(busiest[booking[: len(pnrs)]], index=pnrs, name="contact_reuse")


def _busiest(booking: Numbers, contacts: pd.DataFrame, bookings: int) -> Numbers:
    """Return for each of so many bookings on how many its busiest contact point stands."""
    value, kind = pd.factorize(contacts["value"])[0], pd.factorize(contacts["kind"])[0]
    known = (booking >= 0) & (value >= 0) & (kind >= 0)
    booking, point = booking[known], _number_pairs(value[known], kind[known])
    # each contact point once a booking, then how many bookings it has
    once = np.unique(_number_pairs(point, booking), return_index=True)[1]
    bookings_on_point = np.bincount(point[once])
    busiest = np.zeros(bookings, dtype=np.int64)
    np.maximum.at(busiest, booking, bookings_on_point[point])
    return busiest


def _number_pairs(first: Numbers, second: Numbers) -> Numbers:
    """Return a number for each pair, the same for equal pairs."""
    width = int(second.max(initial=0)) + 1
    return first.astype(np.int64) * width + second


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
