"""Outcome: whether each of the cast got what was right, and nobody else anything.

An arrest that rests on half of the proof counts half: it will not stand.  Strangers who were
arrested or robbed of their goods cost points.
"""

from aatulab.joint.play import Play
from aatulab.joint.scoring.sheet import Line, Part
from aatulab.joint.services import ARREST, PROTECT, SEIZE
from aatulab.joint.subjects import State

_WORTH = {"offender": 4.0, "victim": 4.0, "innocent": 1.0}
_STRANGER = -2.0
_HALF, _SOME, _THINGS = 0.5, 0.25, 0.4
_AGAINST = (ARREST, SEIZE)


def outcome(play: Play) -> Part:
    """Return what was reached for each of the cast."""
    lines = [_of_member(play, key) for key in play.stage.cast]
    for ref, state in play.states.items():
        if not state.subject.member and state.outcome and state.outcome.act in _AGAINST:
            words = f"{ref}, a stranger to all this: {state.outcome.act} by {state.outcome.role}."
            lines.append(Line(_STRANGER, 0, words))
    return Part.shared(lines)


def _of_member(play: Play, key: str) -> Line:
    member = play.stage.scenario.cast[key]
    state = play.states[play.stage.cast[key]]
    worth = _WORTH[member.truth]
    share, words = _SHARES[member.truth](play, key, state)
    return Line(share * worth, worth, f"{member.title} ({state.subject.ref}): {words}")


def _offender(play: Play, key: str, state: State) -> tuple[float, str]:
    member, ended = play.stage.scenario.cast[key], state.outcome
    if ended is None or ended.act not in _AGAINST:
        if state.seized is not None:
            return _THINGS, "the goods were taken, but the person went on."
        return 0.0, f"{_ended(state, play.now_s)}; {member.right} was right. {member.why}"
    named = set(member.proof) & set(ended.facts)
    if len(named) == len(member.proof):
        return 1.0, f"{ended.act} by {ended.role}, on the whole proof."
    missing = ", ".join(fact for fact in member.proof if fact not in named)
    share = _HALF if named else _SOME
    return share, f"{ended.act} by {ended.role}, but without {missing}: it will not stand."


def _victim(play: Play, key: str, state: State) -> tuple[float, str]:
    ended = state.outcome
    if ended is not None and ended.act == PROTECT:
        return 1.0, f"protected by {ended.role}."
    return (
        0.0,
        f"{_ended(state, play.now_s)}; protect was right. {play.stage.scenario.cast[key].why}",
    )


def _innocent(play: Play, key: str, state: State) -> tuple[float, str]:
    ended = state.outcome
    if ended is not None and ended.act in _AGAINST:
        why = play.stage.scenario.cast[key].why
        return 0.0, f"{ended.act} by {ended.role}, and innocent. {why}"
    if state.held is not None:
        return _SOME, f"still held by {state.held[0]} at the end, and innocent."
    if state.seized is not None:
        return 0.0, f"things taken by {state.seized.role}, and innocent."
    return 1.0, f"innocent, {_ended(state, play.now_s)}."


_SHARES = {"offender": _offender, "victim": _victim, "innocent": _innocent}


def _ended(state: State, now_s: int) -> str:
    phase = state.phase(now_s)
    return {
        "gone": "went on its way",
        "here": "still there, undecided",
        "expected": "not come yet",
    }.get(phase, phase)
