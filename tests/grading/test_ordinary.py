"""An ordinary nbgrader assignment, hidden tests and all, under our settings.

The behaviours are those that nbgrader's own tests of `autograde` ask for, in our words, as far
as they apply: kernels, outputs left behind in files and `--no-execute` do not, since a submission
runs in the sandbox.  Graded twice, by `nbgrader autograde` and by `aatulab grade`.
"""

import importlib.util
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from aatulab.grading.course import open_course
from aatulab.grading.report import Report

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "ps1"
HIDDEN = "assert heavier(-5, -7) == -5"
SETTINGS = """
c.Autograde.exclude_overwriting = {"ps1": ["helper.py"]}
import sys
sys.path.insert(0, str(Path(__file__).parent))
from ordinary_late import OneAnHour
c.AssignLatePenalties.plugin_class = OneAnHour
"""
LATE = """
from nbgrader.plugins import BasePlugin

class OneAnHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return int(total_seconds_late / 3600)
"""


def load_builders():
    """Load the file beside this one; pytest's tests cannot import each other."""
    place = Path(__file__).parent / "ordinary_notebooks.py"
    spec = importlib.util.spec_from_file_location("ordinary_notebooks", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = load_builders()
cell, notebook, write = build.cell, build.notebook, build.write
fill_in, named = build.fill_in, build.named

P1 = (
    cell("markdown", "# Parcels by weight"),
    cell(
        "code",
        """
        ### BEGIN SOLUTION
        def heavier(a, b):
            return max(a, b)
        ### END SOLUTION
        """,
        "answer-weight",
        solution=True,
    ),
    cell(
        "code",
        f"""
        assert heavier(1, 2) == 2
        ### BEGIN HIDDEN TESTS
        {HIDDEN}
        ### END HIDDEN TESTS
        """,
        "test-weight",
        4,
        locked=True,
    ),
    cell(
        "code",
        "points = 2 * (heavier(3, 3) == 3) + 3 * (heavier(0, -1) == 0)\npoints",
        "test-partly",
        5,
        locked=True,
    ),
    cell(
        "code",
        """
        import os, helper
        assert open('data.csv').read() == 'some,data\\n'
        assert helper.WHO == 'trainee' and os.environ['NBGRADER_EXECUTION'] == 'autograde'
        """,
        "test-files",
        1,
        locked=True,
    ),
    cell("code", "### BEGIN SOLUTION\nprint('a plot')\n### END SOLUTION", "plot", 3, solution=True),
    cell("markdown", "Because.", "why", 2, solution=True),
    cell("markdown", "Write a report.", "report", 6, task=True, locked=True),
)
P2 = (
    cell("code", "### BEGIN SOLUTION\nrate = 2.0\n### END SOLUTION", "answer-rate", solution=True),
    cell("code", "rate", "test-rate", 2, locked=True),
)
RIGHT = {
    "answer-weight": "def heavier(a, b):\n    return a if a > b else b",
    "plot": "print('drawn')",
    "why": "Since it is.",
    "answer-rate": "rate = 2.0",
}
FILES = {"data.csv": "other,data\n", "helper.py": "WHO = 'trainee'\n"}
WORKS = {
    "ana": RIGHT,
    "ben": {},
    "cleo": RIGHT | {"answer-weight": "def heavier(a, b):\n    return a if abs(a) > abs(b) else b"},
    "eve": RIGHT | {"answer-weight": "while True: pass"},
    "fay": RIGHT | {"plot": "import os; os._exit(0)"},
    "gus": RIGHT
    | {"answer-weight": "import warnings; warnings.warn('late')\n" + RIGHT["answer-weight"]},
    "ivy": {
        "answer-weight": "import IPython.core.interactiveshell as shell\n"
        "shell.InteractiveShell.showtraceback = lambda *a, **k: None\n"
        "def heavier(a, b): return 0",
    },
    "jon": RIGHT | {"answer-rate": "rate = float('nan')"},
    "kim": RIGHT | {"answer-rate": "rate = -3"},
    "lea": RIGHT | {"answer-rate": "rate = 'abc'"},
    "mia": RIGHT | {"answer-rate": "rate = True"},
    "noa": RIGHT | {"answer-rate": "rate = 99"},
}


def spoil(cells):
    """Delete a test, and copy the answer: what editors of notebooks do."""
    cells.remove(named(cells, "test-weight"))
    return [*cells, named(cells, "answer-weight")]


def hand_in(root, trainee, answers, notebooks=("p1", "p2"), **change):
    folder = root / "submitted" / trainee / A
    for name in notebooks:
        released = root / "release" / A / f"{name}.ipynb"
        write(folder / f"{name}.ipynb", fill_in(released, answers, **change))
        change = {}
    for name, content in FILES.items():
        write(folder / name, content)
    return folder


@pytest.fixture(scope="module")
def released(template, tmp_path_factory, nbgrader):
    """A course with the ordinary assignment released and handed in, not yet graded."""
    root = tmp_path_factory.mktemp("ordinary") / "course"
    shutil.copytree(template, root)
    settings = root / "nbgrader_config.py"
    settings.write_text(settings.read_text() + SETTINGS)
    write(root / "ordinary_late.py", LATE)
    policy = root / "policy.yml"
    policy.write_text(policy.read_text().replace("cell_s: 15 ", "cell_s: 2 "))
    for name, cells in (("p1", P1), ("p2", P2)):
        write(root / "source" / A / f"{name}.ipynb", notebook(*cells))
    write(root / "source" / A / "data.csv", "some,data\n")
    write(root / "source" / A / "helper.py", "WHO = 'instructor'\n")
    ran = nbgrader((root, f"generate_assignment {A}"))
    assert ran.returncode == 0, ran.stderr
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("update assignment set duedate = '2026-03-10 12:00:00' where name = 'ps1'")
    for trainee, answers in WORKS.items():
        hand_in(root, trainee, answers)
    hand_in(root, "dan", RIGHT, change=spoil)
    hand_in(root, "hal", RIGHT, notebooks=("p1",))
    write(root / "submitted" / "hal" / A / "p1 copy.ipynb", "{}")  # nobody asked for it
    write(root / "submitted" / "ana" / A / "timestamp.txt", "2026-03-10 14:30:00 UTC")
    write(root / "submitted" / "ben" / A / "timestamp.txt", "2026-03-10 11:30:00 UTC")
    return root


@pytest.fixture(scope="module")
def theirs(released, tmp_path_factory, nbgrader):
    """The course after `nbgrader autograde`."""
    root = tmp_path_factory.mktemp("theirs") / "course"
    shutil.copytree(released, root)
    ran = nbgrader((root, f"autograde {A}"), (root, f"generate_feedback {A}"))
    assert ran.returncode == 0, ran.stderr
    return open_course(root)


@pytest.fixture(scope="module")
def ours(released, tmp_path_factory, aatulab):
    """The course after `aatulab grade`, and what it said."""
    root = tmp_path_factory.mktemp("ours") / "course"
    shutil.copytree(released, root)
    ran = aatulab("grade", A, "--course", root)
    assert ran.returncode == 1, ran.stdout + ran.stderr  # some need attention
    return open_course(root), " ".join(ran.stdout.split())


@pytest.fixture(scope="module")
def grades(theirs, book_of):
    """Score and whether it waits, by trainee and cell."""
    return {(who, c): (auto, waits) for who, c, auto, _, _, waits in book_of(theirs)["grade"]}


def test_solutions_and_hidden_tests_are_not_released(released):
    text = (released / "release" / A / "p1.ipynb").read_text()
    assert HIDDEN not in text
    assert "max(a, b)" not in text
    assert "YOUR CODE HERE" in text


@pytest.mark.parametrize(
    ("trainee", "cell", "expected"),
    [
        ("ana", "test-weight", (4, 0)),
        ("ana", "test-partly", (5, 0)),
        ("ana", "test-files", (1, 0)),
        ("ana", "plot", (None, 1)),
        ("ana", "why", (None, 1)),
        ("ana", "report", (None, 1)),
        ("ana", "test-rate", (2, 0)),
        ("ben", "test-weight", (0, 0)),
        ("ben", "plot", (0, 0)),
        ("ben", "why", (0, 0)),
        ("cleo", "test-weight", (0, 0)),  # passes what it sees, fails what is hidden
        ("cleo", "test-partly", (2, 0)),
        ("dan", "test-weight", (4, 0)),  # its test was deleted (#1682), its answer copied (#1083)
        ("dan", "test-partly", (5, 0)),
        ("eve", "test-weight", (0, 0)),  # an endless loop
        ("eve", "test-rate", (2, 0)),
        ("fay", "test-weight", (4, 0)),  # ends its process after the tests
        ("gus", "test-weight", (4, 0)),  # a warning costs nothing (#1492)
        ("hal", "test-partly", (5, 0)),
        ("ivy", "test-weight", (0, 0)),  # nbgrader's own example of cheating
        ("jon", "test-rate", (None, 1)),  # not a number: nothing, and a person looks (#1339)
        ("kim", "test-rate", (None, 1)),
        ("lea", "test-rate", (None, 1)),
        ("mia", "test-rate", (None, 1)),
        ("noa", "test-rate", (None, 1)),
    ],
)
def test_every_work_gets_what_it_deserves(grades, trainee, cell, expected):
    assert grades[trainee, cell] == expected


def test_a_notebook_that_is_missing_gets_nothing_and_the_other_counts(grades):
    assert grades["hal", "test-rate"] == (0, 0)


def test_both_ways_give_the_same_scores(theirs, ours, book_of):
    course, _ = ours
    mine, expected = book_of(course), book_of(theirs)
    without = [row for row in expected["grade"] if row[:2] != ("hal", "test-rate")]
    assert [row for row in mine["grade"] if row[:2] != ("hal", "test-rate")] == without
    assert mine["comment"] == expected["comment"]
    assert mine["submission"] == expected["submission"]


def test_our_command_names_what_is_missing_and_how_far_the_scores_go(ours):
    _, said = ours
    assert "Attention hal: p2.ipynb: there is no such file any more." in said
    assert "within reach of whoever sets out to read or to defeat them" in said


def test_the_report_says_how_far_its_score_goes(ours):
    course, _ = ours
    report = Report.read(course.report_path("ana", A, "p1"))
    assert report.guarantee == "tests_in_reach"
    assert (report.points, report.max_points) == (10, 21)


def test_what_was_left_blank_is_commented_as_nbgrader_does(theirs, book_of):
    comments = {(who, c): auto for who, c, auto, _ in book_of(theirs)["comment"]}
    assert comments["ben", "answer-weight"] == "No response."
    assert comments["ben", "why"] == "No response."
    assert comments["ana", "answer-weight"] is None
    assert comments["ana", "report"] is None


def test_lateness_is_penalised_by_the_courses_plugin(theirs, book_of):
    """Is the penalty that of each notebook, and none of who was in time?"""
    penalties = [(who, penalty) for who, _, penalty in book_of(theirs)["submission"]]
    assert [penalty for who, penalty in penalties if who == "ana"] == [2, 2]
    assert {penalty for who, penalty in penalties if who != "ana"} == {None}


def test_an_extra_notebook_is_left_alone(theirs):
    graded = theirs.step("autograded", "hal", A)
    assert sorted(path.name for path in graded.glob("*.ipynb")) == ["p1.ipynb"]


def test_the_instructors_files_win_but_for_those_that_trainees_may_change(theirs):
    graded = theirs.step("autograded", "ana", A)
    assert (graded / "data.csv").read_text() == "some,data\n"
    assert (graded / "helper.py").read_text() == "WHO = 'trainee'\n"
    assert (graded / "p1.ipynb").stat().st_mode & 0o777 == 0o444


def test_instructors_see_the_hidden_tests_and_trainees_never(theirs):
    assert HIDDEN in (theirs.step("autograded", "cleo", A) / "p1.ipynb").read_text()
    for trainee in ("ana", "ben", "cleo"):
        page = (theirs.step("feedback", trainee, A) / "p1.html").read_text()
        assert "heavier(-5" not in page
    page = (theirs.step("feedback", "cleo", A) / "p1.html").read_text()
    assert "A test that you cannot see was not passed." in page


def test_a_process_that_ends_itself_needs_attention_and_keeps_what_it_had(ours):
    course, said = ours
    report = Report.read(course.report_path("fay", A, "p1"))
    assert report.status == "interrupted"
    assert report.question("test-weight").status == "passed"
    assert "Attention fay: The notebook ended its own process in step plot." in said


def test_grading_again_changes_nothing_and_a_corrected_test_grades_everybody_anew(
    ours, aatulab, nbgrader, book_of, tmp_path
):
    """Can an instructor correct a question after submissions (nbgrader: no, #1646), or add one?"""
    root = tmp_path / "course"
    shutil.copytree(ours[0].root, root)
    course = open_course(root)
    before = book_of(course)
    assert aatulab("grade", A, "--course", root).returncode == 1
    assert book_of(course) == before
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute(
            "update grade set manual_score = 2.5, extra_credit = 1, needs_manual_grade = 0 where"
            " auto_score is null and cell_id in (select id from base_cell where name = 'plot')"
        )
    corrected = [c for c in P1 if c["metadata"].get("nbgrader", {}).get("grade_id") != "test-files"]
    corrected[2] = cell("code", "assert heavier(1, 2) == 2", "test-weight", 3, locked=True)
    corrected.append(cell("code", "assert heavier(9, 8) == 9", "test-new", 7, locked=True))
    write(root / "source" / A / "p1.ipynb", notebook(*corrected))
    ran = nbgrader((root, f"generate_assignment {A} --force"), (root, f"autograde {A} --force"))
    assert ran.returncode == 0, ran.stderr
    grades = {(who, c): row for who, c, *row in book_of(course)["grade"]}
    assert grades["cleo", "test-weight"][0] == 3
    assert grades["cleo", "test-new"][0] == 7
    assert ("cleo", "test-files") not in grades
    assert grades["cleo", "plot"] == [None, 2.5, 1, 0]  # what a person gave stays


def test_a_question_that_people_have_marked_is_not_removed(ours, nbgrader, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(ours[0].root, root)
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute(
            "update grade set manual_score = 1 where cell_id in"
            " (select id from base_cell where name = 'why')"
        )
    kept = [c for c in P1 if c["metadata"].get("nbgrader", {}).get("grade_id") != "why"]
    write(root / "source" / A / "p1.ipynb", notebook(*kept))
    ran = nbgrader((root, f"generate_assignment {A} --force"))
    assert ran.returncode == 1
    assert "The question 'why' of ps1 cannot be removed: people have marked" in ran.stderr


def test_filters_of_autograde_are_kept(released, nbgrader, tmp_path, book_of):
    """Do --student, --notebook, --force, excluded students and create_student work as ever?"""
    root = tmp_path / "course"
    shutil.copytree(released, root)
    course = open_course(root)

    def graded():
        return sorted(
            str(p.relative_to(root / "autograded")) for p in root.glob("autograded/*/*/*.ipynb")
        )

    assert nbgrader((root, f"autograde {A} --Autograde.create_student=False")).returncode == 1
    shutil.rmtree(root / "autograded", ignore_errors=True)
    ran = nbgrader((root, f"autograde {A} --student ana --notebook p2"))
    assert ran.returncode == 0, ran.stderr
    assert graded() == ["ana/ps1/p2.ipynb"]
    others = ",".join(sorted({*WORKS, "dan", "hal"} - {"ana", "ben"}))
    exclude = f"--CourseDirectory.student_id_exclude={others}"
    ran = nbgrader((root, f"autograde {A} --force {exclude}"))
    assert ran.returncode == 0, ran.stderr
    assert graded() == [
        f"{who}/ps1/{name}.ipynb" for who in ("ana", "ben") for name in ("p1", "p2")
    ]
    assert {row[0] for row in book_of(course)["grade"]} == {"ana", "ben"}
    assert nbgrader((root, "autograde ps9")).returncode == 1


def test_a_broken_notebook_fails_its_submission_alone(released, nbgrader, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(released, root)
    for trainee in {*WORKS, "dan", "hal"} - {"ana", "ben"}:
        shutil.rmtree(root / "submitted" / trainee)
    write(root / "submitted" / "ana" / A / "p2.ipynb", notebook(cell("code", "1")))
    ran = nbgrader((root, f"autograde {A}"))
    assert ran.returncode == 1
    assert "none of the cells of ps1 are in this notebook" in ran.stderr
    assert not (root / "autograded" / "ana" / A).exists()
    assert (root / "autograded" / "ben" / A / "p1.ipynb").is_file()


def test_a_notebook_that_is_not_python_is_refused_by_name(released, aatulab, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(released, root)
    path = root / "marking" / A / "p1.ipynb"
    record = json.loads(path.read_text())
    record["metadata"]["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    path.write_text(json.dumps(record))
    ran = aatulab("grade", A, "--course", root)
    assert ran.returncode == 3
    assert "expected Python, found R" in ran.stderr
