"""Read a log of look-ups as an auditor does: what is missing, strange, or was changed.

Every finding is a question to the officer, not a verdict.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta

import pandas as pd

from aatulab.chain import COLUMN, START, first_break
from aatulab.errors import ResearchError
from aatulab.research.log import COLUMNS

FINDINGS = ("no purpose", "curiosity", "burst", "gap", "tampering")
BURST_REQUESTS, BURST_MINUTES = 12, 10
# about whom or what the unit's lists can say whether it is on them
_PERSONAL = ("documents", "notices", "sanctions", "directors")
Finding = tuple[str, str, str]  # entry, finding, what the auditor says


def audit(
    log: pd.DataFrame,
    subjects: Collection[str] = (),
    *,
    head: str | None = None,
    burst: tuple[int, int] = (BURST_REQUESTS, BURST_MINUTES),
) -> pd.DataFrame:
    """Return what an auditor asks about: columns `entry`, `finding`, `says`.

    `log` is `RequestLog.table()`.  `subjects` are the digests of those on the unit's records (see
    `desk.subjects_of`); without them curiosity is not looked for.  `head` is the last digest as
    somebody else kept it, which shows what was cut off at the end or written anew.  `burst` is how
    many requests of one officer in how many minutes raise a question.
    """
    if missing := [name for name in (*COLUMNS, COLUMN) if name not in log.columns]:
        raise ResearchError(f"log: there is no column {missing[0]!r}; found {list(log.columns)}.")
    found = [
        *_without_purpose(log),
        *(_curiosity(log, set(subjects)) if subjects else ()),
        *_bursts(log, *burst),
        *_gaps(log),
        *_tampering(log, head),
    ]
    return pd.DataFrame(found, columns=["entry", "finding", "says"]).astype("str")


def _without_purpose(log: pd.DataFrame) -> Iterator[Finding]:
    for row in log[log["purpose"].str.strip() == ""].itertuples():
        asked = "was refused" if row.outcome == "refused" else "was answered"
        yield str(row.entry), "no purpose", f"{row.officer} gave no purpose; it {asked}."


def _curiosity(log: pd.DataFrame, subjects: set[str]) -> Iterator[Finding]:
    about = log[(log["subject"] != "") & (log["action"] == "ask") & (log["outcome"] != "refused")]
    about = about[about["database"].isin(_PERSONAL)]
    for row in about[~about["subject"].isin(subjects)].itertuples():
        yield (
            str(row.entry),
            "curiosity",
            f"{row.officer} asked {row.database} about what is on no record here. What led there?",
        )


def _bursts(log: pd.DataFrame, requests: int, minutes: int) -> Iterator[Finding]:
    asked = log[log["action"] == "ask"]
    for officer, rows in asked.groupby("officer", sort=True):
        at = pd.to_datetime(rows["at"], utc=True).sort_values()
        entries = rows.loc[at.index, "entry"].to_numpy()
        begins, reported_until = 0, -1
        for place, moment in enumerate(at):
            while moment - at.iloc[begins] > timedelta(minutes=minutes):
                begins += 1
            if place - begins + 1 >= requests and begins > reported_until:
                reported_until = place
                span = f"entries {entries[begins]} to {entries[place]}"
                says = f"{officer} asked {requests} times within {minutes} minutes, {span}."
                yield str(entries[begins]), "burst", says


def _gaps(log: pd.DataFrame) -> Iterator[Finding]:
    numbers = pd.to_numeric(log["entry"], errors="coerce")
    at = pd.to_datetime(log["at"], utc=True)
    expected = 1
    for place, number in enumerate(numbers):
        if number != expected:
            yield (
                str(log["entry"].iloc[place]),
                "gap",
                f"Entry {expected} is expected here, {log['entry'].iloc[place]} was found.",
            )
        if place and at.iloc[place] < at.iloc[place - 1]:
            yield (
                str(log["entry"].iloc[place]),
                "gap",
                "Its time lies before that of the one above.",
            )
        expected = int(number) + 1 if pd.notna(number) else expected + 1


def _tampering(log: pd.DataFrame, head: str | None) -> Iterator[Finding]:
    place = first_break(log) if len(log) else None
    if place is not None:
        says = "Its digest does not fit: this entry or the one above was changed, added or removed."
        yield str(log["entry"].iloc[place]), "tampering", says
    last = log[COLUMN].iloc[-1] if len(log) else START
    if head is not None and head != last:
        says = "The last digest is not the one that was kept elsewhere: the end is missing or new."
        yield str(log["entry"].iloc[-1]) if len(log) else "", "tampering", says
