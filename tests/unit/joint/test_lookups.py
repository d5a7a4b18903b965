"""Look-ups: rules, outages, the owner's answer; and what is learned from them."""

import pytest

from aatulab.joint import Session

POLICE, BORDER = "police:AMS", "border guard:LIS"


@pytest.fixture
def make(names, names_stage):
    def make_one(*roles):
        return Session(names, 3, dict.fromkeys(roles, "trainee"), stage=names_stage, others="none")

    return make_one


def ask(database, query, **more):
    return {"do": "look-up", "database": database, "query": query, "purpose": "serious crime",
            "legal_ground": "open case", **more}  # fmt: skip


def clue(session, role, fact):
    facts = {each["id"]: each for each in session.view(role)["facts"]}
    return next(iter(facts[fact]["clue"].values()))


def ask_until_answered(session, role, decision):
    """Ask again after an error, as one does; return the answer."""
    for _ in range(12):
        assert session.decide(role, decision)["accepted"] is True
        session.advance(session.now_s + 180)
        last = [e["data"] for e in session.events(0, role) if e["what"] == "answer"][-1]
        if last["outcome"] in {"hit", "possible", "no hit"}:
            return last
    raise AssertionError(last)


def test_namesake_is_told_apart_by_the_owner_of_the_notice(make):
    session = make(POLICE)
    session.advance(300)
    surname, given, born = clue(session, POLICE, "list-rings").split("/")
    answer = ask_until_answered(
        session, POLICE, ask("notices", {"surname": surname, "given_names": given})
    )
    assert answer["outcome"] == "possible"
    assert "notice" in {fact["id"] for fact in session.view(POLICE)["facts"]}
    verify = {"do": "verify", "entry": answer["entry"], "record": "W90000001", "second": born}
    assert session.decide(POLICE, verify)["accepted"] is True
    session.advance(session.now_s + 1_800)
    known = {fact["id"] for fact in session.view(POLICE)["facts"]}
    assert {"another-person", "owners-picture"} <= known


def test_outage_is_an_error_and_later_the_line_works(make):
    session = make(BORDER)
    session.advance(400)
    document = clue(session, BORDER, "worn-passport")
    query = ask("documents", {"document_number": document}, purpose="stolen document")
    assert session.decide(BORDER, query)["accepted"] is True
    session.advance(500)
    (answer,) = [e["data"] for e in session.events(0, BORDER) if e["what"] == "answer"]
    assert answer["outcome"] == "error"
    assert "the nightly exchange of files is late" in answer["says"]
    session.advance(1_000)
    assert ask_until_answered(session, BORDER, query)["outcome"] == "hit"
    assert "stolen-document" in {fact["id"] for fact in session.view(BORDER)["facts"]}


def test_instructor_takes_a_database_away(make):
    session = make(POLICE)
    session.advance(300)
    session.inject({"kind": "outage", "airport": "AMS", "database": "notices", "minutes": 30})
    surname, given, _ = clue(session, POLICE, "list-rings").split("/")
    session.decide(POLICE, ask("notices", {"surname": surname, "given_names": given}))
    session.advance(400)
    assert [e["data"]["outcome"] for e in session.events(0, POLICE) if e["what"] == "answer"] == [
        "error"
    ]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (ask("notices", {"surname": "A", "given_names": "B"}, purpose=""), "purpose is missing"),
        (ask("documents", {"document_number": "X"}), "may be asked by border guard only"),
        (ask("fax", {"a": "b"}), "no database 'fax'"),
        (ask("notices", {"surname": "A"}), "Too little to search with"),
        ({"do": "verify", "entry": 1, "record": "W1"}, "holds no record"),
    ],
)
def test_refused_look_up_says_why(make, decision, words):
    session = make(POLICE)
    answer = session.decide(POLICE, decision)
    assert answer["accepted"] is False
    assert words in answer["says"]
