"""Duty at stake, by a tariff that no State has: round rates to practise with.

Nothing is due on a consignment worth up to `FREE_UP_TO_EUR` in all.  The limit looks at the whole
consignment and not at its lines; who splits one into two gets under it, and that is why somebody
counts.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

FREE_UP_TO_EUR = 150.0
OTHER = "other"
# by chapter of the Harmonized System; all invented
PRACTICE_RATES: Mapping[str, float] = MappingProxyType(
    {
        "06": 0.08,
        "24": 0.50,
        "30": 0.00,
        "33": 0.06,
        "39": 0.06,
        "42": 0.05,
        "49": 0.00,
        "61": 0.12,
        "62": 0.12,
        "64": 0.16,
        "71": 0.03,
        "84": 0.02,
        "85": 0.02,
        "87": 0.10,
        "90": 0.02,
        OTHER: 0.04,
    }
)


def duty_at_stake(
    lines: pd.DataFrame, rates: Mapping[str, float] = PRACTICE_RATES
) -> "pd.Series[float]":
    """Return for each line the duty in euros, by its index; 0 where no value is declared."""
    need_columns(lines, "lines", ("consignment", "chapter", "value"))
    if OTHER not in rates:
        raise TargetingError(f"rates: there is no key {OTHER!r}, the rate of all other chapters.")
    value = lines["value"].fillna(0.0)
    whole = value.groupby(lines["consignment"]).transform("sum")
    rate = lines["chapter"].map(dict(rates)).fillna(rates[OTHER])
    duty: pd.Series[float] = (value * rate).where(whole > FREE_UP_TO_EUR, 0.0).rename("duty")
    return duty


def how_few(amounts: "pd.Series[float]", share: float) -> int:
    """Return the smallest number of entries that hold `share` (0 to 1) of the sum.

    >>> how_few(pd.Series([1.0, 6.0, 3.0]), 0.8)
    2
    """
    if not 0 < share <= 1:
        raise TargetingError(f"share: found {share:g}, expected more than 0 and at most 1.")
    largest = amounts.sort_values(ascending=False).cumsum()
    wanted = share * amounts.sum()
    return int((largest < wanted - 1e-9 * max(wanted, 1.0)).sum()) + 1
