"""A log of how flights were handled, to practise on, made from a case's bookings.

It holds what the first review of a young unit finds: acts outside the mandate, searches without a
second person, one officer who reviews himself, dossiers that end on a desk, tasks that reach the
hall after the traveller.  The same case and the same generator give the same tables.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from aatulab.targeting.tables import need_columns
from aatulab.targeting.unit.mandate import APPROVED, RECEIVERS, sharing_table

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

DOSSIERS, TRANSFERS = 60, 240
# act, the service whose it is, median minutes on the desk
_STEPS = (
    ("match", "analyst", 25),
    ("review", "analyst", 240),
    ("task", "head of unit", 150),
    ("check document", "border police", 12),
    ("question", "customs", 9),
    ("X-ray", "airport security", 14),
    ("open bag", "customs", 11),
    ("search person", "customs", 30),
    ("tell partner", "analyst", 95),
    ("report back", "analyst", 400),
)
_ORDERED_BEFORE_LANDING = 3  # steps; the others wait for the aircraft
_OTHERS = {  # who else did it, and how often; not every agreement gives them the power
    "question": ("airport security", 0.1),
    "open bag": ("airport security", 0.1),
    "search person": ("border police", 0.4),
    "X-ray": ("border police", 0.1),
}
_COLUMNS = ["dossier", "pnr", "act", "service", "officer", "came_at", "done_at", "approved_by"]


class _Step(NamedTuple):
    act: str
    service: str
    minutes: float


def practice_handling(case: "Case", rng: np.random.Generator) -> pd.DataFrame:
    """Return the steps of some sixty dossiers, in the order in which they were filed.

    Columns: `entry`, `dossier`, `pnr`, `act`, `service`, `officer`, `came_at`, `done_at` (both
    UTC, to the minute), `approved_by` (None where nobody did).
    """
    bookings = case.bookings.sort_values("pnr", ignore_index=True)
    count = min(DOSSIERS, len(bookings))
    picked = bookings.iloc[np.sort(rng.choice(len(bookings), count, replace=False))]
    rows = [
        row
        for number, (pnr, lands_at) in enumerate(
            zip(picked["pnr"], picked["arrives_at"], strict=True), start=1
        )
        for row in _dossier(f"D{number:02d}", str(pnr), lands_at, rng)
    ]
    log = pd.DataFrame(rows, columns=_COLUMNS)
    log = log.iloc[rng.permutation(len(log))]  # filed as papers come in, so sort before you count
    log.insert(0, "entry", np.arange(1, len(log) + 1))
    return log.reset_index(drop=True)


def practice_shared(log: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return what was passed on: `transfer`, `dossier`, `data`, `receiver`.

    Most of it was allowed; some went to whoever asked.
    """
    need_columns(log, "log", ("dossier",), "practice_handling(case, rng)")
    allowed = sharing_table()
    rows = allowed.iloc[rng.integers(0, len(allowed), TRANSFERS)].reset_index(drop=True)
    is_loose = rng.random(TRANSFERS) < 0.18
    rows["receiver"] = np.where(is_loose, rng.choice(RECEIVERS, TRANSFERS), rows["receiver"])
    rows.insert(0, "dossier", rng.choice(log["dossier"].unique(), TRANSFERS))
    rows.insert(0, "transfer", np.arange(1, TRANSFERS + 1))
    return rows


def _dossier(
    dossier: str, pnr: str, lands_at: pd.Timestamp, rng: np.random.Generator
) -> list[tuple[object, ...]]:
    steps = _steps(rng)
    came = lands_at - pd.Timedelta(minutes=int(rng.integers(380, 1900)))
    reviews_himself = rng.random() < 0.15
    rows: list[tuple[object, ...]] = []
    matcher = ""
    for number, step in enumerate(steps):
        if number == _ORDERED_BEFORE_LANDING:
            came = max(came, lands_at) + pd.Timedelta(minutes=int(rng.integers(5, 25)))
        done = came + pd.Timedelta(minutes=max(1, round(step.minutes)))
        officer = f"{step.service} {int(rng.integers(1, 4))}"
        if step.act == "review":
            officer = matcher if reviews_himself else _another(matcher, rng)
        matcher = officer if step.act == "match" else matcher
        approved = _approval(step.act, officer, rng)
        rows.append((dossier, pnr, step.act, step.service, officer, came.floor("min"),
                     done.floor("min"), approved))  # fmt: skip
        came = done + pd.Timedelta(minutes=int(rng.integers(0, 6)))
    return rows


def _steps(rng: np.random.Generator) -> list[_Step]:
    """Return the steps of one dossier: not all reach a bag, few a person, some never come home."""
    last = len(_STEPS)
    if rng.random() < 0.35:  # the paper stays where it lies
        last = int(rng.choice([2, 3, 4, 5, 7]))
    steps = []
    for act, owner, median in _STEPS[:last]:
        if act in APPROVED and rng.random() < 0.45:
            continue
        other, often = _OTHERS.get(act, (owner, 0.0))
        service = other if rng.random() < often else owner
        steps.append(_Step(act, service, median * float(rng.lognormal(0, 0.8))))
    return steps


def _another(matcher: str, rng: np.random.Generator) -> str:
    own = int(matcher.rsplit(" ", 1)[1])
    return f"analyst {(own + int(rng.integers(0, 2))) % 3 + 1}"


def _approval(act: str, officer: str, rng: np.random.Generator) -> str | None:
    if act not in APPROVED:
        return None
    draw = rng.random()
    if draw < 0.2:
        return None
    return officer if draw < 0.32 else "head of unit"
