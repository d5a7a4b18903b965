"""Messages between services and airports: they take their time, and carry facts.

A fact has a marking that says which services may get it.  A message to others arrives all the
same, as in life; the score counts it among the safeguards.
"""

from collections.abc import Generator
from typing import Any

from aatulab.errors import JointError, shown
from aatulab.joint.decisions import Decision
from aatulab.joint.play import Play
from aatulab.joint.services import Role

_NEAR_S, _FAR_S = (30, 90), (90, 240)  # inside an airport, and between two


def send(play: Play, role: Role, decision: Decision, number: int) -> str:
    """Send a message and return what the sender hears; `JointError` if it cannot be sent."""
    told = decision.told
    to = [play.role(text, f"{decision.do}: to") for text in told["to"]]
    if role in to:
        raise JointError(f"{decision.do}: to: found {role}, that is you.")
    facts = list(told.get("facts", ()))
    known = play.knowledge.of(role)
    if unknown := [fact for fact in facts if fact not in known]:
        raise JointError(
            f"message: facts: you do not know {shown(unknown[0])}; your facts are "
            f"{', '.join(known) or 'none yet'}."
        )
    if not facts and not told["text"]:
        raise JointError("message: is empty; add a text or facts.")
    for receiver in to:
        play.env.process(_carry(play, role, receiver, decision, number))
    return f"Sent to {', '.join(map(str, to))}."


def breaches(play: Play, facts: list[str], receiver: Role) -> list[str]:
    """Return the facts that a receiver may not get."""
    return [
        fact for fact in facts if receiver.service not in play.stage.facts[fact].may_go_to
    ]  # fmt: skip


def _carry(
    play: Play, sender: Role, receiver: Role, decision: Decision, number: int
) -> Generator[Any, Any, None]:
    told = decision.told
    facts = list(told.get("facts", ()))
    span = _NEAR_S if sender.airport == receiver.airport else _FAR_S
    seconds = float(play.draw("line", number, receiver).uniform(*span)) * play.slow
    yield play.env.timeout(round(seconds / 2 if told.get("urgent") else seconds))
    data = {
        "from": str(sender),
        "text": told["text"],
        "facts": facts,
        "sent": number,
        "asks": decision.do == "ask",
        "subject": told.get("subject", ""),
        "breaches": breaches(play, facts, receiver),
    }
    play.note("message", receiver, data, [receiver])
    for fact in facts:
        play.learn(receiver, fact, "message", str(sender))
