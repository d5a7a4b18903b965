"""The report on one graded submission: what each question got, and why.

Reports are the truth of grading: gradebook, feedback and graded notebook are made from them.
A report says the same for the same submission, so it holds no clock and no random id.
Everything that is read back is checked again; points that are not finite, below zero or above
the maximum cannot exist.
"""

import base64
import binascii
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

from aatulab.errors import GradingError

SCHEMA = 2
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

QuestionStatus = Literal[
    "passed", "failed", "error", "timeout", "killed", "not_run", "needs_review"
]
ReportStatus = Literal["graded", "interrupted", "refused", "failed"]
Guarantee = Literal["unseen_case", "tests_in_reach"]

# how much a score proves, for whoever decides on it
GUARANTEES: Mapping[str, str] = {
    "unseen_case": "Values were computed on a case that nobody had seen, and compared outside the"
    " trainee's process.",
    "tests_in_reach": "The tests ran in the trainee's own process: in the sandbox, but within reach"
    " of whoever sets out to read or to defeat them. Look at full marks that surprise you.",
}

STATUS_SENTENCES: Mapping[str, str] = {
    "passed": "right",
    "failed": "not right yet",
    "error": "stopped with an error",
    "timeout": "took too long",
    "killed": "was ended at a limit",
    "not_run": "did not run",
    "needs_review": "waits for an instructor",
}


@dataclass(frozen=True)
class Evidence:
    """What the trainee's cells showed: printed text and pictures, both cut to a limit."""

    printed: str = ""
    images: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse pictures that are none."""
        if not all(image.startswith(PNG_SIGNATURE) for image in self.images):
            raise ValueError("an image of the evidence is not a PNG")


@dataclass(frozen=True)
class QuestionResult:
    """What one question got; `finding` is a word of the comparators, `hint` a sentence.

    `expected` says what was asked for and `came` what was given: kind, size and names in words.
    """

    question: str
    status: QuestionStatus
    points: float
    max_points: float
    finding: str = ""
    hint: str = ""
    evidence: Evidence = Evidence()
    expected: str = ""
    came: str = ""

    def __post_init__(self) -> None:
        """Refuse points that would become a false score, and a status that nobody knows."""
        if self.status not in get_args(QuestionStatus):
            raise ValueError(f"{self.question}: there is no status {self.status!r}")
        if not math.isfinite(self.max_points) or self.max_points < 0:
            raise ValueError(f"{self.question}: max_points is {self.max_points!r}")
        if not math.isfinite(self.points) or not 0 <= self.points <= self.max_points:
            raise ValueError(
                f"{self.question}: points must lie from 0 to {self.max_points:g},"
                f" found {self.points!r}"
            )

    @property
    def needs_review(self) -> bool:
        """Tell whether a person has to give the points."""
        return self.status == "needs_review"


@dataclass(frozen=True)
class Report:
    """The outcome of one submission.

    `graded`: every cell had its turn.  `interrupted`: a limit ended the run, or a question ran
    out of time.  `refused`: the file could not be read as this assignment, nothing was run.
    `failed`: a defect of ours; an instructor has to look.  `guarantee` says how it was tested;
    `notebook` is named as the assignment where that has only one; `blank` names the cells for
    answers that were left as they were, where these are no questions themselves.
    """

    assignment: str
    trainee: str
    submission_digest: str
    grader_digest: str
    status: ReportStatus
    questions: tuple[QuestionResult, ...]
    notes: tuple[str, ...] = ()
    guarantee: Guarantee = "unseen_case"
    notebook: str = ""
    blank: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a status that nobody knows and questions that are named twice."""
        object.__setattr__(self, "notebook", self.notebook or self.assignment)
        if self.guarantee not in GUARANTEES:
            raise ValueError(f"there is no guarantee {self.guarantee!r}")
        if self.status not in get_args(ReportStatus):
            raise ValueError(f"there is no report status {self.status!r}")
        names = [result.question for result in self.questions]
        if len(set(names)) != len(names):
            raise ValueError(f"a question is named twice among {names}")

    @property
    def points(self) -> float:
        """Return the points given so far; those that a person has yet to give are not in it."""
        return sum(result.points for result in self.questions)

    @property
    def max_points(self) -> float:
        """Return the most that can be reached."""
        return sum(result.max_points for result in self.questions)

    @property
    def needs_attention(self) -> bool:
        """Tell whether an instructor should look at the submission itself."""
        return self.status != "graded"

    def question(self, name: str) -> QuestionResult:
        """Return the result of one question."""
        for result in self.questions:
            if result.question == name:
                return result
        raise GradingError(f"{self.trainee}: the report has no question {name!r}.")

    def without_evidence(self) -> "Report":
        """Return the same report without what the cells printed and drew."""
        plain = tuple(replace(result, evidence=Evidence()) for result in self.questions)
        return replace(self, questions=plain)

    def to_json(self) -> bytes:
        """Return the report as it is written to disk; the same report gives the same bytes."""
        record = {
            "schema": SCHEMA,
            "assignment": self.assignment,
            "notebook": self.notebook,
            "trainee": self.trainee,
            "guarantee": self.guarantee,
            "submission_digest": self.submission_digest,
            "grader_digest": self.grader_digest,
            "status": self.status,
            "points": self.points,
            "max_points": self.max_points,
            "questions": [_question_record(result) for result in self.questions],
            "blank": list(self.blank),
            "notes": list(self.notes),
        }
        return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes, source: str = "report") -> "Report":
        """Return the report in these bytes; raise `GradingError` naming `source` if damaged."""
        try:
            record = _known_schema(json.loads(data))
            return cls(
                assignment=_text(record, "assignment"),
                trainee=_text(record, "trainee"),
                submission_digest=_text(record, "submission_digest"),
                grader_digest=_text(record, "grader_digest"),
                status=cast("ReportStatus", _text(record, "status")),
                questions=tuple(_read_question(item) for item in record["questions"]),
                notes=_texts(record, "notes"),
                blank=_texts(record, "blank"),
                guarantee=cast("Guarantee", _text(record, "guarantee")),
                notebook=_text(record, "notebook"),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GradingError(
                f"{source}: not readable as a report ({type(error).__name__}: {error})."
                " Delete the file and grade again."
            ) from error

    @classmethod
    def read(cls, path: Path) -> "Report | None":
        """Return the report kept in a file, None when there is none or it is damaged."""
        try:
            return cls.from_json(path.read_bytes(), str(path))
        except (FileNotFoundError, GradingError):
            return None


def _known_schema(record: Mapping[str, object]) -> Any:
    if record["schema"] != SCHEMA:
        raise ValueError(f"schema {record['schema']!r}, expected {SCHEMA}")
    return record


def _question_record(result: QuestionResult) -> dict[str, object]:
    return {
        "question": result.question,
        "status": result.status,
        "points": result.points,
        "max_points": result.max_points,
        "finding": result.finding,
        "hint": result.hint,
        "expected": result.expected,
        "came": result.came,
        "printed": result.evidence.printed,
        "images": [base64.b64encode(image).decode() for image in result.evidence.images],
    }


def _read_question(item: Mapping[str, object]) -> QuestionResult:
    images = item["images"]
    if not isinstance(images, list):
        raise TypeError("images is not a list")
    try:
        pictures = tuple(base64.b64decode(image, validate=True) for image in images)
    except binascii.Error as error:
        raise ValueError(f"images: {error}") from error
    return QuestionResult(
        question=_text(item, "question"),
        status=cast("QuestionStatus", _text(item, "status")),
        points=_number(item, "points"),
        max_points=_number(item, "max_points"),
        finding=_text(item, "finding"),
        hint=_text(item, "hint"),
        evidence=Evidence(_text(item, "printed"), pictures),
        expected=_text(item, "expected"),
        came=_text(item, "came"),
    )


def _text(record: Mapping[str, object], key: str) -> str:
    value = record[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is {type(value).__name__}, expected a text")
    return value


def _texts(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = record[key]
    if not isinstance(value, list):
        raise TypeError(f"{key} is {type(value).__name__}, expected a list")
    return tuple(_text({key: item}, key) for item in value)


def _number(record: Mapping[str, object], key: str) -> float:
    value = record[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{key} is {type(value).__name__}, expected a number")
    return float(value)
