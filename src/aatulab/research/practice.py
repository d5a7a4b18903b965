"""A night of look-ups and what partners reported, to practise on.

It holds what the morning after finds: questions that nobody may ask, lines that failed, owners who
answered twice, one sentence that came in by five doors.  The same moment and generator give the
same night.  Officers, cases and records are invented; nobody is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from aatulab.chain import COLUMN
from aatulab.research.log import Entry, RequestLog, digest_of

QUESTIONS, RECORDS = 170, 40
_PURPOSES = ("serious crime", "terrorist offences", "stolen document", "missing person")
# database: what it may be asked for, and by whom
_REGISTER = {
    "documents": (_PURPOSES, ("targeting officer", "inspecting officer", "liaison officer")),
    "notices": (_PURPOSES[:2] + _PURPOSES[3:], ("targeting officer", "liaison officer")),
    "sanctions": (_PURPOSES[:2], ("targeting officer", "liaison officer")),
    "firms": (_PURPOSES[:2], ("targeting officer", "inspecting officer", "liaison officer")),
    "cargo": (_PURPOSES[:1], ("targeting officer", "inspecting officer")),
}
_PERSONAL = ("documents", "notices", "sanctions")
_ROLES = ("targeting officer", "targeting officer", "inspecting officer", "liaison officer",
          "targeting officer", "inspecting officer")  # fmt: skip
_OUTCOMES = {"no hit": 0.7, "hit": 0.1, "possible": 0.06, "error": 0.07, "time-out": 0.07}
_FAILED = ("error", "time-out")


@dataclass(frozen=True)
class Night:
    """A log of look-ups, its last digest as it was kept elsewhere, and what a unit's lists hold."""

    log: pd.DataFrame
    head: str
    listed: frozenset[str]  # digests of those whom or what the unit's records name


def practice_register() -> pd.DataFrame:
    """Return who may ask which database for what: one row a pair of purpose and role.

    >>> practice_register().columns.tolist()
    ['database', 'purpose', 'role']
    """
    rows = [
        (database, purpose, role)
        for database, (purposes, roles) in _REGISTER.items()
        for purpose in purposes
        for role in roles
    ]
    return pd.DataFrame(rows, columns=["database", "purpose", "role"])


def practice_night(now: datetime, rng: np.random.Generator, questions: int = QUESTIONS) -> Night:
    """Return the look-ups of the ten hours before `now`, in order; somebody has been at the log.

    The log is `RequestLog.table()`'s.  One entry is another than it was written.
    """
    log, listed = RequestLog(), set()
    moment = now - timedelta(hours=10)
    again: list[tuple[datetime, Entry]] = []
    for number in range(questions):
        moment += timedelta(seconds=int(rng.exponential(34_000 / questions)) + 5)
        entry = _question(number, moment, rng)
        if not (entry.database in _PERSONAL and rng.random() < 0.05):  # asked out of curiosity
            listed.add(entry.subject)
        for _, failed in [one for one in again if one[0] <= moment]:
            log.append(replace(failed, at=_text(moment), outcome=_outcome(rng)))
        again = [one for one in again if one[0] > moment]
        log.append(entry)
        if entry.outcome in _FAILED and rng.random() < 0.6:
            again.append((moment + timedelta(minutes=int(rng.integers(4, 40))), entry))
    return Night(_touched(log.table(), rng), log.head, frozenset(listed))


def practice_records(now: datetime, rng: np.random.Generator) -> pd.DataFrame:
    """Return what came of the records that were found: one row a question to their owners.

    Columns: `record`, `outcome` (of the search: hit or possible), `asked_at`, `second` (what was
    sent to compare; empty for nothing), `status`, `answered_at` (missing for never; some answers
    are still to come).  Rows lie as they were filed, and owners may correct themselves.
    """
    rows = [row for number in range(1, RECORDS + 1) for row in _asked(number, now, rng)]
    columns = ["record", "outcome", "asked_at", "second", "status", "answered_at"]
    table = pd.DataFrame(rows, columns=columns)
    for name in ("asked_at", "answered_at"):
        table[name] = pd.to_datetime(table[name], utc=True)
    return table.iloc[rng.permutation(len(table))].reset_index(drop=True)


def _question(number: int, moment: datetime, rng: np.random.Generator) -> Entry:
    officer = int(rng.integers(0, len(_ROLES)))
    role, database = _ROLES[officer], str(rng.choice(list(_REGISTER)))
    purposes, roles = _REGISTER[database]
    purpose = str(rng.choice(purposes))
    if role not in roles and rng.random() < 0.85:  # most know what they may ask
        role, officer = _ROLES[0], 0
    draw, outcome, ground = rng.random(), _outcome(rng), "open case"
    if draw < 0.06:
        purpose, outcome = "", "refused" if rng.random() < 0.6 else outcome
    elif draw < 0.12:
        purpose = str(rng.choice(_PURPOSES))
    return Entry(
        entry="",
        at=_text(moment),
        officer=f"officer-{officer + 1:02d}",
        role=role,
        action="ask",
        purpose=purpose,
        legal_ground=ground,
        case=f"K-{rng.integers(10, 60)}",
        database=database,
        query=digest_of({"database": database, "number": str(number), "night": _text(moment)}),
        subject=digest_of({"subject": str(number), "night": _text(moment)}),
        outcome=outcome,
        detail="",
    )


def _outcome(rng: np.random.Generator) -> str:
    return str(rng.choice(list(_OUTCOMES), p=list(_OUTCOMES.values())))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _touched(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the log after somebody wrote another officer into one entry, and kept its digest."""
    place = int(rng.integers(len(log) // 4, 3 * len(log) // 4))
    touched = log.copy()
    others = sorted(set(log["officer"]) - {log["officer"].iloc[place]})
    touched.loc[place, "officer"] = others[int(rng.integers(0, len(others)))]
    return touched.astype({COLUMN: "str"})


def _asked(number: int, now: datetime, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """Give the questions to one record's owner: none, one, or several that do not agree."""
    record = f"{rng.choice(list('DNL'))}{number:04d}"
    outcome = "hit" if rng.random() < 0.6 else "possible"
    at = now - timedelta(minutes=int(rng.integers(240, 560)))
    others = ["confirmed", "withdrawn", "no answer"]
    chances = [0.5, 0.25, 0.25]
    if outcome == "possible":
        others, chances = ["confirmed", "another person", "no answer"], [0.2, 0.5, 0.3]
    for _ in range(int(rng.choice([1, 2, 3], p=[0.55, 0.3, 0.15]))):
        second = "" if rng.random() < 0.15 else str(rng.choice(["date of birth", "type and State"]))
        status = str(rng.choice(others, p=chances)) if second else "refused"
        waited = int(rng.integers(15, 260))
        answered = None if status == "no answer" else at + timedelta(minutes=waited)
        yield record, outcome, at, second, status, answered
        at += timedelta(minutes=int(rng.integers(20, 140)))
