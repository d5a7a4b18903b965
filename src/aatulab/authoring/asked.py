"""Keep beside an exercise how check() last looked at each question, for the learner alone.

One JSON line an answer, appended: `{"question": "lead-time", "looks": "right"}`.  No name, no
time, no answer.  Counts for no grade, may be deleted, and a damaged line loses nothing but itself.
A disk that cannot be written is no reason to stumble: then nothing is kept.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Looks = Literal["right", "wrong"]
LARGEST_BYTES = 1_000_000  # of this size no hand has made it


@dataclass(frozen=True)
class Asked:
    """What the record says: how each question looked last, and how many lines were damaged."""

    looks: Mapping[str, Looks]
    damaged: int = 0


def asked_path(folder: Path, assignment: str) -> Path:
    """Return where the record lies: hidden, beside the notebook."""
    return folder / f".{assignment}.asked.jsonl"


def read_asked(path: Path) -> Asked:
    """Return what a record says; without a file, nothing."""
    try:
        with path.open("rb") as file:
            return parse_asked(file.read(LARGEST_BYTES))
    except FileNotFoundError:
        return Asked({})
    except OSError:
        return Asked({}, damaged=1)


def parse_asked(data: bytes) -> Asked:
    r"""Return what the bytes of a record say.

    >>> parse_asked(b'{"question": "q", "looks": "wrong"}\n{"quest')
    Asked(looks={'q': 'wrong'}, damaged=1)
    """
    looks: dict[str, Looks] = {}
    damaged = 0
    for line in data.decode("utf-8", "replace").splitlines():
        entry = _read_line(line)
        if entry is not None:
            looks[entry[0]] = entry[1]
        elif line.strip():
            damaged += 1
    return Asked(looks, damaged)


def note_asked(path: Path, question: str, looks: Looks) -> None:
    """Append how a question looked, unless the record says so already."""
    if read_asked(path).looks.get(question) == looks:
        return
    line = json.dumps({"question": question, "looks": looks})
    with contextlib.suppress(OSError), path.open("ab+") as file:
        if _is_cut_off(path):
            file.write(b"\n")  # a line that was never finished must not swallow this one
        file.write(f"{line}\n".encode())


def _is_cut_off(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 1))
        return size > 0 and file.read() != b"\n"


def _read_line(line: str) -> tuple[str, Looks] | None:
    try:
        entry = json.loads(line)
        question, looks = entry["question"], entry["looks"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(question, str) or looks not in ("right", "wrong"):
        return None
    return question, looks
