"""Whatever happens to a grader, the next one makes it good: kill -9, two at once, a full disk."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aatulab.grading.course import open_course
from aatulab.grading.sandbox.bubblewrap import find_bwrap
from aatulab.grading.store import PART

pytestmark = pytest.mark.nbgrader

PROGRAM = Path(__file__).parent / "tiny_course.py"
TRAINEES = 4
KILLS = 20
KEPT = ("submitted", "autograded", "feedback", "reports")


def run(*arguments, prefix=(), check=True):
    command = [*prefix, sys.executable, str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=check)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A real course with the tiny exercise, and an inbox beside it."""
    root = tmp_path_factory.mktemp("tiny") / "course"
    made = run("make", root, TRAINEES, check=False)
    assert made.returncode == 0, made.stderr
    return root


def files(root):
    """Every file of the submissions' folders; of nbgrader's drawn tokens only the name."""
    found = {}
    for path in sorted(p for step in KEPT for p in (root / step).rglob("*") if p.is_file()):
        name = str(path.relative_to(root))
        found[name] = b"" if path.name == "submission_secret.txt" else path.read_bytes()
    return found


@pytest.fixture(scope="module")
def calm(tiny, tmp_path_factory):
    """The same course after an undisturbed run."""
    folder = tmp_path_factory.mktemp("calm")
    shutil.copytree(tiny.parent / "inbox", folder / "inbox")
    shutil.copytree(tiny, folder / "course")
    run("grade", folder / "course")
    return folder / "course"


def test_a_grader_killed_at_20_random_moments_loses_nothing(tiny, calm, tmp_path, book_of):
    """Is the gradebook that of an undisturbed run, after a second run?"""
    ran = run("kill", tiny, tmp_path, 5, KILLS, check=False)
    assert ran.returncode == 0, ran.stderr
    moments = json.loads(ran.stdout.splitlines()[-1])
    interrupted = [moment for moment in moments if not moment["was_done"]]
    assert len(interrupted) >= KILLS // 2, moments
    assert any(0 < moment["reports"] < TRAINEES for moment in interrupted), moments
    expected, written = book_of(open_course(calm)), files(calm)
    assert len(expected["grade"]) == TRAINEES * 3
    assert len([name for name in written if name.startswith("reports/")]) == TRAINEES
    for number, moment in enumerate(moments):
        root = tmp_path / f"killed-{number}" / "course"
        assert book_of(open_course(root)) == expected, moment
        assert files(root) == written, moment


def test_nothing_half_written_is_left_behind(calm):
    """Does the next run sweep up what a killed writer has left?"""
    before = files(calm)
    for name in ("reports/trainee-1", "autograded/trainee-1/tiny"):
        (calm / name / f".half{PART}").write_text("half")
    run("grade", calm)
    assert files(calm) == before


def test_two_graders_at_once_give_the_gradebook_of_one(tiny, calm, tmp_path, book_of):
    """Is the second one told to wait, and nothing entered twice?"""
    shutil.copytree(tiny.parent / "inbox", tmp_path / "inbox")
    shutil.copytree(tiny, tmp_path / "course")
    command = [sys.executable, str(PROGRAM), "grade", str(tmp_path / "course")]
    graders = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [grader.communicate()[1] for grader in graders]
    codes = sorted(grader.returncode for grader in graders)
    assert codes in ([0, 0], [0, 1]), said  # one after the other, or one of them was told
    assert codes == [0, 0] or any("is being graded already, by process" in text for text in said)
    assert book_of(open_course(tmp_path / "course")) == book_of(open_course(calm))


def test_a_disk_that_gets_full_is_said_and_made_good(tiny, calm, tmp_path, book_of):
    """Is nothing half written, wherever the last byte goes?"""
    small = tmp_path / "small"
    small.mkdir()
    disk = (find_bwrap(), "--bind", "/", "/", "--dev-bind", "/dev", "/dev")
    prefix = (*map(str, disk), "--size", str(8 * 1024 * 1024), "--tmpfs", str(small))
    ran = run("full", tiny, small, tmp_path, prefix=prefix, check=False)
    assert ran.returncode == 0, ran.stderr
    outcome = json.loads(ran.stdout.splitlines()[-1])
    assert all("is full." in o["said"] for o in outcome if o["reports"] < TRAINEES), outcome
    assert sum(bool(o["said"]) for o in outcome) >= 3, outcome
    for each in outcome:
        root = tmp_path / f"full-{each['free_kb']}" / "course"
        assert book_of(open_course(root)) == book_of(open_course(calm)), each
        assert files(root) == files(calm), each
