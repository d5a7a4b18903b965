"""`aatulab translate`: what a translator types, and what it answers."""

import pytest
from typer.testing import CliRunner

from aatulab.cli.check import check as check_command
from aatulab.cli.translate import translate_app

PAGE = "---\ntitle: A page\n---\n# A page\n\nWords [here](x).\n"
HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n'
FULL = 'msgid "A page"\nmsgstr "Une page"\n\nmsgid "Words [here](x)."\nmsgstr "Mots [ici](x)."\n'


@pytest.fixture
def root(tmp_path):
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "welcome.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def run(root, *arguments):
    result = CliRunner().invoke(translate_app, [*map(str, arguments), "--root", str(root)])
    return result.exit_code, result.output


def test_update_begins_a_catalogue_and_check_counts_what_is_missing(root):
    code, said = run(root, "update", root / "courses" / "welcome.md")
    assert code == 0
    assert "0 of 2 messages in French; the file written." in said
    code, said = run(root, "check")
    assert code == 1
    assert said.count("missing:") == 2


def test_all_means_those_that_are_begun(root):
    assert run(root, "update", "--all") == (0, "")
    assert not (root / "courses" / "welcome.fr.po").exists()


def test_bad_catalogue_is_named_and_the_others_are_updated(root):
    (root / "courses" / "other.md").write_text(PAGE, encoding="utf-8")
    (root / "courses" / "other.fr.po").write_text(HEAD, encoding="utf-8")
    (root / "courses" / "bad.md").write_text(PAGE, encoding="utf-8")
    (root / "courses" / "bad.fr.po").write_text(HEAD + 'msgid "A\n', encoding="utf-8")
    code, said = run(root, "update", "--all")
    assert code == 1
    assert "bad.fr.po:5: expected msgid or msgstr and a text in quotes" in said
    assert "0 of 2 messages in French; the file written." in said


@pytest.mark.parametrize(
    "arguments", [["update"], ["update", "--all", "{page}"], ["check", "{quiz}"]]
)
def test_wrong_usage_is_told(root, arguments):
    (root / "courses" / "welcome.quiz.yml").write_text("", encoding="utf-8")
    page = root / "courses" / "welcome.md"
    places = {"page": page, "quiz": page.with_name("welcome.quiz.yml")}
    code, _ = run(root, *(argument.format(**places) for argument in arguments))
    assert code == 2


def test_lesson_may_be_named_by_its_catalogue(root):
    path = root / "courses" / "welcome.fr.po"
    path.write_text(HEAD + FULL, encoding="utf-8")
    assert run(root, "check", path)[0] == 0


def test_check_of_the_courses_flags_a_stale_translation(root):
    import typer

    app = typer.Typer()
    app.command()(check_command)
    page, path = root / "courses" / "welcome.md", root / "courses" / "welcome.fr.po"
    path.write_text(HEAD + FULL, encoding="utf-8")
    assert CliRunner().invoke(app, [str(page)]).exit_code == 0
    page.write_text(PAGE.replace("Words", "Other words"), encoding="utf-8")
    result = CliRunner().invoke(app, [str(page)])
    assert result.exit_code == 1
    assert "welcome.md:6: stale:" in result.output
