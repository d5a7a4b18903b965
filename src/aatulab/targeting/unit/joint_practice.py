"""A draft agreement and a month of joint files, to practise on.

The draft holds what a first draft does: situations that nobody thought of, and rows that reach
further than was meant.  In the files a service now and then acts where another should decide, and
between two services things lie in nobody's hands.  The same case and generator give the same
tables.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.targeting.tables import need_columns
from aatulab.targeting.unit.decisions import (
    ANY,
    COLUMNS,
    MATTERS,
    NOBODY,
    PLACES,
    deciders,
    decision_table,
    gaps,
    overlaps,
)

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

FILES = 90
_MADE_BY = "practice_files(case, rng)"
_ORDER = ("stop", "question", "search goods", "search person", "seize goods", "detain", "refer")
_OFTEN = (1.0, 0.9, 0.75, 0.12, 0.3, 0.2, 0.5)  # how often a file comes to each act
_SAFE = 2  # the last rows, on people in danger, are left whole
_ASTRAY = 0.14  # a step by another service than the one that decides
# what each service takes home from a file
THINGS = {
    "customs": "seizure that stands",
    "police": "case that a prosecutor takes",
    "border guard": "decision on entry",
    "post": "sender and packing",
}


def practice_agreement(rng: np.random.Generator) -> pd.DataFrame:
    """Return a draft with two to five rows that say too little or too much."""
    draft = decision_table()
    while True:
        spoiled = draft.copy()
        for place in rng.choice(len(draft) - _SAFE, 2, replace=False):
            spoiled = spoiled.drop(index=place) if rng.random() < 0.5 else _narrow(spoiled, place)
        for place in rng.choice(spoiled.index[:-_SAFE], 2, replace=False):
            column = str(rng.choice(["place", "matter"]))
            spoiled.loc[place, column] = ANY
        if 3 <= len(gaps(spoiled)) <= 24 and 3 <= len(overlaps(spoiled)) <= 24:
            order = rng.permutation(len(spoiled))  # a draft is no list in order
            spoiled = spoiled.iloc[order].reset_index(drop=True)
            spoiled["row"] = [f"R{number:02d}" for number in range(1, len(spoiled) + 1)]
            return spoiled[list(COLUMNS)]


def practice_files(case: "Case", rng: np.random.Generator, files: int = FILES) -> pd.DataFrame:
    """Return the steps of joint files, in the order of time within each.

    Columns: `entry`, `file`, `at` (UTC, to the minute), `act`, `place`, `matter`, `service`.
    """
    decides = deciders(decision_table()).set_index(["act", "place", "matter"])["decide"]
    rows = []
    for number in range(1, files + 1):
        place = str(rng.choice(PLACES, p=[0.2, 0.35, 0.15, 0.3]))
        matter = str(rng.choice(MATTERS, p=[0.3, 0.45, 0.15, 0.1]))
        at = case.as_of - pd.Timedelta(minutes=int(rng.integers(600, 30 * 1440)))
        acting = ""
        for act, often in zip(_ORDER, _OFTEN, strict=True):
            if rng.random() > often:
                continue
            right = str(decides[act, place, matter])
            if right == NOBODY:
                continue
            # who goes astray is mostly the one who has the person or the parcel in hand
            service = acting if acting and rng.random() < _ASTRAY * 2 else right
            acting = service if service in THINGS else acting
            rows.append((f"F{number:02d}", at, act, place, matter, service))
            at += pd.Timedelta(minutes=int(rng.integers(4, 40)))
    log = pd.DataFrame(rows, columns=["file", "at", "act", "place", "matter", "service"])
    log.insert(0, "entry", np.arange(1, len(log) + 1))
    return log


def practice_handovers(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row for each change of hands in the files.

    Columns: `handover`, `file`, `gives`, `takes`, `given_at`, `taken_at` (missing where nobody
    took it), `taken_by` (an officer, None where no name stands), `reason` and `papers` (whether
    they came along).
    """
    need_columns(log, "log", ("file", "at", "service"), _MADE_BY)
    before = log.groupby("file").shift()
    changes = log[before["service"].notna() & (before["service"] != log["service"])]
    count = len(changes)
    given = before.loc[changes.index, "at"].astype("datetime64[ns, UTC]") + pd.Timedelta(minutes=2)
    lying = np.round(rng.lognormal(1.6, 1.0, count) * np.where(rng.random(count) < 0.2, 6, 1))
    taken = given + pd.to_timedelta(lying, unit="min")
    is_lost = rng.random(count) < 0.06
    is_lost[rng.integers(count)] = True  # no month is without one
    officers = [f"{who} {int(rng.integers(1, 5))}" for who in changes["service"]]
    unnamed = is_lost | (rng.random(count) < 0.12)
    table = pd.DataFrame(
        {
            "handover": np.arange(1, count + 1),
            "file": changes["file"].to_numpy(),
            "gives": before.loc[changes.index, "service"].to_numpy(),
            "takes": changes["service"].to_numpy(),
            "given_at": given.to_numpy(),
            "taken_at": taken.where(~pd.Series(is_lost, index=taken.index)).to_numpy(),
            "taken_by": [
                None if gone else who for who, gone in zip(officers, unnamed, strict=True)
            ],
            "reason": rng.random(count) > 0.15,
            "papers": rng.random(count) > 0.12,
        }
    )
    for column in ("given_at", "taken_at"):
        table[column] = pd.to_datetime(table[column], utc=True)
    return table


def practice_kept(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return what was there to be had in each file, and whether it was lost.

    Columns: `file`, `service`, `thing`, `took_part` (the service did a step of the file), `lost`.
    """
    need_columns(log, "log", ("file", "place", "matter", "service"), _MADE_BY)
    rows = []
    for file, steps in log.groupby("file"):
        wanted = [service for service in THINGS if _has_a_stake(service, steps)]
        for service in wanted:
            took_part = bool((steps["service"] == service).any())
            lost = bool(rng.random() < (0.1 if took_part else 0.62))
            rows.append((str(file), service, THINGS[service], took_part, lost))
    return pd.DataFrame(rows, columns=["file", "service", "thing", "took_part", "lost"])


def _has_a_stake(service: str, steps: pd.DataFrame) -> bool:
    place, matter = str(steps["place"].iloc[0]), str(steps["matter"].iloc[0])
    return {
        "customs": matter in {"duty", "crime"},
        "police": matter in {"crime", "protection"},
        "border guard": place != "mail centre" and matter in {"entry", "protection", "crime"},
        "post": place == "mail centre",
    }[service]


def _narrow(table: pd.DataFrame, place: int) -> pd.DataFrame:
    """Let a rule say one place less than it should."""
    cell = str(table.loc[place, "place"])
    words = list(PLACES) if cell == ANY else cell.split(", ")
    if len(words) == 1:
        return table.drop(index=place)
    narrowed = table.copy()
    narrowed.loc[place, "place"] = ", ".join(words[:-1])
    return narrowed
