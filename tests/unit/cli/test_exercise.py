"""`aatulab exercise`: play, replay, score, look back."""

import json

import pytest
from typer.testing import CliRunner

from aatulab.cli.exercise import exercise_app
from aatulab.errors import JointError

RUN = CliRunner()


def run(*arguments, lines=None):
    return RUN.invoke(
        exercise_app, list(map(str, arguments)), input=lines, catch_exceptions=False
    )  # fmt: skip


def test_list_names_five_scenarios():
    done = run("list")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) >= 5
    assert "one-phone" in done.output


def test_partners_play_alone_and_the_log_comes_out(tmp_path):
    log = tmp_path / "log.jsonl"
    done = run("run", "one-phone", "--scripted", "none", "--log", log)
    assert done.exit_code == 0
    assert "Cooperation: 0 of 100" in done.output
    head = json.loads(log.read_text().splitlines()[-1])["digest"]
    assert f"keep elsewhere: {head}" in done.output
    again = run("replay", log)
    assert again.exit_code == 0
    assert "byte for byte" in again.output
    scored = json.loads(run("score", log, "--json").output)
    assert scored["parts"]["cooperation"]["points"] == 0
    assert run("debrief", log, "--out", tmp_path / "d.ipynb").exit_code == 0


def test_trainee_plays_in_text_stops_and_continues(tmp_path):
    log, rest = tmp_path / "log.jsonl", tmp_path / "rest.jsonl"
    lines = ["help", "desk", "wait 10", "list baggage", "list passports", "fly"]
    lines += ["as police:AMS", "message police:AMS seat-and-bag look at this", "hold"]
    lines += ["wait soon", "quit"]
    done = run("run", "one-phone", "--role", "customs:AMS", "--log", log, lines="\n".join(lines))
    assert done.exit_code == 1  # not over
    for words in (
        "You are customs:AMS",
        "officers free 4 of 4",
        "now known: seat-and-bag",
        '"bag_tag"',
        "has no list 'passports'",
        "found 'fly'",
        "you play customs:AMS",
        "Sent to police:AMS.",
        "hold: something is missing",
        "expected minutes from 1 to 240",
        "(the exercise is not over)",
    ):
        assert words in done.output, words
    on = run("run", "--continue", log, "--log", rest, lines="wait 240\n")
    assert on.exit_code == 0
    assert rest.read_text().startswith(log.read_text())
    assert run("replay", rest).exit_code == 0


def test_wrong_usage(tmp_path):
    assert run("run").exit_code == 2
    with pytest.raises(JointError, match="there is no scenario 'x'"):
        run("run", "x")
    with pytest.raises(JointError, match="roles: found 'navy:AMS'"):
        run("run", "one-phone", "--role", "navy:AMS")
    with pytest.raises(JointError, match="expected one of trainee, full"):
        run("run", "one-phone", "--scripted", "clever")
    torn = tmp_path / "torn.jsonl"
    torn.write_text("no log\n")
    with pytest.raises(JointError, match="line 1: not an entry"):
        run("replay", torn)


@pytest.mark.parametrize("verb", ["list", "run", "replay", "score", "debrief"])
def test_every_verb_explains_itself(verb):
    assert run(verb, "--help").exit_code == 0
