"""What somebody may do to a ledger afterwards, for drills: the entries as they then stand.

All of it is told apart by `tampering`; nothing here touches a file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from aatulab.inspection.evidence.entry import Entry, entries_of

Tampering = Callable[[Sequence[Entry], int], tuple[Entry, ...]]


def _nothing(entries: Sequence[Entry], _place: int) -> tuple[Entry, ...]:
    return tuple(entries)


def _changed(entries: Sequence[Entry], place: int) -> tuple[Entry, ...]:
    return (*entries[:place], _by_another(entries[place]), *entries[place + 1 :])


def _changed_with_digest(entries: Sequence[Entry], place: int) -> tuple[Entry, ...]:
    """Return the entry with a digest that fits; the next one does not follow any more."""
    records = [entry.record for entry in entries[:place]]
    anew = entries_of([*records, _by_another(entries[place]).record])
    return (*anew, *entries[place + 1 :])


def _taken_out(entries: Sequence[Entry], place: int) -> tuple[Entry, ...]:
    return (*entries[:place], *entries[place + 1 :])


def _exchanged(entries: Sequence[Entry], place: int) -> tuple[Entry, ...]:
    place = min(place, len(entries) - 2)
    return (*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :])


def _cut_off(entries: Sequence[Entry], place: int) -> tuple[Entry, ...]:
    return tuple(entries[:place])


def _anew(entries: Sequence[Entry], place: int) -> tuple[Entry, ...]:
    return entries_of(entry.record for entry in _taken_out(entries, place))


def _by_another(entry: Entry) -> Entry:
    return replace(entry, record=replace(entry.record, by="somebody"))


# the place counts from 0
TAMPERINGS: Mapping[str, Tampering] = {
    "nothing": _nothing,
    "changed": _changed,
    "changed, with a fresh digest": _changed_with_digest,
    "taken out": _taken_out,
    "exchanged with the next": _exchanged,
    "cut off from here on": _cut_off,
}
# the one that no chain shows by itself
WRITTEN_ANEW: Mapping[str, Tampering] = {"left out, and all written anew": _anew}
