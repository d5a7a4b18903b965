"""What the command line promises: exit codes, and a sentence that says what to do."""

import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.nbgrader

A = "targeting-1"


@pytest.fixture
def call(aatulab):
    """Run the command; give its exit code and what it said, on one line and without its box."""

    def run(*arguments):
        ran = aatulab(*arguments)
        return ran.returncode, " ".join((ran.stdout + ran.stderr).replace("│", " ").split())

    return run


def test_the_command_itself_answers_with_its_exit_code(environment, tmp_path):
    """Does the installed command, in a process of its own, end as documented?"""
    command = [sys.executable, "-m", "aatulab.cli", "grade", A, "--course", str(tmp_path)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_help_documents_the_exit_codes(call):
    code, said = call("grade", "--help")
    assert code == 0
    assert "0 everything is graded and fine; 1 some submission needs attention" in said
    assert "3 grading is impossible here" in said


def test_a_missing_course_is_wrong_usage(call, tmp_path):
    code, said = call("grade", A, "--course", tmp_path)
    assert code == 2
    assert "aatulab course create" in said


def test_an_unknown_assignment_is_wrong_usage(call, course):
    code, said = call("grade", "targeting-9", "--course", course.root)
    assert code == 2
    assert A in said


def test_a_missing_folder_is_wrong_usage(call, course, tmp_path):
    code, _ = call("grade", A, "--course", course.root, "--from", tmp_path / "none")
    assert code == 2


def test_an_empty_inbox_is_fine(call, course):
    code, said = call("grade", A, "--course", course.root)
    assert code == 0
    assert "Nothing was handed in" in said


@pytest.fixture
def bwrap_without_rights(tmp_path, monkeypatch):
    """Give every process of ours a bubblewrap that may not make namespaces, as in a container."""
    bwrap = tmp_path / "bwrap"
    bwrap.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo "bubblewrap 0.9.0" && exit\n'
        'echo "bwrap: No permissions to create new namespace" >&2\nexit 1\n'
    )
    bwrap.chmod(0o755)
    start = tmp_path / "start"  # what Python imports first
    start.mkdir()
    (start / "sitecustomize.py").write_text(
        "from pathlib import Path\nfrom aatulab.grading.sandbox import bubblewrap\n"
        f"bubblewrap._PLACES = (Path({str(bwrap)!r}),)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(start))


@pytest.mark.usefixtures("bwrap_without_rights")
def test_without_a_sandbox_nothing_runs_and_it_is_said(call, course, inbox, solution, scores_of):
    """Is there no weaker way to run untrusted work?"""
    inbox("ana", solution)
    code, said = call("grade", A, "--course", course.root, "--from", inbox.folder)
    assert code == 3
    assert "cannot be isolated here (bwrap: No permissions to create new namespace)" in said
    assert scores_of(course) == {}


def test_a_course_without_its_gradebook_entry_says_what_to_do(call, course, inbox, solution):
    (course.root / "gradebook.db").unlink()
    inbox("ana", solution)
    code, said = call("grade", A, "--course", course.root, "--from", inbox.folder)
    assert code == 3
    assert "does not know targeting-1. Run `aatulab course create" in said


def test_creating_a_course_twice_changes_nothing(call, course):
    def content():
        return {p: p.read_bytes() for p in course.root.rglob("*") if p.is_file()}

    before = content()
    monkey = ("course", "create", "--course", course.root, "--assignment", A)
    code, said = call(*monkey)
    assert (code, "is up to date" in said) == (0, True)
    assert content() == before


def test_an_unknown_exercise_is_wrong_usage(call, tmp_path):
    code, said = call("course", "create", "--course", tmp_path / "c", "--assignment", "none-1")
    assert code == 2
    assert A in said
    assert not (tmp_path / "c").exists()


def test_a_lost_secret_is_never_replaced_in_silence(call, course, inbox, solution):
    shutil.move(course.secret_path, course.root / "elsewhere")
    inbox("ana", solution)
    code, said = call("grade", A, "--course", course.root, "--from", inbox.folder)
    assert code == 3
    assert "the course has no secret" in said


def test_similar_work_is_shown_with_a_word_of_caution(call, course, solution, untouched):
    """Is what looks copied a matter for a person, and not a point less?"""
    for name, data in (("ana", solution), ("ben", solution), ("eve", untouched)):
        path = course.submitted_notebook(name, A)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    code, said = call("similar", A, "--course", course.root)
    assert code == 0
    assert "100%" in said
    assert "ana" in said
    assert "eve" not in said
    assert "This is no finding" in said
    assert not (course.root / "reports" / "ana").exists()


def test_similar_needs_a_course(call, tmp_path):
    code, said = call("similar", A, "--course", tmp_path)
    assert code == 2
    assert "aatulab course create" in said
