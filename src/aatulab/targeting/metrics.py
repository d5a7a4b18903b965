"""Count what a selection finds and what it costs.

Everything here is counting: how many of the selected were worth it, how many of all that
there were got selected, and how far that is from the best that anybody could have done.
No function draws conclusions about a person.  Called by lessons, widgets and the judge.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from aatulab.errors import TargetingError


def capacity_for(population: int, share: float) -> int:
    """Return how many cases fit into `share` of `population`, rounded down.

    >>> capacity_for(1250, 0.05)
    62
    """
    if not 0 < share <= 1:
        raise TargetingError(
            f"share: found {share}, expected more than 0 and at most 1 (5 % is 0.05)."
        )
    # 0.29 * 100 is 28.999999999999996: a hair below a whole number is that number
    return int(population * share + 1e-9)


def hits_in(ranking: Sequence[str], illicit: Collection[str], capacity: int) -> int:
    """Return how many of `illicit` stand among the first `capacity` places of `ranking`.

    A name that is repeated takes its places but counts once.

    >>> hits_in(["A", "B", "C"], {"B", "C"}, capacity=2)
    1
    """
    if capacity < 1:
        raise TargetingError(f"capacity: found {capacity}, expected at least one place.")
    return len(set(ranking[:capacity]) & set(illicit))


def precision_at(ranking: Sequence[str], illicit: Collection[str], capacity: int) -> float:
    """Return the hit rate: hits among the first `capacity` places, divided by `capacity`.

    >>> precision_at(["A", "B", "C"], {"B", "C"}, capacity=2)
    0.5
    """
    return hits_in(ranking, illicit, capacity) / capacity


def recall_at(ranking: Sequence[str], illicit: Collection[str], capacity: int) -> float:
    """Return the share of all illicit cases that the first `capacity` places find.

    Where there is nothing to find, the answer is 0: nothing was found.

    >>> recall_at(["A", "B", "C"], {"B", "C", "D", "E"}, capacity=2)
    0.25
    """
    wanted = set(illicit)
    return hits_in(ranking, wanted, capacity) / len(wanted) if wanted else 0.0


def best_recall(illicit_count: int, capacity: int) -> float:
    """Return the recall of a perfect ranking: no method can go above this ceiling.

    >>> best_recall(illicit_count=100, capacity=62)
    0.62
    """
    return min(1.0, capacity / illicit_count) if illicit_count else 0.0


def best_precision(illicit_count: int, capacity: int) -> float:
    """Return the hit rate of a perfect ranking: no method can go above this ceiling.

    >>> best_precision(illicit_count=31, capacity=62)
    0.5
    """
    return min(1.0, illicit_count / capacity) if capacity else 0.0


def revenue_at(ranking: Sequence[str], value: pd.Series, capacity: int) -> float:
    """Return the share of all recoverable `value` that the first `capacity` places recover.

    `value` holds euros by name, 0 for the innocent.  Where there is nothing to recover, it is 0.

    >>> revenue_at(["A", "B", "C"], pd.Series({"A": 0.0, "B": 300.0, "C": 100.0}), capacity=2)
    0.75
    """
    if capacity < 1:
        raise TargetingError(f"capacity: found {capacity}, expected at least one place.")
    chosen = value.index.isin(list(ranking[:capacity]))
    return _share_of(value, float(value[chosen].sum()))


def best_revenue(value: pd.Series, capacity: int) -> float:
    """Return the revenue of a list that has the most valuable first: the ceiling.

    >>> best_revenue(pd.Series({"A": 0.0, "B": 300.0, "C": 100.0}), capacity=1)
    0.75
    """
    return _share_of(value, float(value.nlargest(capacity).sum()))


@dataclass(frozen=True)
class Confusion:
    """What one line through a score does to everybody on the list."""

    threshold: float
    hits: int
    innocent_stopped: int
    missed: int
    innocent_passed: int

    @property
    def stopped(self) -> int:
        """Return how many bookings stand at or above the line."""
        return self.hits + self.innocent_stopped

    @property
    def hit_rate(self) -> float | None:
        """Return hits per stopped booking (precision); None when nobody is stopped."""
        return self.hits / self.stopped if self.stopped else None

    @property
    def found_share(self) -> float | None:
        """Return the share of the illicit that is found (recall); None when there are none."""
        everything = self.hits + self.missed
        return self.hits / everything if everything else None

    @property
    def innocent_per_hit(self) -> float | None:
        """Return how many innocent bookings are stopped for one hit; None without a hit."""
        return self.innocent_stopped / self.hits if self.hits else None


def confusion_at(points: pd.Series, illicit: "pd.Series[bool]", threshold: float) -> Confusion:
    """Return the four counts when every booking with `threshold` points or more is stopped.

    `points` and `illicit` carry the same index (the PNR), in any order.

    >>> points = pd.Series({"A": 5, "B": 3, "C": 1})
    >>> confusion_at(points, pd.Series({"A": True, "B": False, "C": True}), 3).missed
    1
    """
    truth = _aligned(points, illicit)
    stopped = points >= threshold
    return Confusion(
        threshold=float(threshold),
        hits=int((stopped & truth).sum()),
        innocent_stopped=int((stopped & ~truth).sum()),
        missed=int((~stopped & truth).sum()),
        innocent_passed=int((~stopped & ~truth).sum()),
    )


def sweep(
    points: pd.Series, illicit: "pd.Series[bool]", thresholds: Iterable[float]
) -> tuple[Confusion, ...]:
    """Return one `Confusion` for each threshold, in the order given."""
    return tuple(confusion_at(points, illicit, threshold) for threshold in thresholds)


def _share_of(value: pd.Series, part: float) -> float:
    total = float(value.sum())
    return part / total if total else 0.0


def _aligned(points: pd.Series, illicit: "pd.Series[bool]") -> "pd.Series[bool]":
    for name, series in (("points", points), ("illicit", illicit)):
        if not series.index.is_unique:
            twice = series.index[series.index.duplicated()][0]
            raise TargetingError(f"{name}: the index holds {twice!r} twice; one row a booking.")
    missing = points.index.difference(illicit.index)
    if len(missing):
        raise TargetingError(
            f"illicit: {len(missing)} bookings of `points` are not in its index "
            f"(first: {missing[0]!r}). Index both by pnr."
        )
    return illicit.reindex(points.index).astype(bool)
