"""Parties: how old the shipper's account is, who shares a phone, and what the register says.

What a firm does and since when is compared with what is sent to it.  A firm's or a person's
name is a key here and nothing else: no name, country or kind of name is a signal.
"""

import pandas as pd

from aatulab.targeting.tables import need_columns

YOUNG_FIRM_DAYS = 365


def account_age_days(consignments: pd.DataFrame) -> "pd.Series[float]":
    """Return the days from the opening of the shipper's account to the booking.

    Missing where there is no account, as with private persons.
    """
    need_columns(consignments, "consignments", ("account_opened_on", "booked_at"))
    booked = consignments["booked_at"].dt.tz_convert(None).dt.normalize()
    opened = pd.to_datetime(consignments["account_opened_on"])
    age: pd.Series[float] = (booked - opened).dt.days.astype("float64")
    return age.rename("account_age_days")


def consignees_on_phone(consignments: pd.DataFrame) -> "pd.Series[int]":
    """Return for each consignment how many names of consignees give its phone.

    >>> rows = pd.DataFrame({"consignee_phone": ["+1", "+1"], "consignee_name": ["A", "B"]})
    >>> consignees_on_phone(rows).tolist()
    [2, 2]
    """
    need_columns(consignments, "consignments", ("consignee_phone", "consignee_name"))
    names = consignments.groupby("consignee_phone")["consignee_name"].transform("nunique")
    return names.astype("int64").rename("consignees_on_phone")


def unfitting_business(consignments: pd.DataFrame, firms: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether the goods lie in no chapter of the consignee's business.

    A consignee who is not in the register, or whose business has no goods, does not count.
    """
    need_columns(consignments, "consignments", ("consignee_name", "hs_code"))
    need_columns(firms, "firms", ("name", "hs_chapters"))
    chapters = consignments["consignee_name"].map(firms.set_index("name")["hs_chapters"])
    sent = consignments["hs_code"].str[:2]
    pairs = zip(chapters, sent, strict=True)
    unfitting = [
        isinstance(known, str) and isinstance(chapter, str) and chapter not in known.split()
        for known, chapter in pairs
    ]
    return pd.Series(unfitting, index=consignments.index, name="unfitting_business")


def young_consignee(consignments: pd.DataFrame, firms: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether the consignee's firm was registered in the year before the booking."""
    need_columns(consignments, "consignments", ("consignee_name", "booked_at"))
    need_columns(firms, "firms", ("name", "registered_on"))
    registered = pd.to_datetime(
        consignments["consignee_name"].map(firms.set_index("name")["registered_on"])
    )
    booked = consignments["booked_at"].dt.tz_convert(None)
    is_young: pd.Series[bool] = (booked - registered).dt.days < YOUNG_FIRM_DAYS
    return is_young.rename("young_consignee")
