"""`nbgrader autograde` with our settings and `aatulab grade` give the same, cell by cell."""

import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def classroom(inbox, solution, untouched, wrong, hostile):
    """Hand in every kind of work; give the points that each must get."""
    inbox("ana", solution)
    inbox("ben", untouched)
    for name in ("hard-coded", "minutes-instead-of-hours", "boundaries-off-by-one"):
        inbox(name, wrong[name])
    for name in ("os-exit", "always-equal", "forged-output"):
        inbox(name, hostile(name))
    return inbox.folder


def test_both_ways_give_the_same_gradebook(new_course, aatulab, nbgrader, classroom, book_of):
    ours, theirs = new_course("ours"), new_course("theirs")
    ran = aatulab("grade", A, "--course", ours.root, "--from", classroom)
    assert ran.returncode == 1, ran.stdout + ran.stderr  # os-exit needs attention
    assert "os-exit" in ran.stdout
    shutil.copytree(ours.root / "submitted", theirs.root / "submitted", dirs_exist_ok=True)
    # from another folder, with the settings of the checkout: as the lab's server does it
    there = {"JUPYTER_CONFIG_PATH": str(ROOT / "grading"), "AATULAB_COURSE": str(theirs.root)}
    ran = nbgrader((classroom, f"autograde {A}"), **there)
    assert ran.returncode == 0, ran.stderr
    assert book_of(theirs) == book_of(ours)
    for trainee in ("ana", "ben", "os-exit"):
        for place in ("submitted_notebook", "report_path"):
            one, other = getattr(ours, place)(trainee, A), getattr(theirs, place)(trainee, A)
            assert one.read_bytes() == other.read_bytes()
        graded = [c.step("autograded", trainee, A) / f"{A}.ipynb" for c in (ours, theirs)]
        assert graded[0].read_bytes() == graded[1].read_bytes()


def test_the_written_answer_waits_in_both_and_a_blank_one_does_not(
    new_course, aatulab, classroom, book_of
):
    course = new_course()
    aatulab("grade", A, "--course", course.root, "--from", classroom)
    waits = {who: waits for who, cell, *_, waits in book_of(course)["grade"] if cell == "why-these"}
    assert waits["ana"] == 1
    assert waits["ben"] == 0
    others = {waits for _, cell, *_, waits in book_of(course)["grade"] if cell != "why-these"}
    assert others == {0}
