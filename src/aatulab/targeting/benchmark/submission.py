"""Count what a ranking of the test part finds: one row of the benchmark's table.

All figures are percentages.  Precision and recall have the same share of their ceiling, since
both are hits over the hits of a perfect list.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from aatulab.errors import TargetingError
from aatulab.targeting.benchmark.task import Answers, fixed_task
from aatulab.targeting.metrics import (
    best_precision,
    best_recall,
    best_revenue,
    capacity_for,
    precision_at,
    recall_at,
    revenue_at,
)

SHARES = (1, 2, 5, 10)  # percent of all bookings that can be inspected

Row = dict[str, float]


def score_submission(scores: pd.Series, world: str = "adapting") -> Row:
    """Return the row for scores of the test part of the task on one of the benchmark's worlds.

    As `table_row`, without the answers being shown.
    """
    return table_row(scores, fixed_task(world)[1])


def table_row(scores: pd.Series, answers: Answers) -> Row:
    """Return the table's row for scores of the test part, highest first to be inspected.

    `scores` holds one number for every booking of the test part, indexed by `pnr` in any order;
    equal scores stand in the order of their pnr.  Keys, all in percent:
    `precision_at_1`, `recall_at_1`, `revenue_at_1`, `hits_of_ceiling_at_1`,
    `revenue_of_ceiling_at_1`, the same at 2, 5 and 10 %, and `auc`.
    Raises `TargetingError` that names the first booking which is missing, unknown, repeated or
    without a number.
    """
    checked = _checked(scores, answers.illicit.index)
    ranking = ranked(checked)
    illicit = answers.illicit.index[answers.illicit]
    row: Row = {}
    for percent in SHARES:
        capacity = capacity_for(len(ranking), percent / 100)
        row |= _figures(percent, ranking, illicit, answers, capacity)
    truth = answers.illicit.reindex(checked.index)
    return row | {"auc": 100 * float(roc_auc_score(truth, checked))}


def ceiling(answers: Answers) -> Row:
    """Return the row of a perfect list for each figure: no method goes above it."""
    count, size = int(answers.illicit.sum()), len(answers.illicit)
    row: Row = {}
    for percent in SHARES:
        capacity = capacity_for(size, percent / 100)
        best = {
            "precision": best_precision(count, capacity),
            "recall": best_recall(count, capacity),
            "revenue": best_revenue(answers.value_eur, capacity),
            "hits_of_ceiling": 1.0,
            "revenue_of_ceiling": 1.0,
        }
        row |= {f"{name}_at_{percent}": 100 * value for name, value in best.items()}
    return row | {"auc": 100.0}


def ranked(scores: pd.Series) -> list[str]:
    """Return the index, highest score first; ties in the order of the index.

    >>> ranked(pd.Series({"C": 1, "A": 2, "B": 2}))
    ['A', 'B', 'C']
    """
    ordered = scores.sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    return list(ordered.index)


def _figures(
    percent: int, ranking: list[str], illicit: pd.Index, answers: Answers, capacity: int
) -> Mapping[str, float]:
    found = recall_at(ranking, illicit, capacity)
    revenue = revenue_at(ranking, answers.value_eur, capacity)
    figures = {
        "precision": precision_at(ranking, illicit, capacity),
        "recall": found,
        "revenue": revenue,
        "hits_of_ceiling": found / best_recall(len(illicit), capacity),
        "revenue_of_ceiling": revenue / best_revenue(answers.value_eur, capacity),
    }
    return {f"{name}_at_{percent}": 100 * value for name, value in figures.items()}


def _checked(scores: object, wanted: pd.Index) -> pd.Series:
    """Return the scores as floats, or say what keeps them from being counted."""
    if not isinstance(scores, pd.Series):
        raise TargetingError(
            f"scores: found a {type(scores).__name__}, expected a pandas Series indexed by pnr."
        )
    if not scores.index.is_unique:
        twice = scores.index[scores.index.duplicated()][0]
        raise TargetingError(f"scores: the index holds {twice!r} twice; one score a booking.")
    _refuse(wanted.difference(scores.index), "of the test part have no score", "Score all of them")
    _refuse(scores.index.difference(wanted), "are not of the test part", "Keep part == 'test' only")
    numbers = pd.to_numeric(scores, errors="coerce").astype("float64")
    _refuse(
        scores.index[~np.isfinite(numbers)],
        "have no finite number as their score",
        "Give those a number, the lowest if you know nothing",
    )
    return numbers


def _refuse(pnrs: pd.Index, what: str, step: str) -> None:
    if len(pnrs):
        raise TargetingError(f"scores: {len(pnrs):,} bookings {what} (first: {pnrs[0]!r}). {step}.")
