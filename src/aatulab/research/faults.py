"""How long a database takes and whether it fails: drawn from the scenario, never waited for.

The same scenario, database and entry of the log give the same draw, so that a class sees the same
bad luck twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log
from typing import Literal
from zlib import crc32

import numpy as np

from aatulab.research.request import Status
from aatulab.research.scenario import Database, Scenario

_NINETEEN_OF_TWENTY = 1.6449  # standard deviations of the logarithm between half and 19 of 20


@dataclass(frozen=True)
class Line:
    """What the line did with one request; `waited_s` are seconds of the simulation."""

    state: Literal["open", "error", "time-out"]
    waited_s: float
    says: str = ""


def line_of(scenario: Scenario, database: Database, entry: int, at: datetime) -> Line:
    """Return whether a request gets through, and after how long."""
    for outage in database.outages:
        if outage.covers(at):
            return Line("error", 0.5, f"{database.title} is out of service: {outage.says}.")
    rng = _rng(scenario, database, "line", entry)
    waited_s = _log_normal(rng, database.latency_s)
    if waited_s > database.patience_s:
        says = f"No answer within {database.patience_s:g} seconds. Nothing is known of the outcome."
        return Line("time-out", database.patience_s, says)
    if rng.random() < database.errors:
        return Line(
            "error", waited_s, f"{database.title} answered with an error. Nothing was searched."
        )
    return Line("open", round(waited_s, 2))


def owners_answer(
    scenario: Scenario, database: Database, entry: int, at: datetime
) -> tuple[Status, datetime | None]:
    """Return what an owner answers to a question about a record, and when (None for never)."""
    rng = _rng(scenario, database, "owner", entry)
    answers = database.verification.answers
    drawn = list(answers)[int(rng.choice(len(answers), p=list(answers.values())))]
    minutes = _log_normal(rng, database.verification.minutes)
    came = None if drawn == "no answer" else at + timedelta(minutes=round(minutes))
    return drawn, came


def _log_normal(rng: np.random.Generator, typical: tuple[float, float]) -> float:
    middle, slow = typical
    return exp(log(middle) + log(slow / middle) / _NINETEEN_OF_TWENTY * rng.standard_normal())


def _rng(scenario: Scenario, database: Database, what: str, entry: int) -> np.random.Generator:
    key = (crc32(database.name.encode()), crc32(what.encode()), entry)
    return np.random.Generator(
        np.random.SFC64(np.random.SeedSequence(scenario.seed, spawn_key=key))
    )
