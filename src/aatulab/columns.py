"""Refuse a table that lacks a column, by name, so that the reader hears what to pass instead.

Each room raises its own error with it; what to do next is said by who calls.
"""

from collections.abc import Sequence

import pandas as pd

from aatulab.errors import AatuLabError


def first_missing(table: pd.DataFrame, columns: Sequence[str]) -> str | None:
    """Return the first of some columns that a table lacks; None where it has them all.

    >>> first_missing(pd.DataFrame({"pnr": []}), ["pnr", "seat", "bags"])
    'seat'
    """
    return next((column for column in columns if column not in table.columns), None)


def need_columns(
    error: type[AatuLabError],
    table: pd.DataFrame,
    name: str,
    columns: Sequence[str],
    next_step: str,
) -> None:
    """Raise `error` that names the first column which `table` lacks, and what to do."""
    missing = first_missing(table, columns)
    if missing is not None:
        found = ", ".join(map(str, table.columns))
        raise error(f"{name}: there is no column {missing!r}; found {found}. {next_step}")
