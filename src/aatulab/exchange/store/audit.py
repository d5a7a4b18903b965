"""The audit: one line for everything that was done, each linked to the one before.

A line about a message holds the digest of the message as it was stored.  So a change to either
shows: in the audit by its chain, in an entry because it no longer fits its line.  Whoever holds the
database could write all of it anew; therefore the head is written down elsewhere, too.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from aatulab.chain import START, link
from aatulab.errors import shown
from aatulab.exchange.moments import written
from aatulab.exchange.refusal import malformed
from aatulab.exchange.store import tables
from aatulab.exchange.store.prepared import Prepared

_FIELDS = ("n", "at", "who", "action", "group_id", "subject")
_ADD = Prepared(insert(tables.audit))
_LAST = Prepared(
    select(tables.audit.c.n, tables.audit.c.digest).order_by(tables.audit.c.n.desc()).limit(1)
)


@dataclass(frozen=True)
class Head:
    """The number of lines and the digest of the last one."""

    lines: int
    digest: str


@dataclass(frozen=True)
class Finding:
    """A place where the record is not as it was written."""

    line: int
    says: str


def note(
    connection: Connection,
    at: datetime,
    who: str,
    action: str,
    group: str = "",
    subject: str = "",
) -> None:
    """Add a line, in the same transaction as what it tells of."""
    before = head(connection)
    fields: dict[str, object] = {
        "n": before.lines + 1,
        "at": written(at),
        "who": who,
        "action": action,
        "group_id": group,
        "subject": subject,
    }
    _ADD.rows(connection, **fields, digest=link(fields, before.digest))


def head(connection: Connection) -> Head:
    """Return where the audit stands."""
    row = _LAST.first(connection)
    return Head(0, START) if row is None else Head(*row)


def noted(text: str) -> Head:
    """Return a head as somebody noted it: LINES:DIGEST.

    >>> noted("12:" + 64 * "a").lines
    12
    """
    lines, _, digest = text.partition(":")
    if not (lines.isascii() and lines.isdigit() and len(digest) == 64):
        raise malformed("head", shown(text), "LINES:DIGEST, as `aatulab exchange audit` prints it")
    return Head(int(lines), digest)


def digest_of(body: str) -> str:
    """Return the digest of a stored body, which its line names."""
    return hashlib.sha256(body.encode()).hexdigest()


def findings(connection: Connection, expected: Head | None = None) -> list[Finding]:
    """Return every place where audit and entries are not as they were written; none is good."""
    found: list[Finding] = []
    before, lines, bodies = START, 0, {}
    for row in connection.execute(select(tables.audit).order_by(tables.audit.c.n)).mappings():
        lines += 1
        if row["n"] != lines:
            found.append(Finding(lines, f"line {lines} is missing: line {row['n']} stands there"))
            lines = row["n"]
        if row["digest"] != link({name: row[name] for name in _FIELDS}, before):
            found.append(Finding(lines, f"line {lines} does not follow the one before it"))
        before = row["digest"]
        if expected is not None and lines == expected.lines and before != expected.digest:
            found.append(Finding(lines, f"line {lines} is not the one whose digest you noted"))
        if row["action"] in {"message", "receipt", "epoch"}:
            seq, _, digest = row["subject"].rpartition(" ")
            bodies[row["group_id"], int(seq.split()[0])] = (lines, digest)
    if expected is not None and lines < expected.lines:
        found.append(Finding(lines, f"there are {lines} lines, you noted {expected.lines}"))
    return found + _changed_entries(connection, bodies)


def _changed_entries(
    connection: Connection, bodies: Mapping[tuple[str, int], tuple[int, str]]
) -> list[Finding]:
    found, seen = [], set()
    for row in connection.execute(select(tables.entries)).mappings():
        place = row["group_id"], row["seq"]
        seen.add(place)
        line, digest = bodies.get(place, (0, ""))
        if line == 0:
            found.append(Finding(0, f"entry {place[1]} of group {place[0]} has no line"))
        elif digest_of(row["body"]) != digest:
            found.append(Finding(line, f"entry {place[1]} of group {place[0]} was changed"))
    gone = sorted(set(bodies) - seen)
    return found + [
        Finding(bodies[place][0], f"entry {place[1]} of group {place[0]} is gone") for place in gone
    ]


def dumped(body: object) -> str:
    """Return a body as it is stored: what was signed, key for key."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
