"""`aatulab course tables` writes between the marks and nowhere else."""

from typer.testing import CliRunner

from aatulab.authoring.curriculum_table import BEGIN, END
from aatulab.cli.course import course_app


def checkout(tmp_path, readme):
    lessons = tmp_path / "courses" / "targeting"
    lessons.mkdir(parents=True)
    (lessons / "small.md").write_text(
        "---\ntitle: Small\nsummary: all of it\nminutes: 9\n---\n# S\n"
    )
    (lessons.parent / "glossary.yml").write_text("x: {term: x, french: y, means: Z.}\n")
    (lessons.parent / "curriculum.yml").write_text(
        "tracks: [{id: targeting, title: T, summary: S, for: trainee, steps: [{lesson: small}]}]\n"
    )
    (tmp_path / "README.md").write_text(readme)
    return ["--root", str(tmp_path)]


def run(*arguments):
    return CliRunner().invoke(course_app, ["tables", *arguments])


ROW = "| T | lesson | [Small](courses/targeting/small.md): all of it | 9 |"


def test_table_is_printed_and_nothing_is_written(tmp_path):
    root = checkout(tmp_path, "as it was")
    assert ROW in run(*root).output
    assert (tmp_path / "README.md").read_text() == "as it was"


def test_only_what_lies_between_the_marks_changes(tmp_path):
    root = checkout(tmp_path, f"one\n{BEGIN}\nold\n{END}\ntwo\n")
    assert run(*root, "--write").exit_code == 0
    head = "| Track | Step | What | Minutes |\n|---|---|---|---|"
    assert (tmp_path / "README.md").read_text() == f"one\n{BEGIN}\n{head}\n{ROW}\n{END}\ntwo\n"
    assert "| x | y | Z. |" in (tmp_path / "courses" / "glossary.md").read_text()


def test_readme_without_marks_is_not_touched(tmp_path):
    root = checkout(tmp_path, "no marks")
    assert "expected a line" in str(run(*root, "--write").exception)
    assert (tmp_path / "README.md").read_text() == "no marks"
