"""What `--help` prints is what the code says: nothing is taken for mark-up and swallowed."""

import re

import pytest
import typer
from typer.testing import CliRunner

from aatulab.cli import app


def commands(command, path=()):
    """Give every command with the words that call it."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def plain(text):
    """Return a text without frames, line breaks and colours."""
    return " ".join(re.sub(r"\x1b\[[\d;]*m|[─-╿]", " ", text).split())


@pytest.fixture(scope="module")
def help_of():
    texts = {}

    def render(path):
        if path not in texts:
            arguments = [*path, "--help"]
            result = CliRunner().invoke(app, arguments, env={"COLUMNS": "400"})
            assert result.exit_code == 0
            texts[path] = plain(result.output)
        return texts[path]

    return render


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(p) for p, _ in COMMANDS])
def test_every_word_of_a_help_is_printed(help_of, path, command):
    said = help_of(path)
    told = [command.help or "", *(getattr(each, "help", None) or "" for each in command.params)]
    paragraphs = [plain(text) for help_text in told for text in help_text.split("\n\n")]
    assert [text for text in paragraphs if text not in said] == []


def test_the_course_s_folder_says_where_it_is_looked_for(help_of):
    assert "[default: ($AATULAB_COURSE or workspace/course)]" in help_of(("grade",))


def test_this_would_find_a_swallowed_bracket():
    eaten = typer.Typer()

    @eaten.command()
    def one(folder: str = typer.Option("", help="Its folder [default: here].")) -> None:
        """Do it."""

    said = plain(CliRunner().invoke(eaten, ["--help"], env={"COLUMNS": "400"}).output)
    assert "Its folder [default: here]." not in said
