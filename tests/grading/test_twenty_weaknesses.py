"""The twenty weaknesses of stock nbgrader: where each is shown not to be ours.

Those that can be shown in a short run are shown on both sides, with one assignment and the same
submissions: graded by nbgrader as it comes, and under our settings.
"""

import csv
import importlib.util
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from aatulab.grading.course import open_course
from aatulab.grading.desk import grade_course
from aatulab.grading.grader import Grader
from aatulab.grading.judge import grade_submission
from aatulab.grading.report import Report
from aatulab.grading.sandbox import WarmSandbox
from aatulab.widgets import GradingProgress

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

HERE = Path(__file__).parent
TESTS = HERE.parent
A, EXERCISE = "ps1", "targeting-1"
HIDDEN = "assert total(-5, 12) == 7"

# number: (what is wrong with nbgrader, the tests that show that it is not so here)
WEAKNESSES = {
    1: (
        "student code and tests share one kernel, and the student wins",
        "test_a_forged_answer_earns_nothing_in_an_exercise",
    ),
    2: ("no isolation by default", "test_both_sides"),
    3: ("hidden tests leak afterwards", "test_hidden_tests_are_in_stock_feedback_and_not_in_ours"),
    4: ("warnings cost all points", "test_both_sides"),
    5: ("partial credit fails open", "test_both_sides"),
    6: ("serial, without progress", "test_progress_counts_up_to_the_end"),
    7: (
        "one crash loses the whole submission",
        "test_a_crash_keeps_what_was_earned_and_is_exported",
    ),
    8: ("a copied cell stops grading", "test_a_copied_cell_stops_stock_nbgrader_and_not_us"),
    9: ("a deleted test is a silent zero", "test_both_sides"),
    10: ("no limits of time and memory", "test_a_hostile_notebook_gets_what_it_deserves"),
    11: (
        "the first failing assert hides the rest, no hints",
        "test_each_question_says_what_is_wrong",
    ),
    12: (
        "no grading without course and database",
        "test_a_submission_is_graded_without_a_gradebook",
    ),
    13: ("database and folders disagree", "test_a_lost_gradebook_is_filled_again_from_the_reports"),
    14: ("a world-writable exchange", "test_what_was_collected_is_the_graders_alone"),
    15: ("validate returns 0 on failure", "test_help_documents_the_exit_codes"),
    16: ("no variants", "test_the_same_trainee_gets_the_same_case"),
    17: ("huge files and outputs", "test_a_mixed_inbox"),
    18: (
        "export without quoting or escaping",
        "test_every_cell_is_one_cell_and_none_is_a_formula",
    ),
    19: ("hooks swallow errors", "test_a_plug_in_that_fails_stops_grading_with_a_sentence"),
    20: ("slow pages on big classes", "test_a_submissions_grades_are_found_by_an_index"),
}


def load_builders():
    """Load the file beside this one; pytest's tests cannot import each other."""
    place = HERE / "ordinary_notebooks.py"
    spec = importlib.util.spec_from_file_location("ordinary_notebooks", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = load_builders()

P1 = (
    build.cell("code", "### BEGIN SOLUTION\n### END SOLUTION", "answer-total", solution=True),
    build.cell(
        "code",
        f"assert total(1, 2) == 3\n### BEGIN HIDDEN TESTS\n{HIDDEN}\n### END HIDDEN TESTS",
        "test-total",
        4,
        locked=True,
    ),
    build.cell("code", "### BEGIN SOLUTION\n### END SOLUTION", "answer-rate", solution=True),
    build.cell("code", "rate", "test-rate", 3, locked=True),
    build.cell("code", "### BEGIN SOLUTION\n### END SOLUTION", "answer-found", solution=True),
    build.cell("code", "assert found", "test-found", 2, locked=True),
)
RIGHT = {
    "answer-total": "def total(a, b):\n    return a + b",
    "answer-rate": "rate = 3",
    "answer-found": "found = True",
}
SOURCES = "from pathlib import Path\nfound = bool(list(Path('../../../source').rglob('*.ipynb')))"
WORKS = {
    "honest": RIGHT,
    "warns": RIGHT
    | {
        "answer-total": "import warnings\n\n"
        "def total(a, b):\n    warnings.warn('!')\n    return a + b"
    },
    "negative": RIGHT | {"answer-rate": "rate = -3"},
    "worded": RIGHT | {"answer-rate": "rate = 'abc'"},
    "peeks": RIGHT | {"answer-found": SOURCES},
    "exits": RIGHT | {"answer-found": "import os\nos._exit(0)"},
    "deleted": RIGHT,
    "copied": RIGHT,
}


def without_test(cells):
    return [c for c in cells if c is not build.named(cells, "test-total")]


def with_copy(cells):
    return [*cells, build.named(cells, "answer-total")]


def hand_in(root):
    released = root / "release" / A / "p1.ipynb"
    changes = {"deleted": without_test, "copied": with_copy}
    for trainee, answers in WORKS.items():
        change = changes.get(trainee, lambda cells: cells)
        text = build.fill_in(released, answers, change)
        build.write(root / "submitted" / trainee / A / "p1.ipynb", text)


def scores(root):
    query = (
        "select s.student_id, c.name, g.auto_score from grade g"
        " join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id"
        " join submitted_assignment s on s.id = n.assignment_id"
    )
    with sqlite3.connect(root / "gradebook.db") as database:
        return {(who, cell): auto for who, cell, auto in database.execute(query)}


@pytest.fixture(scope="module")
def stock(tmp_path_factory, nbgrader):
    """A course under nbgrader as it comes, autograded; and what the copied cell came to."""
    root = tmp_path_factory.mktemp("stock") / "course"
    root.mkdir()
    settings = f"c = get_config()\nc.CourseDirectory.root = {str(root)!r}\n"
    build.write(root / "nbgrader_config.py", settings)
    build.write(root / "source" / A / "p1.ipynb", build.notebook(*P1))
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"  # it calls alembic by name
    ran = nbgrader((root, f"generate_assignment {A}"), PATH=path)
    assert ran.returncode == 0, ran.stderr
    hand_in(root)
    exclude = "--CourseDirectory.student_id_exclude=copied"
    nbgrader((root, f"autograde {A} {exclude}"), PATH=path)
    copied = nbgrader((root, f"autograde {A} --student copied"), PATH=path)
    ran = nbgrader((root, f"generate_feedback {A} --student honest"), (root, "export"), PATH=path)
    assert ran.returncode == 0, ran.stderr
    return root, copied


@pytest.fixture(scope="module")
def ours(template, tmp_path_factory, nbgrader, aatulab):
    """The same course under our settings, graded."""
    root = tmp_path_factory.mktemp("ours") / "course"
    shutil.copytree(template, root)
    build.write(root / "source" / A / "p1.ipynb", build.notebook(*P1))
    ran = nbgrader((root, f"generate_assignment {A}"))
    assert ran.returncode == 0, ran.stderr
    hand_in(root)
    ran = aatulab("grade", A, "--course", root)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    ran = nbgrader((root, "export"))
    assert ran.returncode == 0, ran.stderr
    return root


def test_there_are_twenty_and_each_has_its_test():
    assert sorted(WEAKNESSES) == list(range(1, 21))
    written = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text(), re.MULTILINE)
    }
    assert {test for _, test in WEAKNESSES.values()} <= written


@pytest.mark.parametrize(
    ("number", "trainee", "cell", "theirs", "our_own"),
    [
        (0, "honest", "test-total", 4, 4),
        (0, "honest", "test-rate", 3, 3),
        (2, "peeks", "test-found", 2, 0),  # it read the instructor's source
        (4, "warns", "test-total", 0, 4),
        (5, "negative", "test-rate", 3, None),  # full marks there; a person looks here
        (5, "worded", "test-rate", 3, None),
        (9, "deleted", "test-total", None, 4),  # nothing there, without a word
    ],
)
def test_both_sides(stock, ours, number, trainee, cell, theirs, our_own):
    assert scores(stock[0]).get((trainee, cell)) == theirs, WEAKNESSES.get(number)
    assert scores(ours)[trainee, cell] == our_own, WEAKNESSES.get(number)


def test_a_crash_keeps_what_was_earned_and_is_exported(stock, ours):
    """Does a process that ends itself cost the answers before it, and does anybody see it (7)?"""
    theirs = {row["student_id"]: row for row in read_export(stock[0])}
    assert float(theirs["exits"]["score"]) == 0
    assert "status" not in theirs["exits"]
    assert not (stock[0] / "autograded" / "exits" / A).exists()
    mine = {row["student_id"]: row for row in read_export(ours) if row["assignment"] == A}
    assert float(mine["exits"]["score"]) == 7
    assert mine["exits"]["status"] == "interrupted"
    assert mine["honest"]["status"] == "graded"


def read_export(root):
    with (root / "grades.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_hidden_tests_are_in_stock_feedback_and_not_in_ours(stock, ours):
    pages = [root / "feedback" / "honest" / A / "p1.html" for root in (stock[0], ours)]
    theirs, mine = (re.sub(r"<[^>]+>", "", page.read_text()) for page in pages)
    assert "12) == 7" in theirs.replace("&#39;", "'")
    assert "12) == 7" not in mine


def test_a_copied_cell_stops_stock_nbgrader_and_not_us(stock, ours):
    assert stock[1].returncode == 1
    assert scores(ours)["copied", "test-total"] == 4
    report = Report.read(open_course(ours).report_path("copied", A, "p1"))
    assert "The answer to test-total is there 2 times; the last one counts." in report.notes


@pytest.fixture(scope="module")
def grader(template):
    return Grader.of(open_course(template), EXERCISE)


@pytest.fixture(scope="module")
def box():
    with WarmSandbox() as box:
        yield box


@pytest.mark.parametrize("name", ["always-equal", "assert-deleter", "forged-output"])
def test_a_forged_answer_earns_nothing_in_an_exercise(hostile, grader, box, name):
    """Each of these got full marks from stock nbgrader (see the project's notes on it)."""
    report = grade_submission(grader, hostile(name), "mallory", box)
    assert report.points < report.max_points - 4
    assert any(result.status == "failed" for result in report.questions)


def test_each_question_says_what_is_wrong(wrong, grader, box):
    """Does one mistake leave the other questions their points, and get a hint of its own (11)?"""
    report = grade_submission(grader, wrong["minutes-instead-of-hours"], "mia", box)
    assert report.question("lead-time").hint
    assert report.question("shared-phones").status == "passed"
    assert report.question("lead-time").expected
    assert report.question("lead-time").came


def test_a_submission_is_graded_without_a_gradebook(solution, grader, box):
    """Is grading a pure function of exercise, file, trainee, secret and limits (12)?"""
    first, second = (grade_submission(grader, solution, "ana", box) for _ in range(2))
    assert first == second
    assert first.points == 14


def test_a_lost_gradebook_is_filled_again_from_the_reports(tmp_path, book_of):
    """Are the files the truth, and the database a copy (13)?"""
    root = tmp_path / "course"

    def run(*arguments):
        command = [sys.executable, str(HERE / "tiny_course.py"), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True)

    run("make", root, 3)
    run("grade", root)
    before = book_of(open_course(root))
    kept = {p: p.stat().st_mtime_ns for p in (root / "reports").rglob("*.json")}
    for path in root.glob("gradebook.db*"):
        path.unlink()
    run("generate", root)
    run("grade", root)
    assert book_of(open_course(root)) == before
    assert {p: p.stat().st_mtime_ns for p in (root / "reports").rglob("*.json")} == kept


def test_what_was_collected_is_the_graders_alone(new_course, inbox, solution):
    """Can a trainee of the same machine read or change what others have handed in (14)?

    Graded from a program, as an instructor does it in a notebook, with a bar that he watches (6).
    """
    course = new_course()
    inbox("ana", solution)
    progress = GradingProgress()
    outcome = grade_course(course.root, EXERCISE, folder=inbox.folder, progress=progress)
    assert [entry.report.points for entry in outcome.entries] == [14]
    assert progress.sentence == "All 1 are graded."
    for folder in ("submitted", "reports", "autograded", "feedback"):
        assert (course.root / folder).stat().st_mode & 0o077 == 0
    assert course.root.stat().st_mode & 0o077 == 0


def test_a_plug_in_that_fails_stops_grading_with_a_sentence(new_course, inbox, solution, aatulab):
    """Is an error in the course's own plug-in said, rather than logged and forgotten (19)?"""
    course = new_course()
    build.write(
        course.root / "broken_late.py",
        "from nbgrader.plugins import BasePlugin\n"
        "class Broken(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return score / 0\n",
    )
    settings = course.root / "nbgrader_config.py"
    settings.write_text(
        settings.read_text()
        + "import sys\nsys.path.insert(0, str(Path(__file__).parent))\n"
        + "from broken_late import Broken\nc.AssignLatePenalties.plugin_class = Broken\n"
    )
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("update assignment set duedate = '2020-01-01 00:00:00.000000'")
    inbox("ana", solution)
    ran = aatulab("grade", EXERCISE, "--course", course.root, "--from", inbox.folder)
    assert ran.returncode == 3
    assert "the course's plug-in for late submissions failed on ana" in ran.stderr
    assert "ZeroDivisionError" in ran.stderr
