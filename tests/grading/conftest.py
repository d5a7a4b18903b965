"""Real courses: made once, copied for each test; real commands, in processes of their own."""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import (
    build_solution_notebook,
    build_student_notebook,
    build_wrong_notebook,
)
from aatulab.authoring.wrong import load_wrong
from aatulab.cli import main
from aatulab.grading.course import open_course

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ASSIGNMENT = "targeting-1"
TABLES = {
    "grade": "select s.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit,"
    " g.needs_manual_grade from grade g join base_cell c on c.id = g.cell_id"
    " join submitted_notebook n on n.id = g.notebook_id"
    " join submitted_assignment s on s.id = n.assignment_id order by 1, 2",
    "comment": "select s.student_id, c.name, m.auto_comment, m.manual_comment from comment m"
    " join base_cell c on c.id = m.cell_id join submitted_notebook n on n.id = m.notebook_id"
    " join submitted_assignment s on s.id = n.assignment_id order by 1, 2",
    "submission": "select student_id, timestamp, late_submission_penalty from"
    " submitted_assignment s join submitted_notebook n on n.assignment_id = s.id order by 1",
}


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A home for the commands, so that no setting of this machine is read or written."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def environment(home):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "AATULAB"))}
    return {**kept, "HOME": str(home), "JUPYTER_PLATFORM_DIRS": "1", "COLUMNS": "120"}


@dataclass(frozen=True)
class Ran:
    """What a command came to, as subprocess.run gives it."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def aatulab():
    """Run the `aatulab` command, in this process: its imports take longer than its work."""

    def run(*arguments):
        out, err = io.StringIO(), io.StringIO()
        code = 0
        with (
            mock.patch.object(sys, "argv", ["aatulab", *map(str, arguments)]),
            mock.patch.dict(os.environ, {"COLUMNS": "120"}),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as ended:
                code = ended.code or 0
        return Ran(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def nbgrader(environment):
    """Run nbgrader's commands, each a folder and arguments, until one fails."""

    def run(*commands, **variables):
        listed = [[str(folder), arguments.split()] for folder, arguments in commands]
        return subprocess.run(
            [sys.executable, str(HERE / "nbgrader_commands.py"), json.dumps(listed)],
            env={**environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def template(tmp_path_factory, aatulab):
    root = tmp_path_factory.mktemp("template") / "course"
    made = aatulab("course", "create", "--course", root, "--assignment", ASSIGNMENT)
    assert made.returncode == 0, made.stderr
    return root


@pytest.fixture
def new_course(template, tmp_path):
    """A maker of copies of one course: same secret, so the same unseen cases."""

    def make(name="course"):
        shutil.copytree(template, tmp_path / name)
        return open_course(tmp_path / name)

    return make


@pytest.fixture
def course(new_course):
    return new_course()


@pytest.fixture(scope="session")
def exercise():
    return load_exercise(ROOT / "exercises" / ASSIGNMENT)


@pytest.fixture(scope="session")
def solution(exercise):
    return notebook_bytes(build_solution_notebook(exercise))


@pytest.fixture(scope="session")
def untouched(exercise):
    return notebook_bytes(build_student_notebook(exercise))


@pytest.fixture(scope="session")
def hostile(exercise):
    """A maker of hostile notebooks of tests/security/submissions."""
    families = (ROOT / "tests" / "security" / "submissions").iterdir()
    known = [wrong for family in families for wrong in load_wrong(exercise, family)]

    def make(name):
        wrong = next(wrong for wrong in known if wrong.name == name)
        return notebook_bytes(build_wrong_notebook(exercise, wrong))

    return make


@pytest.fixture(scope="session")
def wrong(exercise):
    """The wrong notebooks of the exercise by name."""
    return {w.name: notebook_bytes(build_wrong_notebook(exercise, w)) for w in load_wrong(exercise)}


@pytest.fixture
def inbox(tmp_path):
    """A folder of submissions: write `inbox("ana", bytes)`; `inbox.folder` is where."""
    folder = tmp_path / "inbox"
    folder.mkdir()

    def put(name, data):
        path = folder / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    put.folder = folder
    return put


@pytest.fixture(scope="session")
def book_of():
    """Read a course's gradebook: everything in it that is no random id."""

    def read(course):
        with sqlite3.connect(course.root / "gradebook.db") as database:
            return {name: database.execute(query).fetchall() for name, query in TABLES.items()}

    return read


@pytest.fixture(scope="session")
def scores_of(book_of):
    """The sum of a course's automatic scores by trainee."""

    def read(course):
        totals = {}
        for trainee, _cell, auto, *_others in book_of(course)["grade"]:
            totals[trainee] = totals.get(trainee, 0) + (auto or 0)
        return totals

    return read
