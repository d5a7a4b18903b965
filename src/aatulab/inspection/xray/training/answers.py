"""Keep the answers of a sitting on disk as they come, one line each, so that none is ever lost.

Every answer is written and synced before the reader sees what it came to.  What a power cut leaves
of a half-written last line is dropped when the file is opened again; any other damage is refused,
and so is a file of another sitting.  The first line says which sitting it is.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import InspectionError
from aatulab.inspection.xray.training.plan import Plan
from aatulab.inspection.xray.training.trials import Decision

FORMAT = 1


@dataclass(frozen=True)
class Answer:
    """A decision, and whether it found what there was to find."""

    decision: Decision
    found: bool


class AnswerFile:
    """The answers of one sitting, in the order in which they were given."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self.path, self.plan = path, plan
        self.answers: list[Answer] = []
        self._size = self._torn = 0
        content = path.read_bytes() if path.exists() else b""
        head = _line({"format": FORMAT, "session": plan.to_json()})
        if head.startswith(content) and content != head:  # new, or torn in its first line
            path.parent.mkdir(parents=True, exist_ok=True)
            self._torn = len(content)
            self._write(head)
        else:
            self._resume(content)

    def append(self, answer: Answer) -> None:
        """Keep one more answer; when this returns it is on the disk."""
        self._write(_line({"decision": answer.decision.to_json(), "found": answer.found}))
        self.answers.append(answer)

    def _write(self, line: bytes) -> None:
        expected = self._size + self._torn
        with self.path.open("ab") as file:
            if file.tell() != expected:
                raise InspectionError(
                    f"{self.path}: found {file.tell()} bytes, expected {expected}: something else"
                    " writes to it. Close the other session, then run the cell again."
                )
            file.truncate(self._size)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self._size, self._torn = self._size + len(line), 0

    def _resume(self, content: bytes) -> None:
        head, *lines = content.splitlines()
        self._check_head(_read(self.path, 1, head))
        self._size = content.rfind(b"\n") + 1
        self._torn = len(content) - self._size
        if self._torn:  # the power went while the last line was written
            lines.pop()
        self.answers = [
            _answer(self.path, number, line) for number, line in enumerate(lines, start=2)
        ]

    def _check_head(self, head: Mapping[str, object]) -> None:
        if head.get("format") != FORMAT or "session" not in head:
            raise InspectionError(
                f"{self.path}: line 1: found {sorted(head)}, expected the answers of an X-ray "
                f"session, format {FORMAT}. Choose another file."
            )
        if head["session"] != self.plan.to_json():
            raise InspectionError(
                f"{self.path}: line 1: found the session {head['session']}, expected "
                f"{self.plan.to_json()}. Choose another file, or delete this one to start anew."
            )


def read_plan(path: Path) -> Plan:
    """Return which sitting a file holds the answers of."""
    if not path.is_file():
        raise InspectionError(f"{path}: there is no such file, expected one that a session keeps.")
    head = _read(path, 1, path.read_bytes().partition(b"\n")[0])
    try:
        return Plan.from_json(head.get("session"))
    except InspectionError as error:
        raise InspectionError(f"{path}: line 1: {error}") from error


def _line(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _read(path: Path, number: int, line: bytes) -> Mapping[str, object]:
    try:
        content = json.loads(line)
    except ValueError as error:
        raise InspectionError(
            f"{path}: line {number}: found {line[:60]!r}, expected JSON. Restore the file from a "
            "copy, or delete it to start anew."
        ) from error
    if not isinstance(content, dict):
        raise InspectionError(f"{path}: line {number}: found {content!r}, expected an object.")
    return content


def _answer(path: Path, number: int, line: bytes) -> Answer:
    content = _read(path, number, line)
    decision, found = content.get("decision"), content.get("found")
    if not isinstance(decision, dict) or not isinstance(found, bool):
        raise InspectionError(
            f"{path}: line {number}: found {sorted(content)}, expected decision and found."
        )
    try:
        return Answer(Decision.from_json(decision), found)
    except InspectionError as error:
        raise InspectionError(f"{path}: line {number}: {error}") from error
