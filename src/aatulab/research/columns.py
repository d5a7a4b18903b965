"""Refuse a table that lacks a column, by name, so that the reader hears what to pass instead."""

from collections.abc import Sequence

import pandas as pd

from aatulab.errors import ResearchError


def need_columns(table: pd.DataFrame, name: str, columns: Sequence[str], made_by: str) -> None:
    """Raise `ResearchError` that names the first column which `table` lacks, and who makes it."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ResearchError(
            f"{name}: there is no column {missing[0]!r}; found {', '.join(map(str, table))}. "
            f"Pass what `{made_by}` returns."
        )
