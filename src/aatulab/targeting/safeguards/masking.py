"""Hide who somebody is after six months, and delete what is no longer needed.

Directive (EU) 2016/681, article 12: the fields that identify a passenger are masked six months
after the transfer; the data are deleted after five years.  C-817/19: after six months they may stay
only for people with an objective link to the offences that the directive is about.
"""

import pandas as pd

from aatulab.targeting.tables import need_columns

OPEN_MONTHS, KEPT_YEARS = 6, 5
IDENTITY = ("surname", "phone", "card")  # of what the lab's archive holds


def must_be_masked(received_at: "pd.Series[pd.Timestamp]", now: pd.Timestamp) -> "pd.Series[bool]":
    """Return for each record whether its six open months are over at `now`."""
    return received_at.map(lambda moment: moment + pd.DateOffset(months=OPEN_MONTHS) <= now)


def must_be_deleted(
    received_at: "pd.Series[pd.Timestamp]", linked: "pd.Series[bool]", now: pd.Timestamp
) -> "pd.Series[bool]":
    """Return for each record whether nothing of it may be kept at `now`.

    `linked` says that an officer has noted an objective link to a listed offence.
    """
    too_old = received_at.map(lambda moment: moment + pd.DateOffset(years=KEPT_YEARS) <= now)
    return too_old | (must_be_masked(received_at, now) & ~linked)


def depersonalise(archive: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Return the archive with the identifying fields emptied where their time is over.

    Every other field stays, so that the records may still be counted and compared.
    """
    need_columns(archive, "archive", ("received_at", *IDENTITY))
    due = must_be_masked(archive["received_at"], now)
    masked = archive.copy()
    for column in IDENTITY:
        masked[column] = masked[column].astype(object).mask(due, None)
    return masked
