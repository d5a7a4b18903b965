"""What a rule has found, how sure that is, and what it finds that no other rule does.

Only records that were checked tell anything.  Whoever checks only what the book says learns nothing
about the rest, so the base rate comes from checks drawn by lot.
"""

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.rules.book import RuleBook

Z90 = 1.645  # nine intervals in ten hold the true share


def wilson(hits: int, checks: int) -> tuple[float, float]:
    """Return the 90 % interval of a share, after Wilson (1927); (0, 1) without a check.

    >>> low, high = wilson(3, 10)
    >>> round(low, 2), round(high, 2)
    (0.13, 0.56)
    """
    if not 0 <= hits <= checks:
        raise TargetingError(f"hits: found {hits} of {checks} checks, expected 0 to {checks}.")
    if checks == 0:
        return 0.0, 1.0
    share, spread = hits / checks, Z90**2 / checks
    middle = (share + spread / 2) / (1 + spread)
    half = Z90 * np.sqrt(share * (1 - share) / checks + spread / (4 * checks)) / (1 + spread)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def rule_statistics(
    book: RuleBook, signals: pd.DataFrame, found: "pd.Series[bool]", base_rate: float
) -> pd.DataFrame:
    """Return one row a rule: what it did among the records that were checked.

    `found` is indexed by the checked records only, and says whether there was something.  Columns:
    `fires` (of all records), `checked`, `hits`, `hit_rate`, `low`, `high` (90 % interval), `lift`
    (hit rate divided by `base_rate`), and `only_here` (hits that no other rule points to).
    """
    if not 0 < base_rate < 1:
        raise TargetingError(f"base_rate: found {base_rate}, expected more than 0 and less than 1.")
    missing = found.index.difference(signals.index)
    if len(missing):
        raise TargetingError(f"found: {missing[0]!r} is not among the signals; check the index.")
    fires = book.fires(signals)
    checked = fires.loc[found.index]
    against = [each.id for each in book.rules if not each.speaks_for]
    pointing = checked[against].sum(axis=1)
    rows = []
    for each in book.rules:
        here = checked[each.id]
        hits, checks = int((here & found).sum()), int(here.sum())
        low, high = wilson(hits, checks)
        alone = here & found & (pointing == (0 if each.speaks_for else 1))
        rate = hits / checks if checks else float("nan")
        rows.append((each.id, int(fires[each.id].sum()), checks, hits, rate, low, high,
                     rate / base_rate, 0 if each.speaks_for else int(alone.sum())))  # fmt: skip
    names = ["rule", "fires", "checked", "hits", "hit_rate", "low", "high", "lift", "only_here"]
    return pd.DataFrame(rows, columns=names).set_index("rule")


def overlap(book: RuleBook, signals: pd.DataFrame) -> pd.DataFrame:
    """Return, where the rule of the row fires, how often the rule of the column does too."""
    fires = book.fires(signals).astype(float)
    together = fires.T @ fires
    alone = fires.sum().replace(0, np.nan)
    result: pd.DataFrame = together.div(alone, axis=0)
    return result
