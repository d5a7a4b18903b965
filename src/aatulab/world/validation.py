"""Check tables against their descriptions, with pandera; and references between tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aatulab.errors import WorldError
from aatulab.world.schemas import Column, TableSchema, read_schema

if TYPE_CHECKING:
    import pandera.pandas as pa

_MOST_SHOWN = 5


def validate(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame if it is as `datasets/schemas/<name>.yml` says.

    Raises `WorldError` that lists the columns, the broken rules and some of the values.
    """
    import pandera.pandas as pa  # noqa: PLC0415  (slow to import, and only needed here)

    schema = read_schema(name)
    try:
        checked: pd.DataFrame = table_schema(schema).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        failures = errors.failure_cases.groupby(["column", "check"], dropna=False)["failure_case"]
        shown = [
            f"{column}: {check}: {', '.join(map(repr, values.head(_MOST_SHOWN)))}"
            for (column, check), values in failures
        ]
        raise WorldError(
            f"table {name}: {len(shown)} rules of datasets/schemas/{name}.yml are broken. "
            + "; ".join(shown)
        ) from None
    return checked


def table_schema(schema: TableSchema) -> "pa.DataFrameSchema":
    """Return the pandera schema of a table: these columns, in this order, and nothing else."""
    import pandera.pandas as pa  # noqa: PLC0415

    return pa.DataFrameSchema(
        {column.name: _column(column) for column in schema.columns},
        name=schema.name,
        strict=True,
        ordered=True,
        unique=list(schema.key) if len(schema.key) > 1 else None,
    )


def broken_references(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return in words which references between the given tables lead nowhere."""
    broken = []
    for name, frame in tables.items():
        for column in read_schema(name).columns:
            target, _, key = (column.refers_to or "").partition(".")
            if target in tables:
                values = frame[column.name]
                lost = ~values.isin(tables[target][key]) & ~values.isin(column.apart_from)
                lost &= values.notna() | (not column.nullable)
                if lost.any():
                    example = frame.loc[lost, column.name].iloc[0]
                    broken.append(
                        f"{name}.{column.name}: {int(lost.sum())} values are not in "
                        f"{column.refers_to}, such as {example!r}"
                    )
    return broken


def _column(column: Column) -> "pa.Column":
    import pandera.pandas as pa  # noqa: PLC0415

    checks = [pa.Check(_TypeCheck(column), name=f"is a column of type {column.type}")]
    if column.values:
        checks.append(pa.Check.isin(list(column.values)))
    if column.range:
        checks.append(pa.Check.in_range(*column.range))
    if column.pattern:
        checks.append(pa.Check.str_matches(f"^(?:{column.pattern})$"))
    return pa.Column(checks=checks, nullable=column.nullable, unique=column.unique)


class _TypeCheck:
    """Whether a column holds what its description says; dtypes of one kind count alike."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def __call__(self, values: "pd.Series[Any]") -> bool:
        kind = self.column.type
        if kind == "text":
            return bool(pd.api.types.is_string_dtype(values))
        if kind == "flag":
            return bool(pd.api.types.is_bool_dtype(values.dtype))
        if kind == "moment":
            return isinstance(values.dtype, pd.DatetimeTZDtype) and str(values.dtype.tz) == "UTC"
        if kind == "day":
            return bool(pd.api.types.is_datetime64_dtype(values.dtype))
        if not pd.api.types.is_numeric_dtype(values.dtype):
            return False
        present = values.dropna().to_numpy(dtype=float)
        return bool(np.isfinite(present).all() and (kind == "number" or (present % 1 == 0).all()))
