"""`aatulab exercise`: play, replay, score, look back."""

import json
import re
import sys
import warnings
from functools import cache
from itertools import count

import pytest
from typer.testing import CliRunner

from aatulab.cli.exercise import exercise_app
from aatulab.errors import JointError
from aatulab.joint import build_stage, load_scenario, read_log

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


@pytest.fixture
def class_of(monkeypatch):
    """Serve without a socket: what a class does with the service, by seat, and what was printed."""
    turns, once = count(), cache(lambda name, seed: build_stage(load_scenario(name), seed))
    monkeypatch.setattr(
        "aatulab.joint.session.build_stage", lambda scenario, seed: once(scenario.name, seed)
    )
    monkeypatch.setattr("secrets.token_urlsafe", lambda _bytes: f"token-{next(turns)}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # starlette's own, about httpx
        from fastapi.testclient import TestClient

    def serve(does, *arguments):
        def instead(app, **_options):
            printed = sys.stdout.buffer.getvalue().decode()
            tokens = dict(re.findall(r"^(\S+) +http://\S+#(\S+)$", printed, re.MULTILINE))
            client = TestClient(app)  # its clock stands, since nobody starts it

            def call(seat, path, body=None):
                head = {"Authorization": f"Bearer {tokens[seat]}"}
                how = "GET" if body is None else "POST"
                return client.request(how, path, headers=head, json=body).json()

            does(call, tokens)

        monkeypatch.setattr("uvicorn.run", instead)
        return run("serve", *arguments)

    return serve


def test_server_that_stopped_goes_on_from_its_log(class_of, tmp_path):
    log, rest = tmp_path / "log.jsonl", tmp_path / "rest.jsonl"
    hello = {"do": "message", "to": ["police:AMS"], "text": "before it stopped"}
    seen = []

    def first(call, tokens):
        assert call("customs:AMS", "/decide", hello)["accepted"] is True
        seen.append((call("customs:AMS", "/view"), set(tokens.values())))

    def then(call, tokens):
        view, old = seen[0]
        assert call("customs:AMS", "/view") == view
        assert not old & set(tokens.values())
        assert "before it stopped" in json.dumps(call("customs:AMS", "/events"))
        assert call("instructor", "/panel")["is_paused"] is True
        assert call("customs:AMS", "/decide", hello | {"text": "after"})["accepted"] is True

    role = ("--role", "customs:AMS")
    assert class_of(first, "one-phone", *role, "--log", log, "--speed", 30).exit_code == 0
    log.write_bytes(log.read_bytes() + b'{"n": 99, "torn')
    done = class_of(then, "--continue", log, "--log", rest)
    assert done.exit_code == 0
    assert "Goes on at 05:30, paused." in done.output
    kept, more = log.read_text().splitlines(), rest.read_text().splitlines()
    assert more[: len(kept) - 1] == kept[:-1]
    assert len(read_log(tmp_path / "rest.jsonl")) == len(more) > len(kept)
    assert sum('"speed"' in line for line in more) == 1  # as it was, until somebody changes it
    with pytest.raises(JointError, match="scenario: found one-phone, expected cold-boxes"):
        class_of(then, "cold-boxes", "--continue", log, "--log", tmp_path / "x.jsonl")
    assert class_of(then, *role, "--log", tmp_path / "y.jsonl").exit_code == 2
    assert class_of(then, "one-phone", "--log", tmp_path / "y.jsonl").exit_code == 2


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


@pytest.mark.parametrize("verb", ["list", "run", "serve", "replay", "score", "debrief"])
def test_every_verb_explains_itself(verb):
    assert run(verb, "--help").exit_code == 0
