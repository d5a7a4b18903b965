"""From generate_assignment to the export, by nbgrader's own commands and ours in between."""

import csv
import re
import sqlite3

import pytest

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"


def test_the_whole_life_of_an_assignment(course, nbgrader, solution, tmp_path, book_of):
    """Can a class work with nbgrader alone, from release to feedback and export?"""
    desk = tmp_path / "desk"
    desk.mkdir()
    teacher, trainee = course.root, desk
    settings = {"JUPYTER_CONFIG_PATH": str(course.root)}

    ran = nbgrader(
        (teacher, f"generate_assignment {A} --force"),
        (teacher, f"release_assignment {A}"),
        (trainee, f"fetch_assignment {A} --course aatu"),
        **settings,
    )
    assert ran.returncode == 0, ran.stderr
    fetched = desk / A
    assert {path.name for path in fetched.iterdir()} == {f"{A}.ipynb", f"{A}.checks.json"}
    assert "not right" not in (fetched / f"{A}.ipynb").read_text()

    (fetched / f"{A}.ipynb").write_bytes(solution)
    ran = nbgrader(
        (trainee, f"submit {A} --course aatu --student ana"),
        (teacher, f"collect {A}"),
        (teacher, f"autograde {A}"),
        **settings,
    )
    assert ran.returncode == 0, ran.stderr
    grades = {cell: (auto, waits) for _, cell, auto, _, _, waits in book_of(course)["grade"]}
    assert grades == {
        "lead-time": (2, 0),
        "shared-phones": (3, 0),
        "risk-points": (3, 0),
        "lead-time-chart": (2, 0),
        "shortlist": (4, 0),
        "why-these": (None, 1),
    }

    give_manual_mark(course, "why-these", 3.5, "Good reasons; who decides?")
    ran = nbgrader(
        (teacher, f"generate_feedback {A}"),
        (teacher, f"release_feedback {A}"),
        (trainee, f"fetch_feedback {A} --course aatu --student ana"),
        (teacher, f"export --to {tmp_path / 'grades.csv'}"),
        **settings,
    )
    assert ran.returncode == 0, ran.stderr
    page = (course.step("feedback", "ana", A) / f"{A}.html").read_text()
    assert "Good reasons; who decides?" in page
    assert re.search(r"17\.5 <small>of 18 points", page)
    released = list((course.exchange / "aatu" / "feedback").glob("*.html"))
    assert [path.read_text() for path in released] == [page]
    with (tmp_path / "grades.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ana", 17.5, 18)


def test_our_command_takes_what_nbgrader_submit_handed_in(
    course, nbgrader, aatulab, untouched, tmp_path, scores_of
):
    """Does `aatulab grade` empty the exchange's inbox, and does nbgrader release its feedback?"""
    desk = tmp_path / A
    desk.mkdir()
    (desk / f"{A}.ipynb").write_bytes(untouched)
    settings = {"JUPYTER_CONFIG_PATH": str(course.root)}
    ran = nbgrader(
        (course.root, f"release_assignment {A}"),
        (tmp_path, f"submit {A} --course aatu --student ben"),
        **settings,
    )
    assert ran.returncode == 0, ran.stderr
    graded = aatulab("grade", A, "--course", course.root)
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert scores_of(course) == {"ben": 0}
    ran = nbgrader(
        (course.root, f"collect {A} --update"),
        (course.root, f"autograde {A}"),
        (course.root, f"generate_feedback {A}"),
        (course.root, f"release_feedback {A}"),
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("Skipping existing assignment") == 1  # graded by us already
    assert list((course.exchange / "aatu" / "feedback").glob("*.html"))


def test_a_late_submission_is_penalised_by_the_courses_own_plugin(
    course, aatulab, inbox, solution, book_of
):
    """Do late penalties keep working when we grade?"""
    settings = course.root / "nbgrader_config.py"
    (course.root / "late.py").write_text(
        "from nbgrader.plugins import BasePlugin\n"
        "class TwoPoints(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return 2\n"
    )
    settings.write_text(
        settings.read_text()
        + "import sys\nsys.path.insert(0, str(Path(__file__).parent))\n"
        + "from late import TwoPoints\nc.AssignLatePenalties.plugin_class = TwoPoints\n"
    )
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("update assignment set duedate = '2020-01-01 00:00:00.000000'")
    inbox("ana", solution)
    ran = aatulab("grade", A, "--course", course.root, "--from", inbox.folder)
    assert ran.returncode == 0, ran.stderr
    assert [penalty for *_, penalty in book_of(course)["submission"]] == [2.0]
    page = (course.step("feedback", "ana", A) / f"{A}.html").read_text()
    assert "Handed in late: 2 points" in page
    assert "12 <small>of 18" in page


def give_manual_mark(course, cell, points, comment):
    """Do what the formgrader does when an instructor types a mark and a comment."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute(
            "update grade set manual_score = ?, needs_manual_grade = 0 where cell_id in"
            " (select b.id from base_cell b where b.name = ? and b.type = 'GradeCell')",
            (points, cell),
        )
        database.execute(
            "update comment set manual_comment = ? where cell_id in"
            " (select b.id from base_cell b where b.name = ? and b.type = 'SolutionCell')",
            (comment, cell),
        )
