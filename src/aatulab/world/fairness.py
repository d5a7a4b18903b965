"""Fairness, measured: who somebody is must say nothing about what he does.

Two measures over the persons who lead bookings.  `information` asks of each attribute what it says
about the truth among bookings that look alike by lawful signals, and sets it against what chance
would say.  `guess_auc` asks how well a model does that sees nothing but the attributes.  There are
no proxies of faith or descent to measure: the world has no meal codes, no salutations and no other
service requests, and its names are coined alike for everybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.build import World
from aatulab.world.frames import to_frame

ATTRIBUTES = ("nationality", "residence", "sex", "age_band", "surname_initial", "given_initial")
_AGE_BANDS = [0, 25, 35, 45, 55, 65, 120]
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
        """Return how many standard deviations it lies above chance."""
        return (self.bits - self.by_chance) / self.spread


@dataclass(frozen=True)
class Fairness:
    """The measures of one world."""

    persons: int
    illicit: int
    auc: float  # of a model that sees the attributes only; 0.5 knows nothing
    lawful_auc: float  # of a model that sees the lawful signals only
    information: tuple[Information, ...]


def observe(world: World) -> pd.DataFrame:
    """Return one row a person who leads a booking: attributes, lawful signals and `illicit`.

    Whoever leads several is there with the first.  It may be one gateway of a world; rows of
    several are put together with `pd.concat`.
    """
    bookings = _frame(world, "bookings").set_index("pnr")
    passengers = _frame(world, "passengers")
    leads = passengers[passengers["passenger_no"] == 1].drop_duplicates("person_id")
    leads = leads.merge(_frame(world, "persons"), on="person_id").set_index("pnr")
    bookings = bookings.loc[leads.index]
    seen = pd.concat([_attributes(leads, bookings), _lawful(world, leads, bookings)], axis=1)
    truth = to_frame(world.truth.select(["flow", "record", "illicit"]))
    truth = truth[truth["flow"] == "passenger"].set_index("record")
    return seen.assign(illicit=truth["illicit"].reindex(leads.index)).reset_index(drop=True)


def measure(observed: pd.DataFrame, seed: int = 0) -> Fairness:
    """Return the measures of what was observed, the same for the same rows and seed."""
    rng = np.random.default_rng(seed)
    illicit = observed["illicit"].to_numpy(dtype=bool)
    half = rng.random(len(observed)) < 0.5
    lawful = observed.drop(columns=[*ATTRIBUTES, "illicit"])
    # the worker threads of the boosting wait busily for each other, which a busy machine punishes
    with threadpool_limits(limits=1, user_api="openmp"):
        score = _two_fold_scores(lawful, illicit, half)
        auc = guess_auc(observed, rng)
    return Fairness(
        persons=len(observed),
        illicit=int(illicit.sum()),
        auc=auc,
        lawful_auc=float(roc_auc_score(illicit, score)),
        information=tuple(information(observed, illicit, _strata(score), rng)),
    )


def guess_auc(observed: pd.DataFrame, rng: np.random.Generator) -> float:
    """Return the area under the curve of a gradient boosting that sees the attributes only."""
    codes = observed[list(ATTRIBUTES)].apply(lambda column: pd.factorize(column, sort=True)[0])
    illicit = observed["illicit"].to_numpy(dtype=bool)
    half = rng.random(len(observed)) < 0.5
    model = _boosting(categorical=list(ATTRIBUTES)).fit(codes[half], illicit[half])
    return float(roc_auc_score(illicit[~half], model.predict_proba(codes[~half])[:, 1]))


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


def _attributes(leads: pd.DataFrame, bookings: pd.DataFrame) -> pd.DataFrame:
    age = (bookings["arrives_at"].dt.tz_localize(None) - leads["birth_date"]).dt.days / 365.25
    return pd.DataFrame(
        {
            "nationality": leads["nationality"],
            "residence": leads["residence"],
            "sex": leads["sex"],
            "age_band": pd.cut(age, _AGE_BANDS, labels=False),
            "surname_initial": leads["surname"].str[0],
            "given_initial": leads["given_names"].str[0],
        }
    )


def _lawful(world: World, leads: pd.DataFrame, bookings: pd.DataFrame) -> pd.DataFrame:
    """Return numbers that an officer may use, one row a booking."""
    payments = _frame(world, "payments").set_index("pnr").loc[leads.index]
    contacts = _frame(world, "contacts")
    phones = contacts[contacts["kind"] == "phone"].set_index("pnr")["value"]
    bags = _frame(world, "baggage").groupby("pnr").agg(
        kg=("weight_kg", "sum"), excess=("excess_paid", "max")
    )  # fmt: skip
    bags = bags.reindex(leads.index)
    documents = _frame(world, "documents").set_index("document_number")
    issued = documents["issued_on"].loc[leads["document_number"]].set_axis(leads.index)
    departs = bookings["departs_at"]
    return pd.DataFrame(
        {
            "lead_time_h": (departs - bookings["booked_at"]).dt.total_seconds() / 3600,
            "nights": bookings["nights"].fillna(-1).astype(float),
            "changes": bookings["changes"],
            "fare_a_head": bookings["fare"] / bookings["party_size"],
            "party_size": bookings["party_size"],
            "arrivals_90d": leads["arrivals_90d"],
            "cash": payments["form"] == "CA",
            "other_payer": payments["payer_name"] != leads["given_names"] + " " + leads["surname"],
            "phone_uses": phones.map(phones.value_counts()).reindex(leads.index).fillna(0),
            "kg": bags["kg"].fillna(0),
            "excess_paid": bags["excess"].fillna(value=False).astype(bool),
            "goes_on": leads.index.isin(_frame(world, "onward_tickets")["pnr"]),
            "document_days": (departs.dt.tz_localize(None) - issued).dt.days,
        }
    ).astype(float)


def _two_fold_scores(lawful: pd.DataFrame, illicit: Flags, half: Flags) -> Floats:
    """Return for each row the score of a model that has not seen it."""
    score = np.empty(len(lawful))
    for fold in (half, ~half):
        taught = np.flatnonzero(~fold)[:_MOST_TAUGHT]
        model = _boosting().fit(lawful.iloc[taught], illicit[taught])
        score[fold] = model.predict_proba(lawful[fold])[:, 1]
    return score


def _strata(score: Floats) -> Whole:
    return np.searchsorted(np.quantile(score, _ALIKE), score).astype(np.int64)


def _boosting(categorical: Sequence[str] | None = None) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=_ROUNDS,
        early_stopping=False,
        categorical_features=categorical,
        random_state=0,
    )


def _frame(world: World, name: str) -> pd.DataFrame:
    return to_frame(world.tables[name])
