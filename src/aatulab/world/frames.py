"""Arrow tables as the pandas frames that people work with."""

import pandas as pd
import pyarrow as pa


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as trainees know it: `str` texts, UTC moments, plain numbers."""
    plain = pa.table(
        {
            field.name: table[field.name].cast(pa.string())
            if pa.types.is_dictionary(field.type)
            else table[field.name]
            for field in table.schema
        }
    )
    frame: pd.DataFrame = plain.to_pandas(date_as_object=False)
    return frame
