"""What is no decision is refused in words, noted, and changes nothing; the exercise goes on."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import JointError
from aatulab.joint.decisions import MOST_BYTES, plain, read_decision

ROLE = "customs:AMS"
DEEP = {"do": "message"}
for _ in range(40):
    DEEP = {"do": [DEEP]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "expected a decision"),
        ("hold", "expected a decision"),
        ({}, "do: found None"),
        ({"do": "arest"}, "do: found 'arest', expected one of look-up"),
        ({"do": "hold"}, "hold: subject: is missing"),
        ({"do": "hold", "subject": 7}, "hold: subject: found 7"),
        ({"do": "hold", "subject": "A", "why": "x"}, "'why' is no key of it"),
        ({"do": "check", "subject": "A", "step": "hit"}, "check: step: found 'hit'"),
        ({"do": "check", "subject": "A", "step": ["bag"]}, "check: step: found"),
        ({"do": "message", "to": "all", "text": "x"}, "message: to: found 'all'"),
        ({"do": "message", "to": [], "text": "x"}, "message: to: is missing"),
        ({"do": "verify", "entry": True, "record": "x"}, "a whole number"),
        ({"do": "look-up", "database": "x", "query": {"a": 1}}, "query.a: found 1"),
        ({"do": "ask", "to": ["a"], "text": "bell\x07"}, "ask: text: found"),
        ({"do": "ask", "to": ["a"], "text": "x" * 2001}, "2,000 letters at most"),
        ({"do": "hold", "subject": "A", "at": "soon"}, "a moment with its zone"),
        ({"do": "hold", "subject": "A", "at": "2026-04-13T06:00:00"}, "with its zone"),
        ({"do": float("nan")}, "not plain JSON"),
        ({"do": {1, 2}}, "not plain JSON"),
        ({"do": "\ud800"}, "not plain JSON"),
        ({"do": "message", "text": "x" * MOST_BYTES}, "8,000 at most"),
        (DEEP, "levels of brackets"),
        ({1: 2, "do": "hold", "subject": "A"}, "'1' is no key of it"),
    ],
)
def test_malformed_decision_is_refused_in_words_and_the_exercise_goes_on(
    make_session, content, words
):
    session = make_session(ROLE)
    session.advance(60)
    before = session.view(ROLE)
    answer = session.decide(ROLE, content)
    assert answer["accepted"] is False
    assert words in answer["says"]
    assert session.log.entries[-1]["what"] == "turned away"
    assert session.view(ROLE) == before
    session.advance(120)
    assert session.now_s == 120


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("do"), inner),
    max_leaves=12,
))  # fmt: skip
def test_whatever_json_may_hold_is_read_or_refused(content):
    with suppress(JointError):  # and nothing else
        assert read_decision(plain(content)).do


def test_wrong_clock_is_told_both_times(make_session):
    session = make_session(ROLE)
    session.advance(600)
    now = session.play.moment(600)
    late = (now - timedelta(seconds=121)).isoformat()
    decision = {"do": "message", "to": ["police:AMS"], "text": "hello"}
    answer = session.decide(ROLE, decision | {"at": late})
    assert answer["accepted"] is False
    assert late in answer["says"]
    assert now.isoformat() in answer["says"]
    in_time = (now + timedelta(seconds=119)).isoformat()
    assert session.decide(ROLE, decision | {"at": in_time})["accepted"] is True


def test_decision_that_comes_twice_is_taken_once(make_session):
    session = make_session(ROLE)
    session.advance(60)
    decision = {"do": "message", "to": ["police:AMS"], "text": "hello", "id": "m-1"}
    first = session.decide(ROLE, decision)
    again = session.decide(ROLE, decision)
    assert first["accepted"] is True
    assert again == {**first, "again": True}
    session.advance(600)
    arrived = [entry for entry in session.log.entries if entry["what"] == "message"]
    assert len(arrived) == 1


def test_two_roles_may_use_the_same_id(make_session):
    session = make_session(ROLE, "police:AMS")
    to = {"do": "message", "to": ["post:LIS"], "text": "hello", "id": "1"}
    assert "again" not in session.decide(ROLE, to)
    assert "again" not in session.decide("police:AMS", to)
