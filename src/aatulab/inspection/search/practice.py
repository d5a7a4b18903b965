"""A week's log of measures, and a day's selection, to practise on.

Most people in the log were asked something, answered, and went home.  With some, one thing was not
as it should be.  The same case and generator give the same tables; officers are invented, and a
traveller is only a number.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.inspection.search.ladder import COLUMNS, LADDER

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

_ANSWERED = (0.0, 0.4, 0.35, 0.35, 0.4, 0.5, 1.0)  # how often a step answers the question
_GROUNDS = ("answer and ticket differ", "scale shows more than the tag", "image shows a dark area",
            "seam of the lining is new", "two hotels named for one night")  # fmt: skip
_MEDICAL = ("doctor-1", "nurse-2")
_SLIP_ODDS = 0.11  # a line: the longer the papers, the likelier a slip


def practice_measures(
    now: pd.Timestamp, rng: np.random.Generator, people: int = 120
) -> pd.DataFrame:
    """Return one row a measure, person after person, with the columns of a log."""
    rows: list[dict[str, object]] = []
    for number in range(1, people + 1):
        own = _in_order(f"T{number:02d}", now, rng)
        if rng.random() < _SLIP_ODDS * len(own):
            _slip(own, rng)
        rows += own
    for line, row in enumerate(rows, start=1):
        row["line"] = line
    return pd.DataFrame(rows, columns=list(COLUMNS))


def practice_selection(case: "Case", rng: np.random.Generator, count: int = 60) -> pd.DataFrame:
    """Return selected bookings of a case: `pnr`, `points`, `minutes` of the check they need."""
    chosen = case.bookings["pnr"].iloc[rng.choice(len(case.bookings), count, replace=False)]
    highest = rng.choice([2, 3, 4], count, p=[0.3, 0.3, 0.4])  # how far up the ladder
    minutes = np.cumsum([step.minutes for step in LADDER])[highest]
    return pd.DataFrame(
        {
            "pnr": chosen.to_numpy(),
            "points": rng.integers(3, 13, count),
            "minutes": minutes + rng.integers(0, 7, count),
        }
    )


def _in_order(person: str, now: pd.Timestamp, rng: np.random.Generator) -> list[dict[str, object]]:
    officers = [
        f"officer-{number:02d}" for number in rng.choice(np.arange(1, 10), 2, replace=False)
    ]
    at = now - pd.Timedelta(minutes=int(rng.integers(600, 7 * 1440)))
    rows: list[dict[str, object]] = []
    for step, odds in zip(LADDER, _ANSWERED, strict=True):
        is_answered = bool(rng.random() < odds)
        by = _MEDICAL if step.name == "medical" else officers  # no officer is in that room
        rows.append(
            {
                "person": person,
                "at": at,
                "step": step.name,
                "officer": by[0],
                "witness": by[1] if step.needs_two else "",
                "ground": str(rng.choice(_GROUNDS)) if step.needs_ground else "",
                "approved_by": step.approval,
                "result": "answered" if is_answered else "open",
            }
        )
        at += pd.Timedelta(minutes=step.minutes + int(rng.integers(0, 6)))
        if is_answered:
            break
    return rows


def _slip(rows: list[dict[str, object]], rng: np.random.Generator) -> None:
    """Let one thing be wrong, of those that may be with so many rows."""
    count = len(rows)
    fitting = [slip for slip, (fewest, most) in _SLIPS.items() if fewest <= count <= most]
    if fitting:
        fitting[int(rng.integers(len(fitting)))](rows, rng)


def _jump(rows: list[dict[str, object]], rng: np.random.Generator) -> None:
    del rows[int(rng.integers(1, len(rows) - 1))]


def _no_ground(rows: list[dict[str, object]], rng: np.random.Generator) -> None:
    rows[int(rng.integers(2, len(rows)))]["ground"] = ""


def _no_approval(rows: list[dict[str, object]], _rng: np.random.Generator) -> None:
    rows[5]["approved_by"] = ""


def _alone(rows: list[dict[str, object]], rng: np.random.Generator) -> None:
    rows[-1]["witness"] = rows[-1]["officer"] if rng.random() < 0.5 else ""


def _after(rows: list[dict[str, object]], rng: np.random.Generator) -> None:
    """Go on although the last line had answered the question."""
    step, last = LADDER[len(rows)], rows[-1]
    at = pd.Timestamp(str(last["at"])) + pd.Timedelta(minutes=9)
    ground = str(rng.choice(_GROUNDS)) if step.needs_ground else ""
    more = {"at": at, "step": step.name, "ground": ground, "approved_by": step.approval,
            "witness": "officer-10" if step.needs_two else "", "result": "open"}  # fmt: skip
    rows.append({**last, **more})


Slip = Callable[[list[dict[str, object]], np.random.Generator], None]
# each with the fewest and the most rows that it needs
_SLIPS: Mapping[Slip, tuple[int, int]] = {
    _jump: (3, 9), _no_ground: (3, 9), _no_approval: (6, 9), _alone: (5, 9), _after: (2, 5),
}  # fmt: skip
