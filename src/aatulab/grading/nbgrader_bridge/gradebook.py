"""Write reports into nbgrader's gradebook, and read back what people have added to it.

A group of reports is one transaction: it is in the gradebook as a whole or not at all.  Marks and
comments of a person are never overwritten; when the submission behind them has changed they
are flagged for another look, as nbgrader does.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from aatulab.authoring.nodes import make_notebook
from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.grader import Paper
from aatulab.grading.intake import Submission
from aatulab.grading.marks import Mark, Marks, NewReport, question_of_cell
from aatulab.grading.nbgrader_bridge.database import (
    begin_writing,
    ensure_database,
    open_gradebook,
)
from aatulab.grading.nbgrader_bridge.notebook import graded_bytes
from aatulab.grading.nbgrader_bridge.own_settings import SETTINGS, gradebook_url, load_settings
from aatulab.grading.report import Report

logger = logging.getLogger(__name__)

NO_ANSWER = "No response."  # nbgrader's own words for a blank answer
ATTEMPTS = 3


class Book:
    """The gradebook of a course, open for writing by one process."""

    def __init__(self, course: Course, url: str | None = None) -> None:
        self._course = course
        self._url = url or gradebook_url(course)
        ensure_database(self._url)
        self._gradebook = open_gradebook(self._url, course.course_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the gradebook; everything in it has been written."""
        self._gradebook.close()

    def require_questions(self, paper: Paper) -> None:
        """Raise `GradingError` unless the gradebook knows the questions and their points."""
        try:
            known = self._gradebook.find_notebook(paper.notebook, paper.assignment)
        except MissingEntry:
            raise GradingError(
                f"the gradebook of {self._course.root} does not know {paper.assignment}. Run"
                f" `aatulab course create --course {self._course.root}`."
            ) from None
        there = {cell.name: cell.max_score for cell in (*known.grade_cells, *known.task_cells)}
        asked = {question.id: question.points for question in paper.asked}
        if there != asked:
            odd = sorted({name for name, _ in there.items() ^ asked.items()})
            raise GradingError(
                f"the gradebook of {self._course.root} has other questions or points than"
                f" {paper.assignment} has now ({', '.join(odd)}). Run `aatulab course create"
                f" --course {self._course.root}`; what was graded stays, and is graded again by"
                " the new questions."
            )

    def graded_notebook(self, cells: Submission, report: Report) -> bytes:
        """Return the notebook that the formgrader shows."""
        return graded_bytes(cells, report)

    def enter(self, reports: Sequence[NewReport]) -> dict[str, Marks]:
        """Enter reports on one assignment, all or none; return what stands there, by trainee."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                entered = self._enter(reports)
                break
            except IntegrityError:
                # nbgrader's own command has made one of these entries meanwhile
                if attempt == ATTEMPTS:
                    raise
        marks = {trainee: marks for trainee, (marks, _) in entered.items()}
        for new in reports:
            trainee = new.report.trainee
            if entered[trainee][1]:
                self._assign_late_penalty(new.report)
                marks[trainee] = self.marks(trainee, new.report.assignment, new.report.notebook)
        return marks

    def marks(self, trainee: str, assignment: str, notebook: str = "") -> Marks:
        """Return the marks and comments that stand in the gradebook for a submission."""
        session = self._gradebook.db
        session.rollback()
        session.expunge_all()
        found = _find_submissions(session, assignment, [trainee]).get(trainee)
        return read_marks(_notebook_of(found, notebook or assignment)) if found else Marks()

    def _enter(self, reports: Sequence[NewReport]) -> dict[str, tuple[Marks, bool]]:
        """Return for each trainee the marks, and whether lateness is to be seen to."""
        entered = {}
        with self._transaction() as session:
            submissions = _all_submissions(session, [new.report for new in reports])
            for new in reports:
                submission = submissions[new.report.trainee]
                notebook = _notebook_of(submission, new.report.notebook)
                _enter_report(submission, notebook, new)
                entered[new.report.trainee] = (read_marks(notebook), _is_late(submission, notebook))
        return entered

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        session = self._gradebook.db
        session.expunge_all()  # what others have changed since is read again
        begin_writing(session)
        try:
            with session.no_autoflush:
                yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise

    def _assign_late_penalty(self, report: Report) -> None:
        """Run nbgrader's own step, with the plug-in that the course has configured."""
        step = AssignLatePenalties(config=load_settings(self._course))
        about = {
            "notebook": report.notebook,
            "assignment": report.assignment,
            "student": report.trainee,
            "db_url": self._url,
        }
        try:
            step.preprocess(make_notebook([]), {"nbgrader": about})
        except Exception as error:
            # the instructor's own code: his mistake must not pass as ours, nor in silence
            raise GradingError(
                f"the course's plug-in for late submissions failed on {report.trainee}:"
                f" {type(error).__name__}: {error}. Correct it (AssignLatePenalties.plugin_class in"
                f" {self._course.root / SETTINGS}) and grade again."
            ) from error


def read_marks(notebook: Any) -> Marks:
    """Return the marks and comments of one of nbgrader's submitted notebooks."""
    return Marks(
        by_question={grade.cell.name: _read_mark(grade) for grade in notebook.grades},
        comments={
            question_of_cell(comment.cell.name): comment.manual_comment
            for comment in notebook.comments
            if comment.manual_comment
        },
        late_penalty=float(notebook.late_submission_penalty or 0.0),
    )


def _notebook_of(submission: Any, name: str) -> Any:
    return next(n for n in submission.notebooks if n.notebook.name == name)


def _read_mark(grade: Any) -> Mark:
    by_person = grade.manual_score is not None
    # compare with None, never truthiness: 0 must stay 0 (nbgrader #1374)
    points = grade.manual_score if by_person else grade.auto_score or 0.0
    return Mark(
        points=float(points + (grade.extra_credit or 0.0)),
        by_person=by_person,
        waits=bool(grade.needs_manual_grade),
    )


def _find_submissions(session: Any, assignment: str, trainees: Sequence[str]) -> dict[str, Any]:
    """Return the submissions that some trainees have in the gradebook, with all that is in them."""
    notebooks = selectinload(SubmittedAssignment.notebooks)
    query = (
        select(SubmittedAssignment)
        .join(Assignment)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id.in_(trainees))
        .options(
            notebooks.joinedload(SubmittedNotebook.notebook),
            notebooks.selectinload(SubmittedNotebook.grades).joinedload(Grade.cell),
            notebooks.selectinload(SubmittedNotebook.comments).joinedload(Comment.cell),
        )
    )
    return {found.student_id: found for found in session.scalars(query).unique()}


def _all_submissions(session: Any, reports: Sequence[Report]) -> dict[str, Any]:
    """Return a submission for each report, new ones where there are none."""
    trainees = [report.trainee for report in reports]
    source = session.scalars(
        select(Assignment)
        .where(Assignment.name == reports[0].assignment)
        .options(selectinload(Assignment.notebooks).selectinload(Notebook._base_cells))  # noqa: SLF001
    ).one()
    submissions = _find_submissions(session, source.name, trainees)
    for submission in submissions.values():
        complete_submission(session, source, submission)
    missing = [trainee for trainee in trainees if trainee not in submissions]
    query = select(Student).where(Student.id.in_(missing))
    students = {student.id: student for student in session.scalars(query)} if missing else {}
    for trainee in missing:
        student = students.get(trainee) or Student(id=trainee)
        submissions[trainee] = SubmittedAssignment(assignment=source, student=student)
        complete_submission(session, source, submissions[trainee])
    return submissions


def complete_submission(session: Any, source: Any, submission: Any) -> None:
    """Give a submission room for every mark that it lacks, as Gradebook.add_submission does."""
    there = {notebook.notebook.name: notebook for notebook in submission.notebooks}
    for of_source in source.notebooks:
        notebook = there.get(of_source.name)
        if notebook is None:
            notebook = SubmittedNotebook(notebook=of_source, assignment=submission)
        marked = {grade.cell for grade in notebook.grades}
        for cell in (*of_source.grade_cells, *of_source.task_cells):
            if cell not in marked:
                session.add(Grade(cell=cell, notebook=notebook))
        commented = {comment.cell for comment in notebook.comments}
        for cell in (*of_source.solution_cells, *of_source.task_cells):
            if cell not in commented:
                session.add(Comment(cell=cell, notebook=notebook))
    session.add(submission)


def _enter_report(submission: Any, notebook: Any, new: NewReport) -> None:
    if new.handed_in is not None:
        submission.timestamp = new.handed_in.replace(tzinfo=None)  # nbgrader keeps naive UTC
    for grade in notebook.grades:
        _enter_grade(grade, new.report, changed=new.changed)
    for comment in notebook.comments:
        _enter_comment(comment, new.report)


def _is_late(submission: Any, notebook: Any) -> bool:
    """Tell whether a penalty is due, or stands there and may have to go."""
    has_penalty = notebook.late_submission_penalty is not None
    return has_penalty or submission.total_seconds_late > 0


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
    name = comment.cell.name
    unanswered = {r.question for r in report.questions if r.finding == "unanswered"}
    is_blank = name in report.blank or question_of_cell(name) in unanswered
    words = NO_ANSWER if is_blank else None
    if comment.auto_comment != words:
        comment.auto_comment = words
