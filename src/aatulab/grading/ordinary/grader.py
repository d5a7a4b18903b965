"""What all submissions of one ordinary notebook are graded with: cells, tests, files, limits."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aatulab.grading.course import Course
from aatulab.grading.environment import environment_digest
from aatulab.grading.grader import Asked, digest_of, refuse_shown
from aatulab.grading.intake import Slot, Submission, read_submission
from aatulab.grading.nbgrader_bridge.own_settings import load_settings
from aatulab.grading.ordinary.marking import read_marking
from aatulab.grading.policy import Policy, course_policy
from aatulab.grading.rawnotebook import RefusedError, read_file

OURS = frozenset({"timestamp.txt", "submission_secret.txt"})  # nbgrader's, beside a submission
MOST_FILES = 500


@dataclass(frozen=True)
class OrdinaryGrader:
    """What one notebook of an ordinary assignment is graded with.

    `theirs` are the files that trainees may change: nbgrader's `Autograde.exclude_overwriting`.
    """

    assignment: str
    notebook: str
    title: str
    slots: tuple[Slot, ...]
    source: Path
    policy: Policy
    theirs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, course: Course, assignment: str, notebook: str) -> "OrdinaryGrader":
        """Return the grader of a notebook of an ordinary assignment of a course."""
        refuse_shown(course)
        title, slots = read_marking(course.marking_path(assignment, notebook))
        policy = course_policy(course.policy_path)
        spared = load_settings(course).Autograde.get("exclude_overwriting", {})
        theirs = frozenset(map(str, spared.get(assignment, ())))
        return cls(assignment, notebook, title, slots, course.source(assignment), policy, theirs)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Return the questions; nbgrader gives them no title but their id."""
        graded = (s for s in self.slots if s.role in {"check", "written", "task"})
        return tuple(Asked(slot.id, slot.points or 0.0, slot.id) for slot in graded)

    def digest(self) -> str:
        """Return a digest of everything that a score depends on, the submission apart."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        files = (self._source_files, sorted(self.theirs))
        parts = (environment_digest(), repr(self.policy), repr(self.slots), files)
        return digest_of(repr(parts).encode())

    @cached_property
    def _source_files(self) -> Mapping[str, bytes]:
        return dict(_files(self.source, self.policy.file_bytes))

    def read(self, submission: Path) -> tuple[bytes, Submission]:
        """Return the bytes and the cells of a submission, or raise `RefusedError`."""
        data = read_file(submission, self.policy.notebook_bytes)
        cells = read_submission(self.assignment, self.slots, data, self.policy, submission.name)
        return data, cells

    def submission_digest(self, submission: Path) -> str:
        """Return the digest of a submission, the files beside the notebook included."""
        digest = hashlib.sha256(self.read(submission)[0])
        for name, content in _files(submission.parent, self.policy.file_bytes):
            digest.update(f"\0{name}\0".encode() + hashlib.sha256(content).digest())
        return digest.hexdigest()

    def files(self, submission: Path) -> dict[str, bytes]:
        """Return what lies beside the notebook when it runs: the instructor's files first."""
        handed_in = dict(_files(submission.parent, self.policy.file_bytes))
        kept = {name: handed_in[name] for name in self.theirs if name in handed_in}
        return {**handed_in, **self._source_files, **kept}


def _files(folder: Path, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Give the plain files below a folder but its notebooks, by relative name, in order."""
    room = most_bytes
    for number, path in enumerate(_walk(folder)):
        if number >= MOST_FILES:
            raise RefusedError(f"{folder.name}: more than {MOST_FILES} files. Hand in fewer.")
        content = read_file(path, room)
        room -= len(content)
        yield path.relative_to(folder).as_posix(), content


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            is_wanted = not name.startswith(".") and name not in OURS
            if is_wanted and path.suffix not in {".ipynb", ".pyc"} and not path.is_symlink():
                yield path
