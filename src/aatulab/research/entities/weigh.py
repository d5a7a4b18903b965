"""Weigh what agrees and what differs, in bits, as Fellegi and Sunter did in 1969.

A level that is eight times as frequent among pairs of one person as among pairs of two is worth
three bits; one that is rarer among them costs.  The weights are counted from pairs whose truth is
known.  They are added as if fields were independent, and they are not: who lives together shares
phone and address, so one fact counts twice.
"""

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns
from aatulab.research.entities.compare import FIELDS

_HALF = 0.5  # added to every count, so that what was never seen is not impossible
_NEXT = "Pass what `compare_pairs(...)` returned."
BANDS = ("apart", "a person decides", "same")


def agreement_weights(levels: pd.DataFrame, same: "pd.Series[bool]") -> pd.DataFrame:
    """Return one row a field and level: its share among pairs of one person and of two, and bits.

    The columns are `field`, `level`, `one_person`, `two_persons` and `bits`.  `same` says for each
    row of `levels` whether both records are of one person.
    """
    need_columns(levels, "levels", FIELDS, _NEXT)
    if not levels.index.equals(same.index):
        raise ResearchError("same: its index is not that of `levels`; both have one row a pair.")
    truth = same.astype(bool)
    if truth.all() or not truth.any():
        raise ResearchError("same: found one kind of pair only, expected pairs of one and of two.")
    rows = []
    for field in FIELDS:
        kinds = sorted(levels[field].unique())
        of_one, of_two = (
            levels.loc[chosen, field].value_counts().reindex(kinds, fill_value=0) + _HALF
            for chosen in (truth, ~truth)
        )
        shares = of_one / of_one.sum(), of_two / of_two.sum()
        rows.append(
            pd.DataFrame(
                {"field": field, "level": kinds, "one_person": shares[0].to_numpy(),
                 "two_persons": shares[1].to_numpy()}
            )
        )  # fmt: skip
    weights = pd.concat(rows, ignore_index=True)
    return weights.assign(bits=np.log2(weights["one_person"] / weights["two_persons"]))


def bits_of(levels: pd.DataFrame, weights: pd.DataFrame) -> "pd.Series[float]":
    """Return the bits of each pair: the sum over its fields; a level without weight counts 0."""
    need_columns(levels, "levels", FIELDS, _NEXT)
    need_columns(
        weights, "weights", ("field", "level", "bits"), "Pass what `agreement_weights` returned."
    )
    worth = weights.set_index(["field", "level"])["bits"]
    total = np.zeros(len(levels))
    for field in FIELDS:
        of_field = worth[worth.index.get_level_values("field") == field].droplevel("field")
        total += levels[field].map(of_field).fillna(0.0).to_numpy(dtype=float)
    bits: pd.Series[float] = pd.Series(total, index=levels.index, name="bits")
    return bits


def bands(bits: "pd.Series[float]", low: float, high: float) -> "pd.Series[str]":
    """Return for each pair `same` from `high` on, `apart` below `low`, else `a person decides`.

    >>> bands(pd.Series([-3.0, 2.0, 9.0]), 0, 8).tolist()
    ['apart', 'a person decides', 'same']
    """
    if low > high:
        raise ResearchError(f"low: found {low:g}, expected no more than high, which is {high:g}.")
    apart, middle, same = BANDS
    chosen = np.where(bits >= high, same, np.where(bits < low, apart, middle)).tolist()
    return pd.Series(chosen, index=bits.index, name="band", dtype="object")
