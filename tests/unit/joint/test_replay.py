"""Same seed, same inputs, same bytes; and a log that was changed does not come out."""

import json
import os

import pytest

from aatulab.errors import JointError
from aatulab.joint import read_log, replay, replay_file, resume, score
from aatulab.joint.log import PEOPLE, line_of

CUSTOMS, POLICE = "customs:AMS", "police:AMS"


def play(session, until_s):
    """Play a little of everything, refused things too."""
    session.speed(10)
    session.elapse(70)
    session.decide(CUSTOMS, {"do": "message", "to": [POLICE], "text": "Grüße – à bientôt"})
    session.decide(CUSTOMS, {"do": "nonsense", "x": [1, {"y": None}]})
    session.decide(CUSTOMS, {"do": float("inf")})
    session.decide(CUSTOMS, {"do": "message", "text": "x" * 9_000})
    session.pause()
    session.inject({"kind": "x-ray down", "airport": "AMS", "minutes": 5})
    session.resume()
    session.advance(2_400)
    ref = session.stage.cast["courier"]
    for step in ("record", "question", "x-ray"):
        session.decide(CUSTOMS, {"do": "check", "subject": ref, "step": step, "id": step})
        session.decide(CUSTOMS, {"do": "check", "subject": ref, "step": step, "id": step})
        session.advance(session.now_s + 600)
    session.decide(CUSTOMS, {"do": "check", "subject": ref, "step": "bag"})
    session.decide(CUSTOMS, {"do": "protect", "subject": ref})  # breaks the step off
    session.inject({"kind": "message", "to": [CUSTOMS], "text": "Hurry."})
    session.advance(until_s)


@pytest.mark.parametrize("others", ["full", "none", "random"])
@pytest.mark.parametrize("until_s", [4_321, 9_000])
def test_replay_gives_the_same_bytes(make_session, scenario, stage, others, until_s):
    session = make_session(CUSTOMS, others=others)
    play(session, until_s)
    again = replay(session.log.entries, scenario, stage)
    assert again.log.lines() == session.log.lines()
    assert again.is_over == session.is_over
    if session.is_over:
        assert score(again.play).to_json() == score(session.play).to_json()


def test_in_how_many_steps_the_time_passed_changes_nothing(make_session):
    one, many = make_session(others="random"), make_session(others="random")
    one.advance(3_000)
    for second in range(0, 3_001, 7):
        many.advance(second)
    many.advance(3_000)
    assert one.log.lines() == many.log.lines()


def test_another_seed_gives_another_exercise(scenario, stage):
    from aatulab.joint import build_stage

    other = build_stage(scenario, 4)
    assert other.cast != stage.cast
    assert build_stage(scenario, 4).facts == other.facts


def test_file_is_whole_and_continues_after_the_power_went(make_session, tmp_path):
    path = tmp_path / "log.jsonl"
    session = make_session(CUSTOMS, others="full", log=path)
    play(session, 6_000)
    assert path.read_text(encoding="utf-8") == session.log.lines()
    assert session.log.entries[-1]["by"] not in PEOPLE  # those were on the disk before they counted
    path.write_bytes(path.read_bytes()[:-9])  # torn in the middle of the last line
    goes_on = resume(path, tmp_path / "next.jsonl")
    goes_on.advance(9_000)
    session.advance(9_000)
    assert (tmp_path / "next.jsonl").read_text(encoding="utf-8") == session.log.lines()
    assert replay_file(tmp_path / "next.jsonl").is_over


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"scenario": "cold-boxes"}, "scenario: found one-phone, expected cold-boxes as you named"),
        ({"seed": 4}, "seed: found 3, expected 4 as you named it; leave seed out"),
        ({"trainees": [POLICE]}, f"trainees: found {CUSTOMS}, expected {POLICE}"),
    ],
)
def test_log_of_another_exercise_is_not_continued(make_session, tmp_path, named, words):
    path, rest = tmp_path / "log.jsonl", tmp_path / "next.jsonl"
    make_session(CUSTOMS, log=path)
    with pytest.raises(JointError, match=words):
        resume(path, rest, **named)
    assert not rest.exists()


def test_log_of_an_exercise_that_is_over_is_not_continued(make_session, scenario, tmp_path):
    path, rest = tmp_path / "log.jsonl", tmp_path / "next.jsonl"
    make_session(CUSTOMS, log=path).advance(scenario.end_s)
    with pytest.raises(JointError, match=r"log.jsonl: the exercise of this log is over"):
        resume(path, rest)
    assert not rest.exists()


def test_full_disk_refuses_the_decision_and_loses_nothing(make_session, tmp_path, monkeypatch):
    path = tmp_path / "log.jsonl"
    session = make_session(CUSTOMS, others="full", log=path)
    session.advance(300)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    hello = {"do": "message", "to": [POLICE], "text": "hello"}
    with pytest.raises(JointError, match=r"No space left on device.*nothing was done"):
        session.decide(CUSTOMS, hello)
    kept = path.read_bytes()
    assert kept.endswith(b"\n")
    monkeypatch.undo()
    session.advance(600)
    assert session.decide(CUSTOMS, hello)["accepted"] is True
    session.advance(900)
    assert path.read_text(encoding="utf-8") == session.log.lines()
    assert replay_file(path).log.lines() == session.log.lines()


def test_every_change_of_a_log_shows(make_session, tmp_path):
    path = tmp_path / "log.jsonl"
    session = make_session(CUSTOMS, others="none", log=path)
    play(session, 3_000)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = lines[5].replace('"s":', '"s":1')
    for forged in (
        [*lines[:5], *lines[6:]],
        [*lines[:5], changed, *lines[6:]],
        [*lines[:5], lines[6], lines[5], *lines[7:]],
        [*lines[:5], "{}\n", *lines[6:]],
        [*lines[:5], "[" * 5_000 + "\n", *lines[6:]],
    ):
        path.write_text("".join(forged), encoding="utf-8")
        with pytest.raises(JointError, match=r"line [67]: "):
            read_log(path)


def test_log_with_a_new_chain_does_not_come_out(make_session, scenario, stage):
    """Who writes the whole chain anew is found out by the replay."""
    from aatulab.joint.log import SessionLog

    session = make_session(CUSTOMS, others="full")
    session.advance(3_000)
    forged = SessionLog()
    for entry in session.log.entries:
        data = dict(entry["data"])
        if entry["what"] == "learned" and entry["n"] > 40:
            data["via"] = "x-ray"
        forged.append(entry["s"], entry["what"], entry["who"], data, entry["sees"], entry["by"])
    with pytest.raises(JointError, match="comes out differently"):
        replay(forged.entries, scenario, stage)


def test_changed_scenario_or_format_is_named(make_session, scenario, stage):
    from dataclasses import replace

    entries = make_session().log.entries
    with pytest.raises(JointError, match="has been changed since"):
        replay(entries, replace(scenario, digest="0"), stage)
    with pytest.raises(JointError, match="first line is not `begin`"):
        replay([{**entries[0], "what": "end"}], scenario, stage)


def test_log_is_never_written_over(make_session, tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text("mine\n")
    with pytest.raises(JointError, match="there is such a file already"):
        make_session(log=path)
    assert path.read_text() == "mine\n"
    with pytest.raises(JointError, match="line 1: not an entry"):
        read_log(path)


def test_entry_is_one_line_of_json(make_session):
    session = make_session(CUSTOMS)
    session.decide(CUSTOMS, {"do": "message", "to": [POLICE], "text": "two\nlines"})
    assert all(line_of(each).count("\n") == 1 for each in session.log.entries)
    assert json.loads(line_of(session.log.entries[-1]))["what"] == "result"
