"""One entry of the ledger: what an officer writes, its number, and the digest that holds it.

A `Record` is what is written; an `Entry` is the record in its place.  Nothing here reads a clock:
the time is given by whoever writes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aatulab.chain import START, link
from aatulab.errors import InspectionError, shown
from aatulab.inspection.evidence.acts import act_of, is_moment, is_text

LONGEST_LINE = 8_000  # characters; the longest that an entry can have is shorter
MOST_ENTRIES = 10**9
_KEYS = ("entry", "at", "exhibit", "act", "by", "witness", "facts", "digest")


@dataclass(frozen=True)
class Record:
    """What was done with an exhibit: when, by whom, who saw it, and the act's own facts.

    >>> Record("2026-04-13T10:42:00+02:00", "E-1", "seal-applied", "officer-03",
    ...        {"seal": "A 0417"}).title
    'seal applied'
    """

    at: str
    exhibit: str
    act: str
    by: str
    facts: Mapping[str, object] = field(default_factory=dict)
    witness: str = ""

    def __post_init__(self) -> None:
        if not is_moment(self.at):
            raise InspectionError(
                f"at: found {shown(self.at)}, expected a time with its offset, such as"
                " 2026-04-13T10:42:00+02:00."
            )
        for name, value in (("exhibit", self.exhibit), ("by", self.by)):
            if not is_text(value):
                raise InspectionError(f"{name}: found {shown(value)}, expected a short text.")
        if self.witness != "" and not is_text(self.witness):
            raise InspectionError(
                f"witness: found {shown(self.witness)}, expected a name, or '' for nobody."
            )
        if not isinstance(self.facts, Mapping):
            raise InspectionError(f"facts: found {shown(self.facts)}, expected names and values.")
        act_of(self.act).refuse_misfits(self.act, self.facts)

    @property
    def title(self) -> str:
        """Return the act in words."""
        return act_of(self.act).title

    @property
    def moment(self) -> datetime:
        """Return when it was done."""
        return datetime.fromisoformat(self.at)

    def text(self, name: str) -> str:
        """Return a fact that is a text."""
        return str(self.facts[name])

    def grams(self, name: str) -> float | None:
        """Return a weight, or None where none was written."""
        value = self.facts.get(name)
        return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True)
class Entry:
    """A record in its place; `digest` holds it and everything before it."""

    number: int
    record: Record
    digest: str

    @property
    def fields(self) -> dict[str, object]:
        """Return what the digest is made of."""
        record = self.record
        return {
            "entry": self.number,
            "at": record.at,
            "exhibit": record.exhibit,
            "act": record.act,
            "by": record.by,
            "witness": record.witness,
            "facts": dict(record.facts),
        }

    def follows(self, before: str) -> bool:
        """Return whether the digest fits these fields and the digest before."""
        return self.digest == link(self.fields, before)

    def line(self) -> str:
        """Return the entry as the file holds it, without the end of the line."""
        whole = {**self.fields, "digest": self.digest}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def entry_after(record: Record, last: Entry | None) -> Entry:
    """Return the record as the entry that follows `last`, None for the first."""
    number = last.number + 1 if last else 1
    bare = Entry(number, record, "")
    return Entry(number, record, link(bare.fields, last.digest if last else START))


def entries_of(records: Iterable[Record]) -> tuple[Entry, ...]:
    """Return records as the entries of a new ledger."""
    entries: list[Entry] = []
    for record in records:
        entries.append(entry_after(record, entries[-1] if entries else None))
    return tuple(entries)


def parse_entry(line: str) -> Entry:
    """Return the entry that a line holds; `InspectionError` says why there is none.

    Only the writing of `Entry.line` is read, so that people and programs see the same.
    """
    if len(line) > LONGEST_LINE:
        raise InspectionError(f"{len(line):,} characters; an entry has at most {LONGEST_LINE:,}")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InspectionError("not readable as JSON") from error
    if not isinstance(found, dict) or tuple(found) != _KEYS:
        raise InspectionError(f"expected the keys {', '.join(_KEYS)}, in this order")
    number, digest = found["entry"], found["digest"]
    is_number = isinstance(number, int) and not isinstance(number, bool)
    if not is_number or not 1 <= number <= MOST_ENTRIES:
        raise InspectionError(f"entry: found {shown(number)}, expected 1 to {MOST_ENTRIES:,}")
    if not isinstance(digest, str):
        raise InspectionError(f"digest: found {shown(digest)}, expected a text")
    names = ("at", "exhibit", "act", "by", "facts", "witness")
    entry = Entry(number, Record(*(found[name] for name in names)), digest)
    if entry.line() != line:
        raise InspectionError("not written as a ledger writes it (a key comes twice, or spaces)")
    return entry
