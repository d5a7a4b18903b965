"""Fairness, measured: who somebody is must say nothing about what he does.

Two measures over persons as `world.observed` gives them.  `information` asks of each attribute what
it says about the truth among bookings that look alike by lawful signals, and sets it against what
chance would say.  `guess_auc` asks how well a model does that sees nothing but the attributes.
There are no proxies of faith or descent to measure: the world has no meal codes, no salutations and
no other service requests, and its names are coined alike for everybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.observed import ATTRIBUTES

# bookings look alike if a model of lawful signals ranks them alike; finer where most is found
_ALIKE = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
_SHUFFLES = 20
_ROUNDS = 40
_MOST_TAUGHT = 150_000  # rows that the model of lawful signals learns from


@dataclass(frozen=True)
class Information:
    """What one attribute says, in bits a person, and what it says when the truth is shuffled."""

    attribute: str
    bits: float
    by_chance: float
    spread: float  # standard deviation of what chance says

    @property
    def deviations(self) -> float:
        """Return how many standard deviations it lies above chance; 0 if it is always the same."""
        return (self.bits - self.by_chance) / self.spread if self.spread else 0.0


@dataclass(frozen=True)
class Fairness:
    """The measures of one world."""

    persons: int
    illicit: int
    auc: float  # of a model that sees the attributes only; 0.5 knows nothing
    lawful_auc: float  # of a model that sees the lawful signals only
    information: tuple[Information, ...]


def measure(observed: pd.DataFrame, seed: int = 0) -> Fairness:
    """Return the measures of what was observed, the same for the same rows and seed."""
    rng = np.random.default_rng(seed)
    illicit = observed["illicit"].to_numpy(dtype=bool)
    half = rng.random(len(observed)) < 0.5
    lawful = observed.drop(columns=[*ATTRIBUTES, "illicit"])
    score = _two_fold_scores(lawful, illicit, half)
    return Fairness(
        persons=len(observed),
        illicit=int(illicit.sum()),
        auc=guess_auc(observed, rng),
        lawful_auc=float(roc_auc_score(illicit, score)),
        information=tuple(information(observed, illicit, _strata(score), rng)),
    )


def guess_auc(observed: pd.DataFrame, rng: np.random.Generator) -> float:
    """Return the area under the curve of a gradient boosting that sees the attributes only."""
    codes = observed[list(ATTRIBUTES)].apply(lambda column: pd.factorize(column, sort=True)[0])
    illicit = observed["illicit"].to_numpy(dtype=bool)
    half = rng.random(len(observed)) < 0.5
    model = _boosting(categorical=list(ATTRIBUTES))
    return float(roc_auc_score(illicit[~half], _scores(model, codes, illicit, half, ~half)))


def information(
    observed: pd.DataFrame, illicit: Flags, strata: Whole, rng: np.random.Generator
) -> Iterable[Information]:
    """Yield what each attribute says about the truth inside the strata.

    Chance is measured by shuffling the truth inside each stratum.
    """
    codes = [pd.factorize(observed[name], sort=True)[0] for name in ATTRIBUTES]
    by_stratum = np.argsort(strata, kind="stable")
    bounds = np.flatnonzero(np.diff(strata[by_stratum])) + 1
    chance = np.empty((_SHUFFLES, len(codes)))
    for row in chance:
        shuffled = np.empty_like(illicit)
        for part in np.split(by_stratum, bounds):
            shuffled[part] = rng.permutation(illicit[part])
        row[:] = [conditional_bits(values, shuffled, strata) for values in codes]
    for place, (name, values) in enumerate(zip(ATTRIBUTES, codes, strict=True)):
        found = conditional_bits(values, illicit, strata)
        column = chance[:, place]
        yield Information(name, found, float(column.mean()), float(column.std()))


def conditional_bits(values: Whole, truth: Flags, strata: Whole) -> float:
    """Return the mutual information of values (codes from 0) and truth, given the strata, in bits.

    >>> coin, strata = np.array([0, 0, 1, 1]), np.zeros(4, dtype=np.int64)
    >>> conditional_bits(coin, coin == 1, strata), conditional_bits(coin, coin > 1, strata)
    (1.0, 0.0)
    """
    cell = strata * (values.max() + 1) + values
    cells, strata_count = int(cell.max()) + 1, int(strata.max()) + 1
    total = 0.0
    of_cell = np.bincount(cell, minlength=cells)
    of_stratum = np.bincount(strata, minlength=strata_count)
    stratum = np.arange(cells) // (values.max() + 1)
    for flags in (truth, ~truth):
        seen = np.bincount(cell, weights=flags, minlength=cells)
        usual = np.bincount(strata, weights=flags, minlength=strata_count)
        there = seen > 0
        expected = of_cell[there] * (usual / np.maximum(of_stratum, 1))[stratum[there]]
        total += float((seen[there] * np.log2(seen[there] / expected)).sum())
    return total / len(values)


def _two_fold_scores(lawful: pd.DataFrame, illicit: Flags, half: Flags) -> Floats:
    """Return for each row the score of a model that has not seen it."""
    score = np.empty(len(lawful))
    for fold in (half, ~half):
        taught = ~fold & (np.cumsum(~fold) <= _MOST_TAUGHT)
        score[fold] = _scores(_boosting(), lawful, illicit, taught, fold)
    return score


def _scores(
    model: HistGradientBoostingClassifier,
    seen: pd.DataFrame,
    illicit: Flags,
    taught: Flags,
    asked: Flags,
) -> Floats:
    """Return what a model that was taught some rows says of others."""
    # the threads of the boosting wait busily for each other, which a busy machine punishes
    with threadpool_limits(limits=1, user_api="openmp"):
        model.fit(seen[taught], illicit[taught])
        scores: Floats = model.predict_proba(seen[asked])[:, 1]
    return scores


def _strata(score: Floats) -> Whole:
    return np.searchsorted(np.quantile(score, _ALIKE), score).astype(np.int64)


def _boosting(categorical: Sequence[str] | None = None) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=_ROUNDS,
        early_stopping=False,
        categorical_features=categorical,
        random_state=0,
    )
