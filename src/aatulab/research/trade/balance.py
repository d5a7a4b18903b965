"""One firm's balance with each of its partners: goods that came, money that went.

Goods and money for them seldom fall on one day: credit, prepayment, returns and commission are
ordinary.  A balance that grows in one direction for a year is a question for an accountant.
"""

import pandas as pd

from aatulab.research.columns import need_columns

_NEEDED = ("partner", "flow", "direction", "value")


def balance(trail: pd.DataFrame) -> pd.DataFrame:
    """Return one row a partner: `goods` in less out, `paid` out less in, `open` and `share`.

    `trail` has a row an event: `flow` is "cargo", "post" or "money", `direction` "in" or "out" as
    the firm sees it, `value` in euros.  `open` is paid less goods: above 0 more money left than
    goods came.  `share` is `open` of the larger of the two; the widest gap comes first.
    """
    need_columns(trail, "trail", _NEEDED, "Pass what `practice_firm(now, rng)` returns.")
    is_money = trail["flow"] == "money"
    sign = trail["direction"].map({"in": 1.0, "out": -1.0})
    goods = (trail["value"] * sign).where(~is_money, 0.0)
    paid = (-trail["value"] * sign).where(is_money, 0.0)
    table = pd.DataFrame({"goods": goods, "paid": paid}).groupby(trail["partner"]).sum()
    table["open"] = table["paid"] - table["goods"]
    larger = table[["goods", "paid"]].abs().max(axis="columns")
    table["share"] = table["open"] / larger.where(larger > 0)
    order = table["open"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order]
