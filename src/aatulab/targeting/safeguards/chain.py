"""Chain the rows of a table, such as a log of look-ups, so that a later change shows.

See `aatulab.chain` for what a chain shows and what it does not.
"""

import pandas as pd

from aatulab.chain import START, link
from aatulab.errors import TargetingError

COLUMN = "digest"
_SHOWN = 16  # digits of a digest that a table in a lesson has room for


def chained(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entries with a column `digest`, in the order of their rows.

    >>> chained(pd.DataFrame({"at": ["08:00"], "what": ["seal 0417"]})).digest.str.len().tolist()
    [16]
    """
    digests, before = [], START
    for row in entries.astype(str).to_dict("records"):
        before = link({str(name): value for name, value in row.items()}, before)[:_SHOWN]
        digests.append(before)
    return entries.assign(**{COLUMN: digests})


def first_break(entries: pd.DataFrame) -> int | None:
    """Return the place (from 0) of the first entry that does not fit, or None if all do."""
    if COLUMN not in entries.columns:
        raise TargetingError(f"entries: there is no column {COLUMN!r}; chain them first.")
    fresh = chained(entries.drop(columns=COLUMN))[COLUMN].to_numpy()
    broken = (fresh != entries[COLUMN].to_numpy()).nonzero()[0]
    return int(broken[0]) if len(broken) else None
