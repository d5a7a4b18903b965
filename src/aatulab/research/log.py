"""The log of look-ups: one entry a request, refused ones too, each chained to the one before.

It holds digests of what was asked, not the query itself, so that the log does not become a second
database of persons.  A digest is no secret: whoever knows the name can work it out, and that is
how an auditor finds what was asked about.  It grows only at its end.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from threading import Lock

import pandas as pd

from aatulab.chain import COLUMN, START, digest_after, first_break
from aatulab.errors import ResearchError
from aatulab.turns import turn_to_append


@dataclass(frozen=True)
class Entry:
    """One line of the log; every value is a text, empty where there is none."""

    entry: str
    at: str
    officer: str
    role: str
    action: str  # ask, screen or verify
    purpose: str
    legal_ground: str
    case: str
    database: str
    query: str  # digest of all that was asked
    subject: str  # digest of whom or what it was about
    outcome: str
    detail: str  # record numbers, or why it was refused


COLUMNS = tuple(each.name for each in fields(Entry))


def digest_of(query: Mapping[str, str]) -> str:
    """Return the digest of a query or a subject, whatever the order of its keys; 16 hex digits.

    >>> digest_of({"a": "1", "b": "2"}) == digest_of({"b": "2", "a": "1"})
    True
    """
    text = json.dumps(dict(query), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class RequestLog:
    """Entries in order, in memory and, with a `path`, in a file of one JSON object a line."""

    def __init__(self, path: Path | None = None) -> None:
        self._path, self._lock = path, Lock()
        # the size first: what comes while we read is read with the next entry
        self._bytes = path.stat().st_size if path is not None and path.exists() else 0
        self._rows: list[dict[str, str]] = [] if path is None else _read(path)

    @property
    def head(self) -> str:
        """Return the last digest, which somebody else should keep a copy of."""
        return self._rows[-1][COLUMN] if self._rows else START

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._rows)

    @property
    def next_number(self) -> int:
        """Return the number that the next entry will have, unless somebody else is quicker."""
        return len(self._rows) + 1

    def append(self, entry: Entry) -> int:
        """Add an entry and return its number; the number inside `entry` is set here."""
        with self._lock:
            # first the file, if there is one: what is not kept was not answered
            row = self._written(self._path, entry) if self._path else self._next(entry)
            self._rows.append(row)
        return int(row["entry"])

    def _next(self, entry: Entry) -> dict[str, str]:
        row = asdict(entry) | {"entry": str(len(self._rows) + 1)}
        row[COLUMN] = digest_after(row, self.head)
        return row

    def _written(self, path: Path, entry: Entry) -> dict[str, str]:
        """Return the next entry, written after whatever another program has written meanwhile."""
        try:
            with turn_to_append(path) as file:
                if file.tell() != self._bytes:
                    self._rows = _read(path)
                row = self._next(entry)
                file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
                self._bytes = file.tell()
        except OSError as error:
            raise ResearchError(
                f"{path}: the log cannot be written ({error.strerror}), so nothing was answered;"
                " make room and ask again."
            ) from error
        return row

    def row(self, number: int) -> dict[str, str]:
        """Return an entry by its number; `ResearchError` says which there are."""
        if not 1 <= number <= len(self._rows):
            raise ResearchError(f"log: there is no entry {number}; it has 1 to {len(self._rows)}.")
        return dict(self._rows[number - 1])

    def table(self) -> pd.DataFrame:
        """Return all entries with their digests, as texts."""
        return pd.DataFrame(list(self._rows), columns=[*COLUMNS, COLUMN], dtype="str")


def _read(path: Path) -> list[dict[str, str]]:
    """Return the entries of a file that may not be there yet; refuse one that was changed."""
    if not path.exists():
        return []
    rows = []
    for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or set(row) != {*COLUMNS, COLUMN}:
            raise ResearchError(
                f"{path}: line {place}: not an entry of the log; keep the file for the auditor and "
                "start with another one."
            )
        rows.append({key: str(value) for key, value in row.items()})
    broken = first_break(pd.DataFrame(rows, columns=[*COLUMNS, COLUMN], dtype="str"))
    if broken is not None:
        raise ResearchError(
            f"{path}: line {broken + 1}: its digest does not fit; somebody changed the log. Keep "
            "the file for the auditor and start with another one."
        )
    return rows
