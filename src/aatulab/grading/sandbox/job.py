"""What the sandbox is asked to do: steps of code, names to read after them, files, limits.

Plain data only; a job holds no reference value, no check and nothing of another trainee.
Called by the judge; the same fields travel to the child as JSON.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from aatulab.grading.sandbox.limits import Limits, StepLimits

DEFAULT_MAGICS = (
    *("matplotlib", "time", "timeit", "capture", "config", "precision", "pprint", "prun"),
    *("load_ext", "reload_ext", "autoreload", "who", "who_ls", "whos", "xmode", "reset"),
    *("pwd", "cd", "ls", "cat", "env", "writefile", "run", "system", "sx", "bash", "sh"),
)
"""IPython's magics that a notebook may use: what measures, shows or sets up, and programs of the
system, which find nothing in the sandbox.  Left out is what installs, keeps or sends."""

_MOST_FILES = 1_000
_HEAD = struct.Struct(">Q")


@dataclass(frozen=True)
class Call:
    """A function of the trainee's to call, once for each list of plain arguments."""

    function: str
    arguments: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Step:
    """One cell: its code, the names to read after it, the functions to call after it."""

    id: str
    source: str
    question: str | None = None
    ask: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    limits: StepLimits = field(default_factory=StepLimits)
    images: bool = True


@dataclass(frozen=True)
class Job:
    """The steps of one submission, and the files that lie in its home (relative paths).

    `magics` names the magics that its cells may use; others are left out, with a note in what
    the cell prints.
    """

    name: str
    steps: tuple[Step, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    magics: tuple[str, ...] = DEFAULT_MAGICS

    def __post_init__(self) -> None:
        """Refuse repeated step ids and files that would lie outside the home."""
        ids = [step.id for step in self.steps]
        if len(set(ids)) != len(ids):
            repeated = sorted({name for name in ids if ids.count(name) > 1})
            raise ValueError(f"{self.name}: step ids are repeated: {', '.join(repeated)}.")
        if len(self.files) > _MOST_FILES:
            raise ValueError(f"{self.name}: {len(self.files)} files, at most {_MOST_FILES}.")
        for path in self.files:
            _check_path(self.name, path)
        size = sum(map(len, self.files.values()))
        if size > self.limits.file_bytes:
            raise ValueError(
                f"{self.name}: {size:,} bytes of files;"
                f" file_bytes allows {self.limits.file_bytes:,}."
            )

    def to_bytes(self) -> bytes:
        """Return the job as the child reads it: a JSON head, then the contents of the files."""
        head: dict[str, Any] = {
            "steps": [asdict(step) for step in self.steps],
            "files": [[path, len(content)] for path, content in self.files.items()],
            "limits": asdict(self.limits),
            "magics": list(self.magics),
        }
        # allow_nan: a function question may well ask what happens for NaN
        text = json.dumps(head).encode("ascii")
        return b"".join((_HEAD.pack(len(text)), text, *self.files.values()))


def split_job(blob: bytes) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    """Return the head and the files of `Job.to_bytes`."""
    (size,) = _HEAD.unpack_from(blob)
    place = _HEAD.size + size
    head = json.loads(blob[_HEAD.size : place])
    files = []
    for path, length in head["files"]:
        files.append((path, blob[place : place + length]))
        place += length
    return head, files


def _check_path(job: str, path: str) -> None:
    pure = PurePosixPath(path)
    safe = path and "\0" not in path and path.isprintable() and not pure.is_absolute()
    if not safe or ".." in pure.parts or str(pure) != path or path == ".":
        raise ValueError(f"{job}: the file {path!r} needs a plain relative path, without '..'.")
