"""Chain the entries of a record, so that a later change shows.

Each entry carries a digest of its own fields and of the digest before it.  Whoever changes, removes
or inserts an entry breaks the chain at that place.  It shows a change; it does not prevent one, and
whoever holds the whole chain can write all of it anew: so the last digest is kept elsewhere too.
"""

import hashlib
from collections.abc import Mapping

import pandas as pd

from aatulab.errors import TargetingError

START = "start"
COLUMN = "digest"


def chained(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entries with a column `digest`, in the order of their rows.

    >>> chained(pd.DataFrame({"at": ["08:00"], "what": ["seal 0417"]})).digest.str.len().tolist()
    [16]
    """
    digests, before = [], START
    for row in entries.astype(str).to_dict("records"):
        before = digest_after({str(name): value for name, value in row.items()}, before)
        digests.append(before)
    return entries.assign(**{COLUMN: digests})


def first_break(entries: pd.DataFrame) -> int | None:
    """Return the place (from 0) of the first entry that does not fit, or None if all do."""
    if COLUMN not in entries.columns:
        raise TargetingError(f"entries: there is no column {COLUMN!r}; chain them first.")
    fresh = chained(entries.drop(columns=COLUMN))[COLUMN].to_numpy()
    broken = (fresh != entries[COLUMN].to_numpy()).nonzero()[0]
    return int(broken[0]) if len(broken) else None


def digest_after(row: Mapping[str, str], before: str) -> str:
    """Return the digest of one entry that follows another, for a record that grows line by line."""
    text = "\x1f".join([before, *(f"{name}={row[name]}" for name in sorted(row))])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
