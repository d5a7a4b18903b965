"""The ledger as an auditor reads it: exhibit by exhibit, with corrections put in their places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aatulab.errors import InspectionError
from aatulab.inspection.evidence.entry import Entry
from aatulab.inspection.evidence.finding import Finding

# what says something about an exhibit without anybody touching it
PAPER_ONLY = frozenset({"result", "corrected"})


def histories(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return each exhibit's entries in the order of the ledger."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.record.exhibit, []).append(entry)
    return found


def corrected(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], list[Finding]]:
    """Return the entries as later ones correct them, and the corrections that correct nothing."""
    by_number = {entry.number: entry for entry in entries}
    findings = list(_misfits(entries, by_number))
    return tuple(by_number[entry.number] for entry in entries), findings


def _misfits(entries: Sequence[Entry], by_number: dict[int, Entry]) -> Iterator[Finding]:
    for entry in entries:
        record = entry.record
        if record.act != "corrected":
            continue
        number, name = record.facts["entry"], record.text("fact")
        wrong = by_number.get(number) if isinstance(number, int) else None
        if wrong is None or wrong.number >= entry.number or name not in wrong.record.facts:
            words = f"it corrects {name!r} of entry {number}, where no such fact stands"
            yield Finding("correction", words, entry.number, record.exhibit)
            continue
        facts = {**wrong.record.facts, name: record.facts["right"]}
        try:
            by_number[wrong.number] = replace(wrong, record=replace(wrong.record, facts=facts))
        except InspectionError as error:
            yield Finding("correction", str(error).rstrip("."), entry.number, record.exhibit)
