"""What a worker of a cluster needs to know of an assignment, as JSON: exercise, limits, digests.

The same for every submission, so it travels once to every worker.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aatulab.authoring.exercise import load_exercise
from aatulab.grading.environment import environment_digest
from aatulab.grading.grader import Grader
from aatulab.grading.policy import Policy
from aatulab.grading.variants import KnownSeed


@dataclass(frozen=True)
class Parcel:
    """An assignment on its way to a worker; `files` are the texts of its exercise."""

    assignment: str
    files: Mapping[str, str]
    policy: Mapping[str, Any]
    fingerprint: str
    environment: str

    @classmethod
    def of(cls, grader: Grader) -> "Parcel":
        """Return what the workers need to know of a grader's assignment."""
        folder = grader.exercise.folder
        names = ["exercise.md", "questions.yml"]
        names += [question.rubric for question in grader.exercise.questions if question.rubric]
        return cls(
            assignment=grader.exercise.assignment,
            files={name: (folder / name).read_text(encoding="utf-8") for name in names},
            policy=asdict(grader.policy),
            fingerprint=grader.secret.fingerprint,
            environment=environment_digest(),
        )

    def to_json(self) -> bytes:
        """Return the parcel as it travels."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Parcel":
        """Return the parcel in these bytes."""
        return cls(**json.loads(data))

    def unpack(self, folder: Path) -> None:
        """Write the exercise's files into a folder of their assignment's name."""
        place = folder / self.assignment
        place.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(content, encoding="utf-8")

    def grader(self, folder: Path, seed: int) -> Grader:
        """Return the grader for one case; `folder` is where the parcel was unpacked."""
        exercise = load_exercise(folder / self.assignment)
        # JSON knows no tuples
        limits: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.policy.items()
        }
        return Grader(exercise, KnownSeed(seed, self.fingerprint), Policy(**limits))
