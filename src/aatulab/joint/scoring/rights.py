"""Rights safeguards: 100 less what was done to people without need, ground or thought.

Counts what touched the innocent (steps, minutes, arrests), a victim who was not protected, steps
without what the ladder asks, and facts that went to a service that may not have them.
"""

from collections.abc import Iterator, Mapping

from aatulab.joint.play import Play
from aatulab.joint.scoring.sheet import Line, Part
from aatulab.joint.services import ARREST, INTRUSIVE, PERSON, PROTECT, SEIZE, TALK
from aatulab.joint.subjects import State, Taken

_ARRESTED = {"innocent": 25.0, "victim": 40.0}
_SEIZED, _UNPROTECTED, _LEVEL, _LACK, _IGNORED, _BREACH, _OPENLY = (
    12.0,
    15.0,
    0.5,
    2.0,
    8.0,
    4.0,
    10.0,
)
_MINUTES_A_POINT = 12.0
_FREE_MINUTES = 5.0


def rights(play: Play) -> Part:
    """Return what the safeguards are worth."""
    lines = [line for state in play.states.values() for line in _of_state(play, state)]
    return Part.lost([*lines, *_breaches(play)])


def _of_state(play: Play, state: State) -> Iterator[Line]:
    truth = play.stage.truth(state.subject.ref)
    ended = state.outcome
    who = f"{state.subject.ref} ({truth})"
    if ended is not None and ended.act == ARREST and truth in _ARRESTED:
        yield Line(-_ARRESTED[truth], 0, f"{who} was arrested by {ended.role}.")
    if truth == "innocent" and any(each is not None and each.act == SEIZE
                                   for each in (ended, state.seized)):  # fmt: skip
        yield Line(-_SEIZED, 0, f"{who}: goods were seized.")
    if truth == "victim" and (ended is None or ended.act != PROTECT):
        yield Line(-_UNPROTECTED, 0, f"{who} was not protected.")
    for step in state.steps:
        yield from _of_step(play, state, step, truth)
    yield from _of_minutes(play, state, truth)


def _of_step(play: Play, state: State, step: Taken, truth: str) -> Iterator[Line]:
    words = f"{step.step} of {state.subject.ref} by {step.role}"
    level = INTRUSIVE.get(step.step, 0)
    if truth != "offender" and level:
        yield Line(-_LEVEL * level, 0, f"{words}: {truth}.")
        if known := _spoke_for(play, state, step):
            yield Line(-_IGNORED, 0, f"{words}, though it was known: {known}")
    if step.lacks and (level or step.step == TALK):
        cost = _OPENLY if step.step == TALK and truth == "victim" else _LACK
        yield Line(-cost, 0, f"{words}: {'; '.join(step.lacks)}.")


def _spoke_for(play: Play, state: State, step: Taken) -> str:
    """Return what the role knew that spoke for the person when a step began, or an empty text."""
    for key, known in play.knowledge.of(step.role).items():
        fact = play.stage.facts[key]
        is_of = play.stage.ref_of(key) == state.subject.ref and fact.names
        if is_of and fact.weighs == "against" and known.since_s < step.begun_s:
            return fact.says
    return ""


def _of_minutes(play: Play, state: State, truth: str) -> Iterator[Line]:
    held_s = state.held_s + (play.now_s - state.held[1] if state.held else 0)
    minutes = held_s / 60
    if truth == "innocent" and state.subject.kind == PERSON and minutes > _FREE_MINUTES:
        lost = (minutes - _FREE_MINUTES) / _MINUTES_A_POINT
        yield Line(-lost, 0, f"{state.subject.ref} (innocent) waited for {minutes:.0f} minutes.")


def _breaches(play: Play) -> Iterator[Line]:
    for entry in play.log.entries:
        data = entry["data"]
        if entry["what"] == "message" and isinstance(data, Mapping):
            for fact in data["breaches"]:
                words = f"{fact} went from {data['from']} to {entry['who']}, who may not have it."
                yield Line(-_BREACH, 0, words)
