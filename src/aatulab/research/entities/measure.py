"""What a threshold finds and what it costs, counted on pairs whose truth is known.

Two errors, and they do not weigh the same.  A false merge puts somebody else's record on an
innocent person, who will not hear of it; a missed one leaves a question unasked.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError


@dataclass(frozen=True)
class PairCounts:
    """The four counts of a threshold: what is merged from it on, and rightly or not."""

    threshold: float
    right: int
    false_merges: int
    missed: int
    apart: int

    @property
    def precision(self) -> float | None:
        """Return the share of the merges that are right; nothing where nothing is merged."""
        merges = self.right + self.false_merges
        return self.right / merges if merges else None

    @property
    def recall(self) -> float | None:
        """Return the share of the pairs of one person that are merged."""
        all_of_one = self.right + self.missed
        return self.right / all_of_one if all_of_one else None


def counts_at(
    bits: "pd.Series[float]", same: "pd.Series[bool]", threshold: float, *, never_compared: int = 0
) -> PairCounts:
    """Return the counts of merging from a threshold on.

    `never_compared` are pairs of one person that no blocking key brought together: missed at any
    threshold.

    >>> bits, same = pd.Series([9.0, 7.0, 1.0]), pd.Series([True, False, True])
    >>> counts_at(bits, same, 5)
    PairCounts(threshold=5, right=1, false_merges=1, missed=1, apart=0)
    """
    if not bits.index.equals(same.index):
        raise ResearchError("same: its index is not that of `bits`; both have one row a pair.")
    truth, merged = same.to_numpy(dtype=bool), bits.to_numpy() >= threshold
    return PairCounts(
        threshold=threshold,
        right=int((truth & merged).sum()),
        false_merges=int((~truth & merged).sum()),
        missed=int((truth & ~merged).sum()) + never_compared,
        apart=int((~truth & ~merged).sum()),
    )


def curve(
    bits: "pd.Series[float]", same: "pd.Series[bool]", *, never_compared: int = 0
) -> pd.DataFrame:
    """Return one row a whole number of bits: `threshold`, the counts, `precision` and `recall`."""
    if bits.empty:
        raise ResearchError("bits: found no pair, expected at least one.")
    steps = range(int(np.floor(bits.min())), int(np.ceil(bits.max())) + 2)
    rows = [counts_at(bits, same, step, never_compared=never_compared) for step in steps]
    return pd.DataFrame(
        {
            "threshold": [row.threshold for row in rows],
            "right": [row.right for row in rows],
            "false_merges": [row.false_merges for row in rows],
            "missed": [row.missed for row in rows],
            "precision": [row.precision for row in rows],
            "recall": [row.recall for row in rows],
        }
    )
