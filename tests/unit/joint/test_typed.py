"""What is typed at a terminal becomes a decision; what is not understood is answered in words."""

import pytest

from aatulab.errors import JointError
from aatulab.joint.decisions import read_decision
from aatulab.joint.told import entry_words
from aatulab.joint.typed import HELP, typed_decision


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("message police:AMS,post:LIS f1,f2 see this", {"to": ["police:AMS", "post:LIS"],
                                                        "facts": ["f1", "f2"], "text": "see this"}),
        ("message police:AMS 'who is it?'", {"text": "who is it?"}),
        ("ask police:AMS whose number is it", {"do": "ask", "text": "whose number is it"}),
        ("look-up notices surname=Ott given_names='A B' purpose='missing person'",
         {"query": {"surname": "Ott", "given_names": "A B"}, "purpose": "missing person"}),
        ("verify 3 W1 1980-01-01", {"entry": 3, "record": "W1", "second": "1980-01-01"}),
        ("check ABC/1 pat-down the number", {"step": "pat-down", "approved_by": "supervisor"}),
        ("talk ABC/1 the call", {"step": "conversation", "apart": True}),
        ("hold ABC/1 it's odd", {"do": "hold", "ground": "it's odd"}),
        ("arrest ABC/1 f1,f2 both", {"facts": ["f1", "f2"], "ground": "both"}),
        ('json {"do": "hold", "subject": "ABC/1"}', {"do": "hold"}),
    ],
)  # fmt: skip
def test_line_becomes_a_decision_that_can_be_read(line, part):
    decision = typed_decision(line)
    assert part.items() <= decision.items()
    read_decision(decision)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "expected one of message"),
        ("fly away", "found 'fly'"),
        ("hold", "hold: something is missing; expected: hold"),
        ("arrest ABC/1", "expected: seize | arrest SUBJECT"),
        ("verify x W1", "expected the number"),
        ("look-up notices Ott", "expected KEY=VALUE"),
        ("json [1]", "expected an object"),
        ("json " + "[" * 9_000, "expected an object"),
    ],
)
def test_what_is_not_understood_is_answered(line, words):
    with pytest.raises(JointError) as caught:
        typed_decision(line)
    assert words in str(caught.value)


def test_help_names_every_verb():
    for verb in ("wait", "message", "ask", "look-up", "verify", "check", "talk", "protect", "json"):
        assert verb in HELP


def test_every_entry_of_a_session_can_be_told(make_session):
    session = make_session("customs:AMS", others="random")
    session.inject({"kind": "x-ray down", "airport": "AMS", "minutes": 2})
    session.speed(2)
    session.pause()
    session.resume()
    session.decide("customs:AMS", {"do": "no"})
    session.advance(session.scenario.end_s)
    whats = {str(entry["what"]) for entry in session.log.entries}
    assert {"begin", "learned", "message", "done", "act", "landed", "turned away", "end"} <= whats
    for entry in session.log.entries:
        words = entry_words(str(entry["what"]), str(entry["who"]), entry["data"])
        assert words
        assert words != entry["what"]
