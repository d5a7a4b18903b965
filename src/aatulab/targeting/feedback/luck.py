"""Tell a good rule from a lucky one: what to expect of the next quarter.

What is picked because it was best has been lucky as a rule; the next time luck is as usual, and
the figure comes back nearer to the middle by itself.
"""

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns


def expected_rate(hits: int, checks: int, base_rate: float, weight: float = 60.0) -> float:
    """Return the hit rate to expect next: the rule's own, drawn towards that of all rules.

    `weight` says how many checks of the middle count beside the rule's own; few own checks are
    drawn far, many hardly.

    >>> round(expected_rate(6, 20, 0.1, weight=60), 3)
    0.15
    """
    if not 0 <= hits <= checks:
        raise TargetingError(f"hits: found {hits} of {checks} checks, expected 0 to {checks}.")
    if not 0 <= base_rate <= 1:
        raise TargetingError(f"base_rate: found {base_rate}, expected 0 to 1 (5 % is 0.05).")
    if weight <= 0:
        raise TargetingError(f"weight: found {weight}, expected more than 0.")
    return (hits + weight * base_rate) / (checks + weight)


def best_rules(quarters: pd.DataFrame, count: int = 5) -> pd.DataFrame:
    """Return the rules with the best hit rate of the first quarter, and what became of them.

    `quarters` is indexed by rule, with `checks_1`, `hits_1`, `checks_2`, `hits_2`.  Adds `rate_1`
    and `rate_2`; equals stand in the order of the table.
    """
    need_columns(
        quarters,
        "quarters",
        ("checks_1", "hits_1", "checks_2", "hits_2"),
        "practice_quarters(rng)",
    )
    rates = quarters.assign(
        rate_1=quarters["hits_1"] / quarters["checks_1"],
        rate_2=quarters["hits_2"] / quarters["checks_2"],
    )
    return rates.sort_values("rate_1", ascending=False, kind="stable").head(count)
