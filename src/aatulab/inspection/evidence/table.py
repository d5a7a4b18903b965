"""The ledger as a table: one row an entry, one column a fact."""

from collections.abc import Iterable

import pandas as pd

from aatulab.inspection.evidence.entry import Entry

HEAD = ("entry", "at", "exhibit", "act", "by", "witness")
FACTS = (
    "seal", "old", "intact", "giver", "receiver", "received_at", "place", "purpose", "gross_g",
    "packaging_g", "net_g", "uncertainty_g", "sample", "taken_g", "laboratory", "result", "reason",
)  # fmt: skip


def entry_table(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return the entries with `at` and `received_at` as times; a fact that is not there is empty.

    Weights are in grams, NaN where none was written.
    """
    rows = [
        {
            **{name: entry.fields[name] for name in HEAD},
            **{name: entry.record.facts.get(name) for name in FACTS},
        }
        for entry in entries
    ]
    table = pd.DataFrame(rows, columns=[*HEAD, *FACTS])
    for name in ("at", "received_at"):
        table[name] = pd.to_datetime(table[name], utc=True)
    grams = [name for name in FACTS if name.endswith("_g")]
    table[grams] = table[grams].astype(float)
    return table
