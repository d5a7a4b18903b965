"""Write reports into nbgrader's gradebook, and read back what people have added to it.

One report is one transaction: it is in the gradebook as a whole or not at all.  Marks and
comments of a person are never overwritten; when the submission behind them has changed they
are flagged for another look, as nbgrader does.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config.loader import PyFileConfigLoader

from aatulab.authoring.nodes import make_notebook, notebook_bytes
from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.intake import Submission
from aatulab.grading.marks import Mark, Marks, question_of_cell
from aatulab.grading.nbgrader_bridge.database import ensure_database
from aatulab.grading.nbgrader_bridge.notebook import build_graded_notebook
from aatulab.grading.report import Report

logger = logging.getLogger(__name__)

NO_ANSWER = "No response."  # nbgrader's own words for a blank answer


class Book:
    """The gradebook of a course, open for writing by one process."""

    def __init__(self, course: Course) -> None:
        self._course = course
        ensure_database(course.database_url)
        self._gradebook = Gradebook(course.database_url, course.course_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gradebook.close()

    def require_assignment(self, assignment: str) -> None:
        """Raise `GradingError` when the gradebook does not know an assignment."""
        try:
            self._gradebook.find_notebook(assignment, assignment)
        except MissingEntry:
            raise GradingError(
                f"the gradebook of {self._course.root} does not know {assignment}. Run"
                f" `aatulab course create --course {self._course.root}`."
            ) from None

    def graded_notebook(self, cells: Submission, report: Report) -> bytes:
        """Return the notebook that the formgrader shows."""
        return notebook_bytes(build_graded_notebook(cells, report))

    def record(self, report: Report, handed_in: datetime | None, *, changed: bool) -> None:
        """Enter the report on a submission; `changed` says that it is a new one."""
        with self._transaction() as session:
            submission = self._submission(session, report)
            if handed_in is not None:
                submission.timestamp = handed_in.replace(tzinfo=None)  # nbgrader keeps naive UTC
            notebook = next(n for n in submission.notebooks if n.name == report.assignment)
            for grade in notebook.grades:
                _enter_grade(grade, report, changed=changed)
            for comment in notebook.comments:
                _enter_comment(comment, report)
            is_late = submission.total_seconds_late > 0
            has_penalty = notebook.late_submission_penalty is not None
        if is_late or has_penalty:
            self._assign_late_penalty(report)

    def marks(self, trainee: str, assignment: str) -> Marks:
        """Return the marks and comments that stand in the gradebook for a submission."""
        try:
            notebook = self._gradebook.find_submission_notebook(assignment, assignment, trainee)
        except MissingEntry:
            return Marks()
        return read_marks(notebook)

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        session = self._gradebook.db
        try:
            with session.no_autoflush:
                yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise

    def _submission(self, session: Any, report: Report) -> Any:
        try:
            return self._gradebook.find_submission(report.assignment, report.trainee)
        except MissingEntry:
            pass
        try:
            student = self._gradebook.find_student(report.trainee)
        except MissingEntry:
            student = Student(id=report.trainee)
        # as Gradebook.add_submission does, which would commit halfway
        assignment = self._gradebook.find_assignment(report.assignment)
        submission = SubmittedAssignment(assignment=assignment, student=student)
        for source in assignment.notebooks:
            notebook = SubmittedNotebook(notebook=source, assignment=submission)
            for cell in source.grade_cells:
                Grade(cell_id=cell.id, notebook=notebook)
            for cell in source.solution_cells:
                Comment(cell_id=cell.id, notebook=notebook)
        session.add(submission)
        session.flush()
        return submission

    def _assign_late_penalty(self, report: Report) -> None:
        """Run nbgrader's own step, with the plug-in that the course has configured."""
        config = load_settings(self._course.root)
        step = AssignLatePenalties(config=config)
        about = {
            "notebook": report.assignment,
            "assignment": report.assignment,
            "student": report.trainee,
            "db_url": self._course.database_url,
        }
        step.preprocess(make_notebook([]), {"nbgrader": about})
        self._gradebook.db.expire_all()


def load_settings(root: Path) -> Any:
    """Return nbgrader's settings of the course in a folder."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def read_marks(notebook: Any) -> Marks:
    """Return the marks and comments of one of nbgrader's submitted notebooks."""
    comments: Mapping[str, str] = {
        question_of_cell(c.name): c.manual_comment for c in notebook.comments if c.manual_comment
    }
    penalty = notebook.late_submission_penalty or 0.0
    grades = {
        grade.name: Mark(
            points=float(grade.score),
            by_person=grade.manual_score is not None,
            waits=bool(grade.needs_manual_grade),
        )
        for grade in notebook.grades
    }
    return Marks(grades, comments, float(penalty))


def _enter_grade(grade: Any, report: Report, *, changed: bool) -> None:
    result = report.question(grade.cell.name)
    points = None if result.needs_review else result.points
    # compare with None, never truthiness: 0 must stay 0 (nbgrader #1374)
    if grade.auto_score != points:
        grade.auto_score = points
        changed = True
    if grade.manual_score is None:
        grade.needs_manual_grade = points is None
    elif changed:
        grade.needs_manual_grade = True


def _enter_comment(comment: Any, report: Report) -> None:
    blank = {r.question for r in report.questions if r.finding == "unanswered"}
    words = NO_ANSWER if question_of_cell(comment.cell.name) in blank else None
    if comment.auto_comment != words:
        comment.auto_comment = words
