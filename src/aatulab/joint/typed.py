"""What somebody types at a terminal, as a decision; and what happened, as a line to read."""

import json
import shlex
from collections.abc import Callable, Mapping

from aatulab.errors import JointError, shown
from aatulab.joint.services import ACTS, TALK

HELP = """\
wait MINUTES                          let time pass (only this lets it pass)
desk                                  flights, whom you have to do with, what you know
list TABLE [FLIGHT]                   a list of your service
message ROLE,ROLE [FACT,FACT] TEXT    tell others; facts by their names
ask ROLE,ROLE TEXT                    ask others
look-up DATABASE KEY=VALUE …          ask a database (purpose=… ground=… if not serious crime)
verify ENTRY RECORD SECOND            ask the owner of a record
check SUBJECT STEP GROUND             a step: record, question, paper, x-ray, bag, pat-down
talk SUBJECT GROUND                   a talk in private, with an interpreter
hold | release | protect SUBJECT GROUND
seize | arrest SUBJECT FACT,FACT GROUND
json {…}                              a decision as JSON
help, quit"""
_WITH_FACTS = ("seize", "arrest")


def typed_decision(line: str) -> dict[str, object]:
    """Return the decision that a line says; `JointError` says what was expected.

    >>> typed_decision("check ABC123/1 x-ray the case is heavy")["step"]
    'x-ray'
    """
    words = _words(line)
    verb = words[0] if words else ""
    if verb == "json":
        return _json(line.strip().removeprefix("json"))
    if verb not in _READERS:
        raise JointError(f"found {shown(verb)}, expected one of {', '.join(_READERS)}; try help.")
    try:
        return _READERS[verb](words)
    except IndexError:
        usage = next(row for row in HELP.splitlines() if verb in row.split("  ")[0].split())
        raise JointError(f"{verb}: something is missing; expected: {usage.strip()}") from None


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # a quotation mark that does not end
        return line.split()


def _json(text: str) -> dict[str, object]:
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise JointError(f'json: found {shown(text)}, expected an object such as {{"do": …}}.')
    return content


def _listed(text: str) -> list[str]:
    return [each for each in text.split(",") if each]


def _message(words: list[str]) -> dict[str, object]:
    to, facts, rest = _listed(words[1]), words[2], words[3:]
    if any(letter in facts for letter in " .!?"):  # no names of facts: the text begins here
        return {"do": "message", "to": to, "text": " ".join([facts, *rest])}
    return {"do": "message", "to": to, "facts": _listed(facts), "text": " ".join(rest)}


def _ask(words: list[str]) -> dict[str, object]:
    return {"do": "ask", "to": _listed(words[1]), "text": " ".join([words[2], *words[3:]])}


def _look_up(words: list[str]) -> dict[str, object]:
    if wrong := [pair for pair in words[2:] if "=" not in pair]:
        raise JointError(f"look-up: found {shown(wrong[0])}, expected KEY=VALUE.")
    query = dict(pair.split("=", 1) for pair in [words[2], *words[3:]])
    purpose, ground = query.pop("purpose", "serious crime"), query.pop("ground", "open case")
    return {"do": "look-up", "database": words[1], "query": query, "purpose": purpose,
            "legal_ground": ground}  # fmt: skip


def _verify(words: list[str]) -> dict[str, object]:
    if not words[1].isdecimal():
        raise JointError(f"verify: found {shown(words[1])}, expected the number of the answer.")
    return {"do": "verify", "entry": int(words[1]), "record": words[2],
            "second": " ".join(words[3:])}  # fmt: skip


def _check(words: list[str]) -> dict[str, object]:
    step = words[2]
    approval = {"approved_by": "supervisor"} if step == "pat-down" else {}
    return {"do": "check", "subject": words[1], "step": step, "ground": " ".join(words[3:]),
            **approval}  # fmt: skip


def _talk(words: list[str]) -> dict[str, object]:
    return {"do": "check", "subject": words[1], "step": TALK, "apart": True,
            "ground": " ".join(words[2:])}  # fmt: skip


def _act(words: list[str]) -> dict[str, object]:
    if words[0] in _WITH_FACTS:
        return {"do": words[0], "subject": words[1], "facts": _listed(words[2]),
                "ground": " ".join(words[3:])}  # fmt: skip
    return {"do": words[0], "subject": words[1], "ground": " ".join(words[2:])}


_READERS: Mapping[str, Callable[[list[str]], dict[str, object]]] = {
    "message": _message,
    "ask": _ask,
    "look-up": _look_up,
    "verify": _verify,
    "check": _check,
    "talk": _talk,
    **dict.fromkeys(ACTS, _act),
}
