"""Small questions to a case's tables that every signal asks first.

Refuses a table that lacks a column, by name, so that the reader hears what to pass instead.
"""

from collections.abc import Sequence

import pandas as pd

from aatulab.columns import first_missing as _first_missing
from aatulab.errors import TargetingError


def need_columns(table: pd.DataFrame, name: str, columns: Sequence[str], made_by: str = "") -> None:
    """Raise `TargetingError` that names the first column which `table` lacks.

    `made_by` names the function that returns such a table, where it is none of the case's own.
    """
    missing = _first_missing(table, columns)
    if missing is not None:
        found = ", ".join(map(str, table.columns))
        own = f"the case's own table, for example `case.{name}`"
        raise TargetingError(
            f"{name}: there is no column {missing!r}. Found: {found}. "
            f"Pass {f'what `{made_by}` returns' if made_by else own}."
        )


def by_pnr(pnrs: "pd.Series[str]", values: "pd.Series", name: str) -> "pd.Series":
    """Return `values` row by row under the index `pnr`, with a name.

    >>> float(by_pnr(pd.Series(["ABC123"]), pd.Series([1.5]), "hours")["ABC123"])
    1.5
    """
    return pd.Series(values.to_numpy(), index=pd.Index(pnrs, name="pnr"), name=name)
