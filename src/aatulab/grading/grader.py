"""What all submissions of one exercise are graded with: exercise, secret, limits.

Reads submissions and knows when a report is still valid; what runs and compares them is
judge.py, which imports far more.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from aatulab.authoring.exercise import Exercise, load_exercise
from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.environment import environment_digest
from aatulab.grading.intake import Slot, Submission, exercise_slots, read_submission
from aatulab.grading.policy import Policy, course_policy
from aatulab.grading.rawnotebook import read_file
from aatulab.grading.references import References
from aatulab.grading.report import QuestionResult, Report, ReportStatus
from aatulab.grading.sandbox import find_shown
from aatulab.grading.variants import Seeds, read_secret


@dataclass(frozen=True)
class Asked:
    """One question as a report and a page name it."""

    id: str
    points: float
    title: str


class Paper(Protocol):
    """One notebook that is graded, whoever wrote it: what is asked, and how it is read."""

    @property
    def assignment(self) -> str:
        """Return nbgrader's name of the assignment."""

    @property
    def notebook(self) -> str:
        """Return the notebook's name, without its ending."""

    @property
    def title(self) -> str:
        """Return the title that trainees see."""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Return the questions, in order."""

    def digest(self) -> str:
        """Return a digest of everything that a score depends on, the submission apart."""

    def read(self, submission: Path) -> tuple[bytes, Submission]:
        """Return the bytes and the cells of a submission, or raise `RefusedError`."""

    def submission_digest(self, submission: Path) -> str:
        """Return a digest of all that was handed in, or raise `RefusedError`."""


@dataclass(frozen=True)
class Grader:
    """What all submissions of one exercise are graded with."""

    exercise: Exercise
    secret: Seeds
    policy: Policy
    references: References | None = None

    @property
    def assignment(self) -> str:
        """Return nbgrader's name of the exercise."""
        return self.exercise.assignment

    @property
    def notebook(self) -> str:
        """Return the name of its one notebook."""
        return self.exercise.assignment

    @property
    def title(self) -> str:
        """Return the title that trainees see."""
        return self.exercise.title

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Return the questions, each with the heading under which it stands."""
        titles = question_titles(self.exercise)
        return tuple(
            Asked(question.id, question.points, titles.get(question.id, question.id))
            for question in self.exercise.questions
        )

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Return the cells of the trainee's notebook; built once for all submissions."""
        return exercise_slots(self.exercise)

    @classmethod
    def of(cls, course: Course, assignment: str) -> "Grader":
        """Return the grader of an assignment of a course."""
        known = course.assignments()
        # by membership, so that no path can be smuggled in as an assignment's name
        if assignment not in known:
            raise GradingError(
                f"there is no assignment {assignment[:60]!r} in {course.exercises}; there are:"
                f" {', '.join(known) or 'none'}."
            )
        refuse_shown(course)
        return cls(
            load_exercise(course.exercises / assignment),
            read_secret(course.secret_path),
            course_policy(course.policy_path),
            References(course.root / "references"),
        )

    def digest(self) -> str:
        """Return a digest of everything that a score depends on, the submission apart.

        Exercise, limits, environment, and the secret from which the variants are drawn.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        exercise = (self.exercise.case, self.exercise.cells, self.exercise.questions)
        parts = (
            environment_digest(),
            self.secret.fingerprint,
            repr(self.policy),
            repr(exercise),
        )
        return digest_of("\0".join(parts).encode())

    def read(self, submission: bytes | Path) -> tuple[bytes, Submission]:
        """Return the bytes and the cells of a submission, or raise `RefusedError`."""
        if isinstance(submission, bytes):
            data, name = submission, "the notebook"
        else:
            data, name = read_file(submission, self.policy.notebook_bytes), submission.name
        return data, read_submission(self.exercise.assignment, self.slots, data, self.policy, name)

    def submission_digest(self, submission: Path) -> str:
        """Return the digest of a submission, or raise `RefusedError`."""
        return digest_of(self.read(submission)[0])


def refuse_shown(course: Course) -> None:
    """Refuse a course whose secret and gradebook would lie where submissions can read."""
    shown = find_shown(course.root)
    if shown is not None:
        raise GradingError(
            f"{course.root}: every submission can read {shown}, since Python runs from there, and"
            " so the course's secret, too. Move the course out of that folder."
        )


def question_titles(exercise: Exercise) -> dict[str, str]:
    """Return for each question the heading under which it stands."""
    titles: dict[str, str] = {}
    heading = ""
    for cell in exercise.cells:
        if cell.kind == "markdown":
            headings = [line for line in cell.source.splitlines() if line.startswith("#")]
            heading = headings[-1].lstrip("#").strip() if headings else heading
        elif cell.kind == "answer" and cell.question is not None:
            titles[cell.question] = heading or cell.question
    return titles


def unrun_report(grader: Paper, trainee: str, status: ReportStatus, note: str) -> Report:
    """Return the report on a submission of which nothing was run."""
    return Report(
        assignment=grader.assignment,
        notebook=grader.notebook,
        trainee=trainee,
        submission_digest="",
        grader_digest=grader.digest(),
        status=status,
        questions=tuple(
            QuestionResult(question.id, "not_run", 0.0, question.points)
            for question in grader.asked
        ),
        notes=(note,),
    )


def digest_of(data: bytes) -> str:
    """Return the digest by which an unchanged submission is known."""
    return hashlib.sha256(data).hexdigest()
