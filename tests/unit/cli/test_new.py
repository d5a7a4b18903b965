"""A scaffold says what is to be filled in, and is clean once it is."""

import pytest
from typer.testing import CliRunner

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.lint import lint_lesson
from aatulab.authoring.wrong import load_wrong
from aatulab.cli.new import new_app

GLOSSARY = "pnr: {term: passenger name record, short: PNR, french: dossier, means: One booking.}\n"
CURRICULUM = """\
tracks:
  - id: targeting
    title: Targeting
    summary: How to
    for: [trainee]
    steps:
"""


@pytest.fixture
def run(tmp_path):
    courses = tmp_path / "courses"
    courses.mkdir()
    (courses / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")

    def call(*arguments):
        result = CliRunner().invoke(new_app, [*arguments, "--root", str(tmp_path)])
        if "Put this into" in result.output and "- lesson" in result.output:
            step = result.output.split(":\n\n", 1)[1].split("\nThen", 1)[0]
            (courses / "curriculum.yml").write_text(CURRICULUM + step, encoding="utf-8")
        return result

    return call


def fill(folder):
    for number, path in enumerate(p for p in folder.rglob("*.*") if p.is_file()):
        text = path.read_text(encoding="utf-8")
        while "FILL IN" in text:
            number += 1  # noqa: PLW2901 - each blank filled with words of its own
            text = text.replace("FILL IN", f"word{number} in plain words here", 1)
        path.write_text(text, encoding="utf-8")


def test_new_lesson_is_clean_once_it_is_filled(run, tmp_path):
    result = run("lesson", "targeting/post-and-express", "--title", "Post and express")
    assert result.exit_code == 0
    path = tmp_path / "courses" / "targeting" / "post-and-express.md"
    assert any("still to fill in" in slip.message for slip in lint_lesson(path))
    fill(tmp_path / "courses")
    assert [str(slip) for slip in lint_lesson(path)] == []
    assert path.with_name("post-and-express.notes.md").is_file()


def test_new_assignment_loads_with_its_wrong_answer(run, tmp_path):
    assert run("assignment", "targeting-9", "--title", "A new one").exit_code == 0
    exercise = load_exercise(tmp_path / "exercises" / "targeting-9")
    assert exercise.title == "A new one"
    assert [question.is_manual for question in exercise.questions] == [False, True]
    assert len(load_wrong(exercise)) == 1


def test_what_is_there_is_never_overwritten(run, tmp_path):
    run("assignment", "targeting-9", "--title", "A new one")
    path = tmp_path / "exercises" / "targeting-9" / "exercise.md"
    path.write_text("mine", encoding="utf-8")
    result = run("assignment", "targeting-9", "--title", "Another")
    assert result.exit_code == 2
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "arguments", [("lesson", "post"), ("lesson", "../x/y"), ("assignment", "Targeting 9")]
)
def test_name_that_is_no_id_is_refused(run, tmp_path, arguments):
    assert run(*arguments, "--title", "T").exit_code == 2
    assert not (tmp_path / "exercises").exists()
