"""Link the entries of a record by digests, so that a later change shows.

Each entry's digest is made of its own fields and of the digest before it.  Whoever changes,
removes or inserts an entry breaks the chain at that place.  It shows a change; it does not prevent
one, and whoever holds the whole record can write all of it anew: so the last digest is kept
elsewhere too.  Used for logs of look-ups (`targeting.safeguards`, `research`) and for exhibits
(`inspection.evidence`).
"""

import hashlib
import json
from collections.abc import Mapping

import pandas as pd

from aatulab.errors import TargetingError

START = "start"
COLUMN = "digest"
_SHOWN = 16  # digits of a digest that a table has room for


def link(fields: Mapping[str, object], before: str = START) -> str:
    """Return the digest of an entry (64 hexadecimal digits) that follows the digest `before`.

    The fields are texts, numbers, truth values, lists or mappings of such.

    >>> link({"seal": "A 0417"})[:8], link({"seal": "A 0418"})[:8]
    ('6ec4b1f1', '3acc0c55')
    """
    text = json.dumps([before, dict(fields)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def digest_after(row: Mapping[str, str], before: str) -> str:
    """Return the digest (16 digits) of a table's row that follows another."""
    return link(row, before)[:_SHOWN]


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
