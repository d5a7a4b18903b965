"""The ledger as a table: one row an entry, one column a fact."""

from collections.abc import Iterable, Sequence

import pandas as pd

from aatulab.inspection.evidence.audit import check_entries
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


def way_table(entries: Sequence[Entry], exhibit: str) -> pd.DataFrame:
    """Return the way of one exhibit: `entry`, `act`, `holder`, `seal` and `question` of each entry.

    `holder` has it after the entry, by what the entries say; `seal` is empty where it is open;
    `question` is what the check says, or empty.
    """
    findings = {finding.entry: finding.words for finding in check_entries(entries)}
    rows, holder, seal = [], "", ""
    for entry in entries:
        record = entry.record
        if record.exhibit != exhibit:
            continue
        holder = str(record.facts.get("receiver", holder or record.by))
        if record.act.startswith("seal-"):
            seal = "" if record.act == "seal-broken" else record.text("seal")
        question = findings.get(entry.number, "")
        rows.append((entry.number, record.title, holder, seal, question))
    return pd.DataFrame(rows, columns=["entry", "act", "holder", "seal", "question"])
