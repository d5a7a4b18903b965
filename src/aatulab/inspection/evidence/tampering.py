"""Say what was done to a ledger afterwards: changed, removed, re-ordered, cut off, added.

A chain cannot show by itself that its end was cut off, nor that all of it was written anew.  So a
unit keeps the number and the digest of the last entry elsewhere (on the hand-over paper, with the
prosecutor), and gives them to the check as `Kept`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aatulab.chain import START
from aatulab.errors import InspectionError, shown
from aatulab.inspection.evidence.entry import Entry
from aatulab.inspection.evidence.finding import Finding
from aatulab.inspection.evidence.ledger import Ledger

_FEWEST_DIGITS = 12  # of a digest on paper: nobody finds another text with the same ones


@dataclass(frozen=True)
class Kept:
    """Number and digest (at least its first twelve digits) of an entry, kept elsewhere."""

    number: int
    digest: str

    @classmethod
    def of(cls, entry: Entry) -> "Kept":
        """Return what is written down of an entry."""
        return cls(entry.number, entry.digest[:16])

    @classmethod
    def parse(cls, text: str) -> "Kept":
        """Return what a text such as `12:3fa94b11c0de7788` says.

        >>> Kept.parse("12:3FA94B11C0DE7788").number
        12
        """
        number, colon, digest = text.strip().lower().partition(":")
        is_digest = len(digest) >= _FEWEST_DIGITS and set(digest) <= set("0123456789abcdef")
        is_number = number.isascii() and number.isdigit() and 0 < len(number) < 10
        if not (colon and is_number and int(number) and is_digest):
            raise InspectionError(
                f"kept: found {shown(text)}, expected the number of an entry, a colon and at least"
                f" {_FEWEST_DIGITS} digits of its digest, such as 12:3fa94b11c0de7788."
            )
        return cls(int(number), digest)

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


def check_chain(ledger: Ledger, kept: Kept | None = None) -> list[Finding]:
    """Return every sign that entries are not those that were written, in the order of the file."""
    return [
        *_unreadable(ledger),
        *_numbers(ledger.entries),
        *_links(ledger.entries),
        *_against_kept(ledger.entries, kept),
    ]


def _unreadable(ledger: Ledger) -> Iterator[Finding]:
    for line in ledger.lines:
        if line.entry is None:
            is_end = ledger.is_cut and line is ledger.lines[-1]
            what = (
                f"the last line is cut off after {len(line.text)} characters: a write was broken"
                " off. Write the entry again; every entry before it can be read."
                if is_end
                else f"this line holds no entry ({line.problem}). Either a write was broken off"
                " here, or somebody wrote into the file: ask who wrote that day."
            )
            yield Finding("unreadable", f"line {line.number}: {what}")


def _numbers(entries: Sequence[Entry]) -> Iterator[Finding]:
    count = Counter(entry.number for entry in entries)
    for number, times in count.items():
        if times > 1:
            yield Finding("double", f"the number stands {times} times: one was added", number)
    highest, before = 0, 0
    for entry in entries:
        if entry.number < highest and count[entry.number] == 1:
            yield Finding(
                "order", f"it stands behind entry {before}: the order was changed", entry.number
            )
        highest, before = max(highest, entry.number), entry.number
    for first, last in _gaps(count, highest):
        which = f"entry {first} is" if first == last else f"entries {first} to {last} are"
        yield Finding("missing", f"{which} missing: taken out after entry {last + 1} was written")


def _gaps(count: Counter[int], highest: int) -> Iterator[tuple[int, int]]:
    """Give first and last of each run of missing numbers, without counting up to a huge one."""
    before = 0
    for number in sorted(count):
        if number > before + 1:
            yield before + 1, number - 1
        before = number
    assert before == highest


def _links(entries: Sequence[Entry]) -> Iterator[Finding]:
    digests: dict[int, set[str]] = {0: {START}}
    for entry in entries:
        digests.setdefault(entry.number, set()).add(entry.digest)
    for entry in entries:
        before = digests.get(entry.number - 1)  # None: that one is missing, and said to be
        if before is not None and not any(entry.follows(digest) for digest in before):
            which = "it" if entry.number == 1 else f"it, or entry {entry.number - 1},"
            yield Finding(
                "changed",
                f"{entry.record.title}: what it says does not fit its digest; {which} was changed"
                " afterwards",
                entry.number,
                entry.record.exhibit,
            )


def _against_kept(entries: Sequence[Entry], kept: Kept | None) -> Iterator[Finding]:
    if kept is None:
        return
    highest = max((entry.number for entry in entries), default=0)
    same = [entry for entry in entries if entry.number == kept.number]
    if highest < kept.number:
        ends = f"ends with entry {highest}" if highest else "holds no entry"
        yield Finding(
            "cut-off",
            f"the ledger {ends}; entry {kept.number} was there when its digest was kept",
        )
    elif same and not any(entry.digest.startswith(kept.digest) for entry in same):
        yield Finding(
            "rewritten",
            "its digest is not the one that was kept elsewhere: the ledger was written anew from"
            " here or from an entry before",
            kept.number,
        )
