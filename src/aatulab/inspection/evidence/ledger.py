"""The file of the ledger: one entry a line (JSON lines), only ever added to.

An entry is written in one piece and forced to the disk.  A crash in the middle leaves at most the
beginning of one line.  It is never deleted: the next entry begins on a line of its own, and the
check says that a write was broken off.  Every entry before it can be read, whatever happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import InspectionError
from aatulab.inspection.evidence.entry import Entry, Record, entry_after, parse_entry
from aatulab.turns import turn_to_append

LARGEST_BYTES = 256 * 2**20


@dataclass(frozen=True)
class Line:
    """One line of the file: the entry that it holds, or why it holds none."""

    number: int
    text: str
    entry: Entry | None
    problem: str = ""


@dataclass(frozen=True)
class Ledger:
    """A ledger as it was read; `is_cut` where the last line has no end."""

    lines: tuple[Line, ...]
    is_cut: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries that can be read, as they stand in the file."""
        return tuple(line.entry for line in self.lines if line.entry is not None)

    @property
    def last(self) -> Entry | None:
        """Return the last entry that can be read."""
        return self.entries[-1] if self.entries else None


def ledger_of(entries: Iterable[Entry]) -> Ledger:
    """Return entries as the ledger that a file of them would give."""
    return ledger_from(entry.line() for entry in entries)


def ledger_from(lines: Iterable[str]) -> Ledger:
    """Return what whole lines hold."""
    return Ledger(tuple(_line(number, text) for number, text in enumerate(lines, start=1)))


def read_ledger(path: Path) -> Ledger:
    """Return what a file holds, line by line, also where it was damaged.

    Raises `InspectionError` only where there is no such file or it cannot be a ledger.
    """
    content = _bytes_of(path)
    parts = content.split(b"\n")
    is_cut = parts[-1] != b""
    texts = [part.decode("utf-8", errors="replace") for part in (parts if is_cut else parts[:-1])]
    return Ledger(ledger_from(texts).lines, is_cut=is_cut)


def append(path: Path, record: Record) -> Entry:
    """Write a record as the next entry, force it to the disk, and return it.

    A file that is not there begins with it.  What stands in the file is not touched.  Two programs
    that write at once take turns, so that each entry follows the one before it.
    """
    try:
        with turn_to_append(path) as file:
            before = read_ledger(path)
            entry = entry_after(record, before.last)
            file.write(("\n" * before.is_cut + entry.line() + "\n").encode("utf-8"))
    except OSError as error:
        raise InspectionError(
            f"{path}: cannot be written ({error.strerror}), so this entry is not in it; see folder,"
            " rights and room on the disk, and write it again."
        ) from error
    return entry


def _line(number: int, text: str) -> Line:
    try:
        return Line(number, text, parse_entry(text))
    except InspectionError as error:
        return Line(number, text, None, str(error).rstrip("."))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InspectionError(
                f"{path}: larger than {LARGEST_BYTES // 2**20} MB, which no ledger is; see that"
                " this is the right file."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InspectionError(f"{path}: there is no such file; see its name.") from None
    except OSError as error:
        raise InspectionError(f"{path}: cannot be read ({error.strerror}).") from error
