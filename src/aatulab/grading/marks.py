"""What goes into the gradebook with a report, and what stands there beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aatulab.grading.report import Report


@dataclass(frozen=True)
class NewReport:
    """A report to enter; `changed` says that the submission behind it is another one."""

    report: Report
    handed_in: datetime | None
    changed: bool


@dataclass(frozen=True)
class Mark:
    """The points that count for one question; `waits` until a person has looked."""

    points: float
    by_person: bool
    waits: bool


@dataclass(frozen=True)
class Marks:
    """Marks and people's comments by question, and the penalty for lateness."""

    by_question: Mapping[str, Mark] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    late_penalty: float = 0.0


def question_of_cell(name: str) -> str:
    """Return the question to which nbgrader's comment on a cell belongs.

    >>> question_of_cell("answer-lead-time"), question_of_cell("why-these")
    ('lead-time', 'why-these')
    """
    return name.removeprefix("answer-")
