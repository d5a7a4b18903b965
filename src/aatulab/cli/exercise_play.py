"""The joint exercise at a terminal: read a line, decide, let time pass, print what came."""

import json
import sys

from aatulab.errors import JointError
from aatulab.joint import Session
from aatulab.joint.told import desk_words, entry_words
from aatulab.joint.typed import HELP, typed_decision

_MOST_ROWS = 40
_QUIET = ("result", "begin", "decision", "turned away")  # answered at once, or known


def play_roles(session: Session, roles: list[str]) -> None:
    """Play some roles until the exercise is over, or until `quit` or the end of the input."""
    role, seen = roles[0], 0
    print(session.scenario.story)
    print(f"\nYou are {' and '.join(roles)}. `help` says what you can do; `as ROLE` changes desk.")
    while not session.is_over:
        seen = _news(session, roles, seen)
        line = _read(f"{session.play.moment(session.now_s):%H:%M} {role}> ")
        if line is None or line == "quit":
            return
        verb, _, rest = line.partition(" ")
        if verb == "as":
            role = _changed(rest.strip(), roles, role)
        elif line:
            _one(session, role, verb, rest.strip())
    _news(session, roles, seen)


def _read(prompt: str) -> str | None:
    print(prompt, end="", flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _changed(wanted: str, roles: list[str], role: str) -> str:
    if wanted in roles:
        return wanted
    print(f"{wanted or 'nobody'}: you play {', '.join(roles)}.")
    return role


def _one(session: Session, role: str, verb: str, rest: str) -> None:
    try:
        if verb == "help":
            print(HELP)
        elif verb == "desk":
            print(desk_words(session.view(role)))
        elif verb == "wait":
            session.advance(session.now_s + _seconds(rest))
        elif verb == "list":
            _list(session, role, rest)
        else:
            print(session.decide(role, typed_decision(f"{verb} {rest}"))["says"])
    except JointError as error:
        print(error)


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 240:
        raise JointError(f"wait: found {text!r}, expected minutes from 1 to 240.")
    return 60 * int(text)


def _list(session: Session, role: str, rest: str) -> None:
    table, _, flight = rest.partition(" ")
    rows = session.records(role, table, flight.strip())
    for row in rows[:_MOST_ROWS]:
        print(json.dumps({key: value for key, value in row.items() if value is not None},
                         ensure_ascii=False))  # fmt: skip
    if len(rows) > _MOST_ROWS:
        print(f"… and {len(rows) - _MOST_ROWS} more; name a flight.")


def _news(session: Session, roles: list[str], seen: int) -> int:
    """Print what the roles have seen since, and return the number of the last entry."""
    for entry in session.log.since(seen):
        what, who, sees = str(entry["what"]), str(entry["who"]), entry["sees"]
        assert isinstance(sees, list)
        if what in _QUIET or not set(sees) & set(roles):
            continue
        data, second = entry["data"], entry["s"]
        assert isinstance(data, dict)
        assert isinstance(second, int)
        print(f"{session.play.moment(second):%H:%M} {entry_words(what, who, data)}")
        if what == "learned":
            print(f"      {session.stage.facts[str(data['fact'])].says}")
    return len(session.log)
