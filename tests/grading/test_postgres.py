"""The gradebook on a real PostgreSQL server: nbgrader's commands and ours, the same scores."""

import csv
import importlib.util
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from aatulab.grading.course import open_course
from aatulab.grading.marks import NewReport
from aatulab.grading.nbgrader_bridge.gradebook import Book
from aatulab.grading.nbgrader_bridge.postgres import write_in
from aatulab.grading.report import QuestionResult, Report

pytestmark = pytest.mark.nbgrader

A = "targeting-1"
PROGRAM = Path(__file__).parent / "postgres.py"


@pytest.fixture(scope="module")
def server():
    spec = importlib.util.spec_from_file_location("postgres_server", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.running_server() as server:
        yield server


@pytest.fixture
def moved(new_course, server, aatulab):
    """The course, moved to a gradebook on the server."""
    course = new_course("on-postgres")
    url = server.new_database()
    made = aatulab("course", "create", "--course", course.root, "--database", url)
    assert made.returncode == 0, made.stderr
    return open_course(course.root)


@pytest.fixture
def rows():
    """Read from a course's gradebook on a server."""

    def read(course, query):
        with create_engine(course.database_url, poolclass=NullPool).connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    return read


GRADES = (
    "select s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g"
    " join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id"
    " join submitted_assignment s on s.id = n.assignment_id order by 1, 2"
)


CELLS = (
    "select c.name from base_cell c join notebook n on n.id = c.notebook_id"
    f" join assignment a on a.id = n.assignment_id where a.name = '{A}' and c.type = 'GradeCell'"
)


@pytest.fixture
def handed_in(inbox, solution, untouched, wrong):
    inbox("ana", solution)
    inbox("ben", untouched)
    inbox("mia", wrong["minutes-instead-of-hours"])
    return inbox.folder


@pytest.mark.sandbox
def test_the_gradebook_on_a_server_is_that_of_the_file(
    new_course, moved, aatulab, nbgrader, handed_in, rows, tmp_path
):
    """Do our command and nbgrader's own, its queries included, work on PostgreSQL?"""
    in_file = new_course("in-file")
    for course in (in_file, moved):
        ran = aatulab("grade", A, "--course", course.root, "--from", handed_in)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    expected = [(*row[:4], bool(row[4])) for row in rows(in_file, GRADES)]
    assert len(expected) == 18
    assert rows(moved, GRADES) == expected
    ran = nbgrader(
        (moved.root, f"autograde {A} --force"),
        (moved.root, f"generate_feedback {A}"),
        (moved.root, f"export --to {tmp_path / 'grades.csv'}"),
    )
    assert ran.returncode == 0, ran.stderr
    assert rows(moved, GRADES) == expected
    with (tmp_path / "grades.csv").open() as file:
        told = [row for row in csv.DictReader(file) if row["assignment"] == A]
    scores = {row["student_id"]: float(row["score"]) for row in told}
    totals = dict.fromkeys(scores, 0.0)
    for trainee, _cell, auto, *_others in expected:
        totals[trainee] += auto or 0.0
    assert scores == totals
    assert totals["ana"] == 14


@pytest.mark.sandbox
def test_the_formgraders_questions_are_answered(moved, aatulab, inbox, solution):
    inbox("ana", solution)
    ran = aatulab("grade", A, "--course", moved.root, "--from", inbox.folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with Book(moved) as book:
        gradebook = book._gradebook
        (submission,) = gradebook.submission_dicts(A)
        (notebook,) = gradebook.notebook_submission_dicts(A, A)
        (student,) = gradebook.student_dicts()
        assert gradebook.average_assignment_score(A) == 14
        assert gradebook.average_notebook_written_score(A, A) == 0
    assert (submission["score"], submission["max_score"]) == (14, 18)
    assert submission["needs_manual_grade"] is True
    assert (notebook["code_score"], notebook["failed_tests"]) == (14, False)
    assert (student["id"], student["score"]) == ("ana", 14)


@pytest.mark.parametrize("where", ["course", "moved"], ids=["in a file", "on a server"])
def test_two_writers_at_once_enter_everybody_once(where, request, rows):
    """Does a gradebook that two write to at once hold one entry a trainee?"""
    moved = request.getfixturevalue(where)
    names = [f"trainee-{number}" for number in range(40)]

    def report(name):
        questions = tuple(QuestionResult(cell, "passed", 1, 4) for (cell,) in rows(moved, CELLS))
        return NewReport(Report(A, name, "d", "g", "graded", questions), None, changed=True)

    news = [report(name) for name in names]

    def enter(order):
        with Book(moved) as book:
            for start in range(0, len(order), 4):
                book.enter(order[start : start + 4])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(enter, (news, news[::-1])))
    entered = rows(moved, "select student_id from submitted_assignment order by 1")
    assert [name for (name,) in entered] == sorted(names)


@pytest.mark.parametrize(
    ("parameters", "written"),
    [
        ((True, "x"), ("a TRUE %s 100%%", ("x",))),
        (("x", 0.0), ("a %s 0.0 100%%", ("x",))),
        ((-1, None), ("a -1 %s 100%%", (None,))),
        ((float("nan"), "1"), ("a %s %s 100%%", (float("nan"), "1"))),
    ],
)
def test_truth_values_and_numbers_are_written_in_and_nothing_else(parameters, written):
    """Does a text stay a parameter, whatever stands in it?"""
    sentence, rest = write_in("a %s %s 100%%", parameters)
    assert sentence == written[0]
    assert repr(rest) == repr(written[1])
