"""All checks of a ledger in one list: first the papers themselves, then what they say."""

from collections.abc import Iterator, Sequence

from aatulab.inspection.evidence.acts import ACTS
from aatulab.inspection.evidence.custody import check_custody
from aatulab.inspection.evidence.entry import Entry
from aatulab.inspection.evidence.finding import Finding
from aatulab.inspection.evidence.history import corrected, histories
from aatulab.inspection.evidence.ledger import Ledger
from aatulab.inspection.evidence.rules import Rules
from aatulab.inspection.evidence.seals import check_seal_numbers, check_seals
from aatulab.inspection.evidence.tampering import Kept, check_chain
from aatulab.inspection.evidence.weights import check_samples, check_weights


def check_ledger(
    ledger: Ledger, kept: Kept | None = None, rules: Rules | None = None
) -> list[Finding]:
    """Return everything to look at in a ledger: changed papers first, then by entry."""
    return [*check_chain(ledger, kept), *check_entries(ledger.entries, rules)]


def check_entries(entries: Sequence[Entry], rules: Rules | None = None) -> list[Finding]:
    """Return what does not hold in what the entries say, in the order of the entries."""
    rules = rules or Rules()
    right, findings = corrected(entries)
    findings += check_persons(entries)
    findings += check_seal_numbers(right)
    for history in histories(right).values():
        findings += check_custody(history, rules)
        findings += check_seals(history)
        findings += check_weights(history)
        findings += check_samples(history)
    return sorted(findings, key=lambda finding: finding.entry)


def check_persons(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Give each entry that needs a second person and names none, or the same one twice."""
    for entry in entries:
        record = entry.record
        if ACTS[record.act].needs_two and record.witness in {"", record.by}:
            words = f"{record.title} by {record.by} alone; this needs two persons"
            yield Finding("two persons", words, entry.number, record.exhibit)
