"""The baselines: what a model has to be better than.

Each learns from the train part, may look at the validation part, and scores the test part.  The
same task gives the same scores: seeds are fixed, and the boosting runs in one thread.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest
from sklearn.metrics import average_precision_score
from threadpoolctl import threadpool_limits

from aatulab.targeting.benchmark.task import Task

Baseline = Callable[[Task], pd.Series]

_SEED = 0
_MOST_ROUNDS = 300
_OFFENDER_LINKS = ("phone", "email", "card", "payer")


def by_chance(task: Task) -> pd.Series:
    """Return random numbers: a lottery among the bookings."""
    index = task.features_of("test").index
    return pd.Series(np.random.default_rng(_SEED).random(len(index)), index=index)


def by_price(task: Task) -> pd.Series:
    """Return the fare a head: the dearest ticket first."""
    return task.features_of("test")["fare_a_head"]


def by_past_offence(task: Task) -> pd.Series:
    """Return how much of what was known of the same phone, mail, card or payer were hits.

    The highest of the four shares, with one innocent booking added to each, so that one hit of
    one is less than four of four.  Where they are equal, the agency's share of hits decides.
    """
    known = task.links.loc[task.illicit.index]
    tested = task.links.loc[task.features_of("test").index]

    def shares(link: str) -> pd.Series:
        seen = task.illicit.groupby(known[link]).agg(["sum", "size"])
        return tested[link].map(seen["sum"] / (seen["size"] + 1)).fillna(0.0)

    links = pd.concat([shares(link) for link in _OFFENDER_LINKS], axis=1)
    return links.max(axis=1) + shares("agency") / 1_000_000


def by_isolation(task: Task) -> pd.Series:
    """Return how easily an isolation forest sets a booking apart; it sees no label."""
    forest = IsolationForest(n_estimators=200, random_state=_SEED)
    forest.fit(_filled(task.features_of("train")))
    tested = task.features_of("test")
    return pd.Series(-forest.score_samples(_filled(tested)), index=tested.index)


def by_boosting(task: Task) -> pd.Series:
    """Return the probability that gradient boosting gives."""
    tested = task.features_of("test")
    with threadpool_limits(limits=1, user_api="openmp"):  # sums in one order, whatever machine
        chances = fitted_boosting(task).predict_proba(tested)[:, 1]
    return pd.Series(chances, index=tested.index)


def fitted_boosting(task: Task) -> HistGradientBoostingClassifier:
    """Return the model of `by_boosting`: the validation part chooses how many trees it has."""
    illicit, truth = task.illicit_of("train"), task.illicit_of("validation")
    features, judged = task.features.loc[illicit.index], task.features.loc[truth.index]
    longest = _boosting(_MOST_ROUNDS).fit(features, illicit)
    quality = [
        average_precision_score(truth, stage[:, 1])
        for stage in longest.staged_predict_proba(judged)
    ]
    return _boosting(int(np.argmax(quality)) + 1).fit(features, illicit)


LEARNERS = ("past offender", "gradient boosting")  # those that need labels
BASELINES: Mapping[str, Baseline] = {
    "random": by_chance,
    "price": by_price,
    "past offender": by_past_offence,
    "isolation forest": by_isolation,
    "gradient boosting": by_boosting,
}


def _boosting(rounds: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.1,
        min_samples_leaf=40,
        early_stopping=False,
        random_state=_SEED,
    )


def _filled(features: pd.DataFrame) -> pd.DataFrame:
    # below every number: a forest of cuts can set "there is none" apart
    return features.fillna(-1.0)
