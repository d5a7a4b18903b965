"""Cash: amounts just below a limit, runs of them on one phone, and round sums.

Who carries less than the limit need not declare it, and most who do carry wages, savings or the
price of a car.  A run on one phone within days is a question; the bank's paper is the answer.
"""

import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns

LIMIT_EUR = 10_000.0  # of the European Union: from here on cash is declared
_NEEDED = ("entry", "at", "phone", "amount")
_NEXT = "Pass what `practice_cash(now, rng)` returns."


def just_below(
    amounts: "pd.Series[float]", limit: float = LIMIT_EUR, within: float = 0.1
) -> "pd.Series[bool]":
    """Return whether each amount lies below the limit by a share of at most `within`.

    >>> just_below(pd.Series([8999.0, 9000.0, 9999.0, 10000.0])).tolist()
    [False, True, True, False]
    """
    _check(limit)
    if not 0 < within < 1:
        raise ResearchError(f"within: found {within:g}, expected a share such as 0.1.")
    return amounts.ge(limit * (1 - within)) & amounts.lt(limit)


def runs(cash: pd.DataFrame, *, limit: float = LIMIT_EUR, hours: float = 72.0) -> pd.DataFrame:
    """Return the phones with amounts that reach the limit together and none by itself.

    Of each phone the `hours` with the largest sum count (the earliest of equal ones).  Columns:
    `entries` (how many, at least two), `travellers` (different ones, where the table names them),
    `total`, `first`, `last`; the largest total first.
    """
    need_columns(cash, "cash", _NEEDED, _NEXT)
    _check(limit)
    below = cash[cash["amount"].lt(limit) & cash["phone"].notna()].sort_values(["at", "entry"])
    rows = [_best(str(phone), own, hours) for phone, own in below.groupby("phone", sort=True)]
    columns = ["phone", "entries", "travellers", "total", "first", "last"]
    found = pd.DataFrame(rows, columns=columns)
    found = found[found["total"] >= limit]  # of one amount below the limit it never is
    order = found.sort_values(["total", "phone"], ascending=[False, True], kind="stable")
    return order.set_index("phone")


def round_share(amounts: "pd.Series[float]", step: float = 500.0) -> float:
    """Return which share of the amounts is a multiple of `step`.

    >>> round_share(pd.Series([9500.0, 1000.0, 1234.5, 700.0]))
    0.5
    """
    if amounts.empty:
        raise ResearchError("amounts: found none, expected one at least.")
    return float((amounts % step == 0).mean())


def _best(phone: str, own: pd.DataFrame, hours: float) -> tuple[object, ...]:
    """Return the window of one phone's amounts with the largest sum."""
    at, amounts = own["at"].tolist(), own["amount"].tolist()
    wide = pd.Timedelta(hours=hours)
    first = start = 0
    last, best, total = 0, -1.0, 0.0
    for place, amount in enumerate(amounts):
        total += amount
        while at[place] - at[start] > wide:
            total -= amounts[start]
            start += 1
        if total > best + 1e-9:
            first, last, best = start, place, total
    who = own["traveller"] if "traveller" in own.columns else own["entry"]
    inside = who.iloc[first : last + 1]
    return phone, len(inside), len(set(inside)), round(best, 2), at[first], at[last]


def _check(limit: float) -> None:
    if not limit > 0:
        raise ResearchError(f"limit: found {limit:g}, expected an amount above 0.")
