"""The exhibits' ledger: what was done with each exhibit, by whom, when, under which seal.

The file only grows and is chained by digests, so that any later change shows (`ledger`,
`tampering`).  An auditor's checks then ask whether what it says can be (`audit`): one holder at
each moment, seals that follow each other, weights that add up, samples that fit, two persons where
the rule asks two.  A chain that holds proves nothing about the bag, and a good bag nothing about
the papers: both are checked.
"""

from aatulab.inspection.evidence.acts import ACTS
from aatulab.inspection.evidence.audit import check_entries, check_ledger
from aatulab.inspection.evidence.entry import Entry, Record, entries_of
from aatulab.inspection.evidence.finding import Finding
from aatulab.inspection.evidence.ledger import (
    Ledger,
    append,
    ledger_from,
    ledger_of,
    read_ledger,
)
from aatulab.inspection.evidence.practice import practice_exhibits, practice_files
from aatulab.inspection.evidence.rules import Rules
from aatulab.inspection.evidence.sampling import chance_all_positive, units_to_examine
from aatulab.inspection.evidence.table import entry_table, way_table
from aatulab.inspection.evidence.tampering import Kept, check_chain

__all__ = [
    "ACTS",
    "Entry",
    "Finding",
    "Kept",
    "Ledger",
    "Record",
    "Rules",
    "append",
    "chance_all_positive",
    "check_chain",
    "check_entries",
    "check_ledger",
    "entries_of",
    "entry_table",
    "ledger_from",
    "ledger_of",
    "practice_exhibits",
    "practice_files",
    "read_ledger",
    "units_to_examine",
    "way_table",
]
