"""Check that at each moment one person had the exhibit, and only one.

A gap is a time or a change of hands that nothing explains; an overlap is two who had it at once.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from aatulab.inspection.evidence.entry import Entry
from aatulab.inspection.evidence.finding import Finding
from aatulab.inspection.evidence.history import PAPER_ONLY
from aatulab.inspection.evidence.rules import Rules


def check_custody(history: Sequence[Entry], rules: Rules) -> Iterator[Finding]:
    """Give each gap and each overlap in one exhibit's custody."""
    first = history[0]
    if first.record.act != "taken":
        yield _found(
            first, f"its papers begin with {first.record.title!r}: who took it, and where?"
        )
    holder, since = first.record.by, first
    for before, entry in pairwise(history):
        if entry.record.moment < before.record.moment:
            yield _found(entry, f"it happened before entry {before.number}, which stands before it")
        act = entry.record.act
        if act == "taken":
            yield _found(entry, f"taken again, though {holder} had it since entry {since.number}")
        elif act == "handed-over":
            yield from _handover(entry, holder, since, rules)
            holder, since = entry.record.text("receiver"), entry
        elif act not in PAPER_ONLY and entry.record.by != holder:
            words = f"{entry.record.by} works on it, but {holder} had it since entry {since.number}"
            yield _found(entry, words)
            holder, since = entry.record.by, entry  # said once; from here on it is with them


def _handover(entry: Entry, holder: str, since: Entry, rules: Rules) -> Iterator[Finding]:
    record = entry.record
    if record.text("giver") != holder:
        yield _found(
            entry,
            f"{record.text('giver')} gives it away, but {holder} had it since entry"
            f" {since.number}: nothing says how it changed hands",
        )
    received = datetime.fromisoformat(record.text("received_at"))
    minutes = (received - record.moment).total_seconds() / 60
    if minutes > rules.handover_minutes:
        yield _found(
            entry, f"for {minutes:,.0f} minutes nobody had it: given, and not yet received"
        )
    elif minutes < 0:
        yield _found(entry, f"received {-minutes:,.0f} minutes before it was given: two had it")


def _found(entry: Entry, words: str) -> Finding:
    return Finding("custody", words, entry.number, entry.record.exhibit)
