"""`aatulab check`: slips with file and line, and an exit code that scripts can use."""

import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from aatulab.cli.check import check

ROOT = Path(__file__).parents[3]
EXERCISE = ROOT / "exercises" / "targeting-1"


@pytest.fixture(scope="module")
def run():
    app = typer.Typer()
    app.command()(check)
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments])


def test_slip_of_a_lesson_is_one_line_and_exit_code_1(run, tmp_path):
    path = tmp_path / "small.md"
    path.write_text("---\nlesson: small\n---\n# Small\n", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1
    assert f"{path}:1: front matter: title is missing" in result.output.replace("\n", "")
    assert "Cells were not run: --run says" in result.output


def test_exercise_with_a_slip_is_named(run, tmp_path):
    folder = shutil.copytree(EXERCISE, tmp_path / "targeting-1")
    (folder / "rubric-why-these.md").unlink()
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "rubric" in result.output
    assert "1 checked, 1 to mend." in result.output


def test_folder_without_lessons_is_wrong_usage(run, tmp_path):
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "Nothing to check" in result.output


def test_path_that_is_not_there_is_wrong_usage(run, tmp_path):
    assert run(tmp_path / "none").exit_code == 2


def test_notes_of_the_instructor_are_no_lesson(run, tmp_path):
    (tmp_path / "one.notes.md").write_text("# Notes\n", encoding="utf-8")
    assert run(tmp_path).exit_code == 2
