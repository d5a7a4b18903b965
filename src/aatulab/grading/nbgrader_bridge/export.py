"""What `nbgrader export` writes: its own columns and each status, as CSV that no spreadsheet runs.

nbgrader joins the cells with commas: a name with a comma breaks the row, one that begins with =
is a formula on the instructor's machine.  And it exports a submission that could not be graded
as it does one that nobody has handed in.
"""

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from aatulab.grading.course import Course, open_course
from aatulab.grading.report import Report
from aatulab.grading.spreadsheet import write_table
from aatulab.grading.store import write_file

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
    *("status", "waits_for_a_person"),
)
NOT_HANDED_IN, NOT_GRADED = "not handed in", "not graded"


class SafeCsvExporter(ExportPlugin):  # type: ignore[misc]
    """Export the grades of all assignments and students, or of those that are named."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by `--to`, else grades.csv."""
        # nbgrader makes it beside its course; without one, there are no reports to look at
        course = open_course(Path(self.parent.coursedir.root)) if self.parent else None
        rows = [
            _row(course, gradebook, assignment, student)
            for assignment in gradebook.assignments
            for student in gradebook.students
            if _is_wanted(assignment.name, self.assignment) and _is_wanted(student.id, self.student)
        ]
        path = Path(self.to or "grades.csv")
        write_file(path, write_table(COLUMNS, rows).encode())
        self.log.info("Exported %s rows to %s", len(rows), path)


def _is_wanted(name: str, wanted: list[Any]) -> bool:
    return not wanted or name in map(str, wanted)


def _row(
    course: Course | None, gradebook: Gradebook, assignment: Any, student: Any
) -> list[object]:
    handed_in: object = None
    points = penalty = 0.0
    status, waits = NOT_HANDED_IN, False
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        pass  # no points, as nbgrader has it
    else:
        handed_in = submission.timestamp
        points, penalty = submission.score, submission.late_submission_penalty or 0.0
        status = _status(course, student.id, assignment)
        waits = bool(submission.needs_manual_grade)
    return [
        *(assignment.name, assignment.duedate, handed_in),
        *(student.id, student.last_name, student.first_name, student.email),
        *(points, penalty, max(0.0, points - penalty), assignment.max_score),
        *(status, "yes" if waits else "no"),
    ]


def _status(course: Course | None, trainee: str, assignment: Any) -> str:
    """Return the statuses of a submission's reports, most often one."""
    if course is None:
        return NOT_GRADED
    names = [notebook.name for notebook in assignment.notebooks]
    reports = [Report.read(course.report_path(trainee, assignment.name, name)) for name in names]
    return ", ".join(sorted({report.status if report else NOT_GRADED for report in reports}))
