"""The exercise's log: every decision and everything that happened, each chained to the one before.

It grows only at its end.  With a path, what a person decided is on the disk before it counts; what
follows from it can always be worked out again from the seed and the decisions.  A torn last line
(the power went) is dropped when the log is read again, and nothing else is.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from aatulab.chain import START, link
from aatulab.errors import JointError

Entry = Mapping[str, object]
KEYS = ("n", "s", "what", "who", "by", "data", "sees")
PEOPLE = ("trainee", "instructor")
_DIGEST = "digest"


class SessionLog:
    """Entries in order: `n` number, `s` second, `what`, `who`, `by` whom it came, `data`, `sees`.

    `by` is trainee, partner or instructor for what somebody did, and empty for what happened.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._entries: list[Entry] = []
        self._written = 0
        if path is not None:
            _make(path)

    @property
    def entries(self) -> Sequence[Entry]:
        """Return all entries."""
        return tuple(self._entries)

    @property
    def head(self) -> str:
        """Return the last digest, which somebody else should keep a copy of."""
        return str(self._entries[-1][_DIGEST]) if self._entries else START

    def __len__(self) -> int:
        return len(self._entries)

    def since(self, number: int) -> Iterable[Entry]:
        """Return the entries after a number."""
        return self._entries[number:]

    def append(
        self,
        s: int,
        what: str,
        who: str,
        data: Mapping[str, object],
        sees: Iterable[str] = (),
        by: str = "",
    ) -> int:
        """Add an entry and return its number.

        `JointError` if it is a person's and the disk does not take it: then it is not there.  What
        happens by itself waits in memory until the disk has room again.
        """
        fields = {
            "n": len(self._entries) + 1,
            "s": s,
            "what": what,
            "who": who,
            "by": by,
            "data": dict(data),
            "sees": list(sees),
        }
        entry = {**fields, _DIGEST: link(fields, self.head)}
        self._entries.append(entry)
        if self.path is not None:
            self._keep(self.path, is_persons=by in PEOPLE)
        return len(self._entries)

    def keep_in(self, path: Path) -> None:
        """Write everything to a new file, and go on there."""
        _make(path)
        self.path, self._written = path, 0
        self._keep(path, is_persons=True)

    def _keep(self, path: Path, *, is_persons: bool) -> None:
        waiting = "".join(map(line_of, self._entries[self._written :]))
        try:
            _write(path, waiting, is_durable=is_persons)
        except OSError as error:
            if not is_persons:
                return
            self._entries.pop()
            raise JointError(
                f"{path}: the log cannot be written ({error.strerror}), so nothing was done; make "
                "room and decide again."
            ) from error
        self._written = len(self._entries)

    def lines(self) -> str:
        """Return the whole log as it is kept in a file."""
        return "".join(map(line_of, self._entries))


def line_of(entry: Entry) -> str:
    """Return an entry as one line."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_log(path: Path) -> list[Entry]:
    """Return the entries of a file; `JointError` names the line that was changed or is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise JointError(f"{path}: the log cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise JointError(f"{path}: not a text in UTF-8, so not a log of an exercise.") from error
    lines = text.split("\n")
    lines.pop()  # empty, or what was being written when the power went
    entries: list[Entry] = []
    before = START
    for place, line in enumerate(lines, 1):
        entry = _entry(path, place, line)
        fields = {key: entry[key] for key in KEYS}
        if fields["n"] != place or link(fields, before) != entry[_DIGEST]:
            raise JointError(
                f"{path}: line {place}: does not follow from the line before; the log was changed. "
                "Keep it for who looks into that, and use a copy of before."
            )
        before = str(entry[_DIGEST])
        entries.append(entry)
    if not entries:
        raise JointError(f"{path}: the log is empty; expected its first line, `begin`.")
    return entries


def _entry(path: Path, place: int, line: str) -> Entry:
    try:
        entry = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        entry = None
    if not isinstance(entry, dict) or set(entry) != {*KEYS, _DIGEST}:
        raise JointError(f"{path}: line {place}: not an entry of an exercise's log.")
    return entry


def _make(path: Path) -> None:
    try:
        with path.open("x", encoding="utf-8"):
            pass
    except FileExistsError:
        raise JointError(
            f"{path}: there is such a file already; continue it with --continue, or name another."
        ) from None
    except OSError as error:
        raise JointError(f"{path}: the log cannot be made ({error.strerror}).") from error


def _write(path: Path, lines: str, *, is_durable: bool) -> None:
    """Append lines; after a failure the file is as it was."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        try:
            file.write(lines.encode())
            file.flush()
            if is_durable:
                os.fsync(file.fileno())
        except OSError:
            os.truncate(path, size)
            raise
