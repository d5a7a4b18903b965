"""Keep the reference's answers on each trainee's case, so that they are worked out once.

They stay in the course's folder, which only its owner can read, one file a trainee and
assignment.  Each carries the key of what it was worked out from: cells, case, seed,
environment.  A file that does not match, or cannot be read, counts as none.  Points, hints and
tolerances are not in the key: to correct them is the usual reason to grade again.
"""

import dataclasses
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aatulab.authoring.compare import Calls, Raised
from aatulab.authoring.exercise import Exercise
from aatulab.grading.environment import environment_digest
from aatulab.grading.store import write_file
from aatulab.values import shapes

if TYPE_CHECKING:  # it draws: whoever only knows that there are references need not import that
    from aatulab.authoring.reference import Reference

OWNER_ONLY = 0o600
_QUICKLY = 3
_SHAPES: dict[str, Any] = {
    shape.__name__: shape
    for shape in (*vars(shapes).values(), Calls, Raised)
    if isinstance(shape, type) and dataclasses.is_dataclass(shape)
}


@dataclass(frozen=True)
class References:
    """The references of a course, kept in a folder."""

    folder: Path

    def find(self, exercise: Exercise, trainee: str, seed: int) -> "Reference | None":
        """Return the reference on a trainee's case when it is kept, else None."""
        from aatulab.authoring.reference import Reference  # noqa: PLC0415 - as above

        try:
            kept = json.loads(zlib.decompress(self._path(exercise, trainee).read_bytes()))
            if kept["key"] != reference_key(exercise, seed):
                return None
            answers = {name: _read(answer) for name, answer in kept["answers"].items()}
            return Reference(
                answers, {name: _read(given) for name, given in kept["inputs"].items()}
            )
        except (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, exercise: Exercise, trainee: str, seed: int, reference: "Reference") -> None:
        """Keep the reference on a trainee's case."""
        record = {
            "key": reference_key(exercise, seed),
            "answers": {name: _plain(answer) for name, answer in reference.answers.items()},
            "inputs": {name: _plain(given) for name, given in reference.inputs.items()},
        }
        data = zlib.compress(json.dumps(record, allow_nan=False).encode(), _QUICKLY)
        write_file(self._path(exercise, trainee), data, OWNER_ONLY)

    def _path(self, exercise: Exercise, trainee: str) -> Path:
        return self.folder / trainee / f"{exercise.assignment}.json.z"


def reference_key(exercise: Exercise, seed: int) -> str:
    """Return the digest of all that a reference's answers depend on."""
    asked = tuple((q.id, q.value, q.compare) for q in exercise.questions)
    parts = (environment_digest(), str(seed), repr((exercise.case, exercise.cells, asked)))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [_plain(getattr(value, item.name)) for item in dataclasses.fields(value)]
        return {"is": type(value).__name__, "fields": fields}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _read(plain: Any) -> Any:
    if isinstance(plain, dict):
        return _SHAPES[plain["is"]](*(_read(field) for field in plain["fields"]))
    if isinstance(plain, list):
        return tuple(_read(item) for item in plain)
    return plain
