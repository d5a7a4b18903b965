"""Fit the two models of the lesson, and ask them for chances: seeded, in one thread.

Logistic regression adds up what each signal says, and can be read.  Gradient boosting asks one
small question after another, and cannot.  Both refuse a column that says who somebody is.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from aatulab.errors import TargetingError
from aatulab.targeting.scores import NEVER_SCORES

_SEED = 0
_LEAST_FINDS = 5
_M = TypeVar("_M", Pipeline, HistGradientBoostingClassifier)


class Model(Protocol):
    """Whatever gives a chance to each row."""

    def predict_proba(self, signals: pd.DataFrame) -> "np.ndarray":
        """Return the chances of nothing and of something, a row each."""


def fit_logistic(signals: pd.DataFrame, found: "pd.Series[bool]") -> Pipeline:
    """Return a logistic regression on the logarithms of the signals, all on one scale.

    Missing numbers take the middle of the others: "no return booked" has a column of its own.
    """
    model = make_pipeline(
        SimpleImputer(strategy="median", keep_empty_features=True),
        FunctionTransformer(_lessened),
        StandardScaler(),
        LogisticRegression(C=0.3, max_iter=500),
    )
    return _fitted(model, signals, found)


def fit_boosting(signals: pd.DataFrame, found: "pd.Series[bool]") -> HistGradientBoostingClassifier:
    """Return forty small trees, each made to correct those before it."""
    model = HistGradientBoostingClassifier(
        max_iter=40,
        learning_rate=0.1,
        max_leaf_nodes=6,
        min_samples_leaf=15,
        early_stopping=False,
        random_state=_SEED,
    )
    return _fitted(model, signals, found)


def chances(model: Model, signals: pd.DataFrame) -> "pd.Series[float]":
    """Return for each row the chance that something is found, after the model."""
    with threadpool_limits(limits=1):  # sums in one order, on whatever machine
        values = model.predict_proba(signals)[:, 1]
    return pd.Series(values, index=signals.index, name="chance")


def coefficients(model: Pipeline, columns: Sequence[str]) -> "pd.Series[float]":
    """Return what each signal adds to the log-odds for one standard deviation, largest first."""
    values = pd.Series(model[-1].coef_[0], index=list(columns), name="coefficient")
    return values.sort_values(key=np.abs, ascending=False)


def importance(
    model: Model, signals: pd.DataFrame, found: "pd.Series[bool]", repeats: int = 5
) -> "pd.Series[float]":
    """Return how much average precision falls when one column is shuffled, largest first."""
    with threadpool_limits(limits=1):
        result = permutation_importance(
            model,
            signals,
            found.reindex(signals.index),
            scoring="average_precision",
            n_repeats=repeats,
            random_state=_SEED,
        )
    values = pd.Series(result.importances_mean, index=signals.columns, name="importance")
    return values.sort_values(ascending=False)


def _lessened(values: "np.ndarray") -> "np.ndarray":
    # from one booking on a phone to two says more than from forty to forty-one
    lessened: np.ndarray = np.sign(values) * np.log1p(np.abs(values))
    return lessened


def _fitted(model: _M, signals: pd.DataFrame, found: "pd.Series[bool]") -> _M:
    """Return the fitted model, or `TargetingError` that says what is wrong with the table."""
    if personal := sorted(name for name in signals.columns if name.casefold() in NEVER_SCORES):
        raise TargetingError(
            f"signals: found {personal[0]!r}, expected what was done on a booking: what a person "
            "is never scores. Drop the column."
        )
    if missing := signals.index.difference(found.index).tolist():
        raise TargetingError(
            f"found: {len(missing):,} bookings of `signals` have no result (first: "
            f"{missing[0]!r}), expected one for each. Learn from the inspected only: "
            "signals.loc[found.index]."
        )
    labels = found.reindex(signals.index).astype(bool)
    if not _LEAST_FINDS <= int(labels.sum()) <= len(labels) - _LEAST_FINDS:
        raise TargetingError(
            f"found: {int(labels.sum())} of {len(labels)} are finds, expected {_LEAST_FINDS} at "
            "least of both kinds. Take more weeks."
        )
    with threadpool_limits(limits=1):
        model.fit(signals, labels)
    return model
