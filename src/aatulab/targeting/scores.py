"""Add up signals into points, and keep the reason for every point.

A score puts a list in order and does nothing more: it is not a probability and not a verdict,
and a person decides.  Refuses to score what a person is (nationality, sex, age, name, faith,
health), whatever the data would say.  Called by lessons, widgets and reference solutions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

# Directive (EU) 2016/681 art. 6(4) and 7(6), and this project's own rule where it is stricter:
# what somebody is never scores; only what is done on a booking does.
NEVER_SCORES = frozenset(
    {
        "age",
        "birth_date",
        "disability",
        "ethnicity",
        "gender",
        "given_names",
        "health",
        "issuing_state",
        "language",
        "meal",
        "meal_code",
        "name",
        "nationality",
        "opinion",
        "origin",
        "origin_country",
        "race",
        "religion",
        "residence",
        "sex",
        "surname",
        "union",
    }
)


@dataclass(frozen=True)
class Rule:
    """Points for a signal that lies in a range, with the reason an officer reads.

    The rule applies where `at_least <= value < below`; without bounds, where the signal is
    true.  A missing value never applies.  Points below zero are for what speaks for somebody.
    """

    signal: str
    points: int
    reason: str
    at_least: float | None = None
    below: float | None = None

    def __post_init__(self) -> None:
        if self.signal.casefold() in NEVER_SCORES:
            raise TargetingError(
                f"Rule on {self.signal!r}: what a person is never scores (nationality, sex, age, "
                "name, faith, health). Score what was done on the booking instead."
            )
        if self.points == 0 or not self.reason.strip():
            raise TargetingError(
                f"Rule on {self.signal!r}: found {self.points} points and the reason "
                f"{self.reason!r}; expected points other than 0 and a reason in words."
            )
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            raise TargetingError(
                f"Rule on {self.signal!r}: at_least={self.at_least} is not below "
                f"below={self.below}, so it could never apply."
            )

    def applies(self, values: "pd.Series") -> "pd.Series[bool]":
        """Return for each value whether the rule gives its points."""
        if self.at_least is None and self.below is None:
            return values.fillna(value=False).astype(bool)
        numbers = values.to_numpy(dtype="float64", na_value=np.nan)
        applied = ~np.isnan(numbers)
        if self.at_least is not None:
            applied &= numbers >= self.at_least
        if self.below is not None:
            applied &= numbers < self.below
        return pd.Series(applied, index=values.index)


def score(signals: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Return `points` and `reasons` for each row of `signals`, most points first.

    Rows with equal points stand in the order of their index, so that two runs agree.

    >>> table = pd.DataFrame({"paid_cash": [True, False]}, index=["A", "B"])
    >>> score(table, [Rule("paid_cash", 2, "paid in cash")]).loc["A", "reasons"]
    'paid in cash (+2)'
    """
    if not rules:
        raise TargetingError("rules: found none, expected at least one Rule.")
    if not signals.index.is_unique:
        twice = signals.index[signals.index.duplicated()][0]
        raise TargetingError(f"signals: the index holds {twice!r} twice; one row a booking.")
    points = np.zeros(len(signals), dtype=np.int64)
    reasons: list[list[str]] = [[] for _ in range(len(signals))]
    for rule in rules:
        if rule.signal not in signals.columns:
            found = ", ".join(map(str, signals.columns))
            raise TargetingError(f"Rule on {rule.signal!r}: no such signal. Found: {found}.")
        rows = rule.applies(signals[rule.signal]).to_numpy().nonzero()[0]
        points[rows] += rule.points
        note = f"{rule.reason} ({rule.points:+d})"
        for row in rows.tolist():
            reasons[row].append(note)
    texts = ["; ".join(notes) for notes in reasons]
    result = pd.DataFrame({"points": points, "reasons": texts}, index=signals.index)
    return result.sort_index(kind="stable").sort_values("points", ascending=False, kind="stable")


def shortlist(scores: pd.DataFrame, capacity: int) -> list[str]:
    """Return the index of the first `capacity` rows of a scored table, most points first."""
    if capacity < 1:
        raise TargetingError(f"capacity: found {capacity}, expected at least one place.")
    need_columns(scores, "scores", ("points",), "score(signals, rules)")
    ordered = scores.sort_index(kind="stable").sort_values("points", ascending=False, kind="stable")
    return [str(pnr) for pnr in ordered.index[:capacity]]
