"""The processes that judge: forked from one, each replaceable, none left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aatulab.errors import GradingError
from aatulab.grading.workers import Judges

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"
PROGRAM = """
import sys, time
from pathlib import Path
from aatulab.grading.course import open_course
from aatulab.grading.workers import Judges
with Judges(open_course(Path(sys.argv[1])), "targeting-1") as judges, judges.judge() as one:
    one.grade(Path(sys.argv[2]), "ana")
    print(judges._process.pid, flush=True)
    time.sleep(600)
"""


def children(pid):
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def is_alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def are_gone(pids):
    end = time.monotonic() + 20
    while any(map(is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(is_alive, pids))


@pytest.fixture
def broken(tmp_path):
    """A submission of which nothing runs, so that the judges' answers come at once."""
    path = tmp_path / "ana.ipynb"
    path.write_text("no notebook")
    return path


def test_a_judge_that_dies_costs_one_submission_and_leaves_nothing(course, broken):
    """Does the next submission find another judge, and does each end with its line?"""
    with Judges(course, A) as judges, judges.judge() as one, judges.judge() as other:
        assert one.grade(broken, "ana").status == "refused"
        assert other.grade(broken, "ana").status == "refused"
        first = judges._process.pid
        assert "Threads:\t1\n" in Path(f"/proc/{first}/status").read_text()  # it forks
        before = children(first)
        assert len(before) == 2
        for judge in before:
            os.kill(judge, signal.SIGKILL)
        with pytest.raises(GradingError, match="ended unexpectedly"):
            one.grade(broken, "ana")
        assert one.grade(broken, "ana").status == "refused"
        judges._process.kill()  # and so can the one from which they are forked
        judges._process.wait()
        with pytest.raises(GradingError, match="ended unexpectedly"):
            other.grade(broken, "ana")
        assert other.grade(broken, "ana").status == "refused"
        left = [judges._process.pid, *children(judges._process.pid), *before]
    assert are_gone(left)


def test_judges_end_with_a_grader_that_is_killed(course, broken):
    """Does nothing go on working, or listening, for nobody?"""
    command = [sys.executable, "-c", PROGRAM, str(course.root), str(broken)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as grader:
        first = int(grader.stdout.readline())
        judges = children(first)
        sandboxes = [child for judge in judges for child in children(judge)]
        grader.kill()
    assert len(judges) == len(sandboxes) == 1
    assert are_gone([first, *judges, *sandboxes])
