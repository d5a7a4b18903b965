"""What `nbgrader export` writes opens in a spreadsheet as grades, whatever people are called."""

import csv
from datetime import UTC, datetime

import pytest
from nbgrader.api import Gradebook

from aatulab.grading.nbgrader_bridge.database import ensure_database
from aatulab.grading.nbgrader_bridge.export import COLUMNS, SafeCsvExporter

pytestmark = [
    pytest.mark.nbgrader,
    # nbgrader's own way of adding a submission
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]

FORMULA = '=HYPERLINK("http://example.org","x")'
NAMES = {
    "ana": ("Silva, Ana", "O'Brien", "ana@example.org"),
    "ben": (FORMULA, "@SUM(1+1)*cmd|' /C calc'!A0", "+1@example.org"),
    "eve": ('quote " and\nline', "\t=1+1", "-2+3"),
}


@pytest.fixture
def book(tmp_path):
    """A gradebook with one assignment, three odd names and one submission, late."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    ensure_database(url)
    with Gradebook(url) as book:
        book.add_assignment("=one", duedate=datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None))
        book.add_notebook("one", "=one")
        book.add_grade_cell("q1", "one", "=one", max_score=5, cell_type="code")
        for name, (last, first, email) in NAMES.items():
            book.add_student(name, last_name=last, first_name=first, email=email)
        submission = book.add_submission("=one", "ana", timestamp=datetime(2026, 3, 2))  # noqa: DTZ001 - as nbgrader keeps it
        grade = book.find_grade("q1", "one", "=one", "ana")
        grade.auto_score, grade.needs_manual_grade = 4, False
        submission.notebooks[0].late_submission_penalty = 1
        book.db.commit()
        book.db.expire_all()
        yield book


def export(book, path, **chosen):
    exporter = SafeCsvExporter()
    exporter.to = str(path)
    for name, value in chosen.items():
        setattr(exporter, name, value)
    exporter.export(book)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_cell_is_one_cell_and_none_is_a_formula(book, tmp_path):
    rows = export(book, tmp_path / "grades.csv")
    assert [list(row) for row in rows] == [list(COLUMNS)] * 3
    last_names = {row["student_id"]: row["last_name"] for row in rows}
    assert last_names == {
        "ana": "Silva, Ana",
        "ben": f"'{FORMULA}",
        "eve": 'quote " and\nline',
    }
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in set("=+@\t\r")]


def test_grades_are_those_of_the_gradebook(book, tmp_path):
    rows = {row["student_id"]: row for row in export(book, tmp_path / "grades.csv")}
    ana, ben = rows["ana"], rows["ben"]
    keys = ("raw_score", "late_submission_penalty", "score", "max_score")
    assert [float(ana[key]) for key in keys] == [4, 1, 3, 5]
    assert [float(ben[key]) for key in keys] == [0, 0, 0, 5]
    assert (ana["timestamp"], ben["timestamp"]) == ("2026-03-02 00:00:00", "")


def test_students_and_assignments_can_be_chosen(book, tmp_path):
    path = tmp_path / "grades.csv"
    assert [row["student_id"] for row in export(book, path, student=["eve"])] == ["eve"]
    assert export(book, path, assignment=["other"]) == []
