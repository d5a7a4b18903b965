"""What `nbgrader export` writes: its own columns, as CSV that no spreadsheet runs.

nbgrader joins the cells with commas: a name with a comma breaks the row, one that begins with =
is a formula on the instructor's machine.
"""

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from aatulab.grading.spreadsheet import write_table
from aatulab.grading.store import write_file

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


class SafeCsvExporter(ExportPlugin):  # type: ignore[misc]
    """Export the grades of all assignments and students, or of those that are named."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by `--to`, else grades.csv."""
        rows = [
            _row(gradebook, assignment, student)
            for assignment in gradebook.assignments
            for student in gradebook.students
            if _is_wanted(assignment.name, self.assignment) and _is_wanted(student.id, self.student)
        ]
        path = Path(self.to or "grades.csv")
        write_file(path, write_table(COLUMNS, rows).encode())
        self.log.info("Exported %s rows to %s", len(rows), path)


def _is_wanted(name: str, wanted: list[Any]) -> bool:
    return not wanted or name in map(str, wanted)


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> list[object]:
    handed_in: object = None
    points = penalty = 0.0
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        pass  # not handed in: no points, as nbgrader has it
    else:
        handed_in = submission.timestamp
        points, penalty = submission.score, submission.late_submission_penalty or 0.0
    return [
        *(assignment.name, assignment.duedate, handed_in),
        *(student.id, student.last_name, student.first_name, student.email),
        *(points, penalty, max(0.0, points - penalty), assignment.max_score),
    ]
