"""What each airport knew, since when; when it was enough; and what did not come in time.

Facts have the columns `fact`, `airport`, `arose_at`; messages `message`, `fact`, `from_airport`,
`to_airport`, `sent_at`, `received_at` (missing where it never came); all moments in UTC.
"""

from collections.abc import Collection

import pandas as pd
from pandas.api.typing import NaTType

from aatulab.targeting.tables import need_columns

FACTS = ("fact", "airport", "arose_at")
MESSAGES = ("fact", "to_airport", "received_at")
NEEDS = ("need", "fact", "airport", "until_at")


def first_known(facts: pd.DataFrame, messages: pd.DataFrame) -> pd.DataFrame:
    """Return since when each airport knew each fact: `fact`, `airport`, `known_at`.

    From where it arose it is known at once, elsewhere from the first message that came.
    """
    need_columns(facts, "facts", FACTS, "practice_borders(rng)")
    need_columns(messages, "messages", MESSAGES, "practice_borders(rng)")
    own = facts[["fact", "airport", "arose_at"]].set_axis(["fact", "airport", "known_at"], axis=1)
    came = messages.dropna(subset="received_at")[["fact", "to_airport", "received_at"]]
    told = came.set_axis(["fact", "airport", "known_at"], axis=1)
    both = pd.concat([own, told], ignore_index=True)
    return both.groupby(["fact", "airport"])["known_at"].min().reset_index()


def enough_at(
    known: pd.DataFrame, needed: Collection[str], airport: str = ""
) -> pd.Timestamp | NaTType:
    """Return the moment from which all needed facts were known, or `NaT` if it never came.

    At one `airport`, or without one anywhere among them, as if they sat in one room.
    """
    need_columns(known, "known", ("fact", "airport", "known_at"), "first_known(facts, messages)")
    rows = known[known["airport"] == airport] if airport else known
    first = rows.groupby("fact")["known_at"].min()
    if not needed or set(needed) - set(first.dropna().index):
        return pd.NaT
    last: pd.Timestamp = first[list(needed)].max()
    return last


def unmet(needs: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the needs whose fact was not there in time, with `known_at` (missing: never).

    Who knows it on the minute of `until_at` is in time.
    """
    need_columns(needs, "needs", NEEDS, "practice_borders(rng)")
    need_columns(known, "known", ("fact", "airport", "known_at"), "first_known(facts, messages)")
    met = needs.merge(known, on=["fact", "airport"], how="left")
    is_late = met["known_at"].isna() | (met["known_at"] > met["until_at"])
    return met[is_late].reset_index(drop=True)
