"""Points that are busy for a good reason: agencies, post counters, and firms of the register.

The register says what somebody told it.  A point that stands in it is explained and not cleared; a
point that does not stand in it is not explained, and no more than that.
"""

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from aatulab.cases import Case

_POINTS = {"phone": "phone", "email": "email", "address_id": "address"}


def known_points(case: "Case") -> pd.DataFrame:
    """Return one row a known point: `kind`, `value`, `whose` (what it is) and `name`.

    A case without agents or firms gives what it has.  A point of several owners stands there with
    the first of them.
    """
    parts = []
    if hasattr(case, "agents"):
        parts += [_points(case.agents, column, case.agents["kind"]) for column in _POINTS]
        agents = case.agents
        sold = {"value": agents["agent"], "whose": agents["kind"], "name": agents["name"]}
        parts.append(pd.DataFrame(sold).assign(kind="agency"))
    if hasattr(case, "firms"):
        firm = pd.Series("firm of the register", index=case.firms.index)
        parts += [_points(case.firms, column, firm) for column in _POINTS]
        named = pd.DataFrame(
            {"kind": "firm", "value": case.firms["name"], "whose": firm, "name": case.firms["name"]}
        )
        parts.append(named)
    columns = ["kind", "value", "whose", "name"]
    if not parts:
        return pd.DataFrame(columns=columns)
    found = pd.concat(parts, ignore_index=True).dropna(subset=["value"])
    return found.drop_duplicates(["kind", "value"], ignore_index=True)[columns]


def _points(table: pd.DataFrame, column: str, whose: "pd.Series[str]") -> pd.DataFrame:
    return pd.DataFrame(
        {"kind": _POINTS[column], "value": table[column], "whose": whose, "name": table["name"]}
    )
