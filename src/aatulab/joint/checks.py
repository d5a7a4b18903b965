"""Steps on a subject: a look at a record, a question, the X-ray, a bag, a talk in private.

A step takes people, the X-ray takes its turn at the machine, and what there is to find is found
by who knows what to look for.  Steps that skip a rung are done, and what they lacked is noted.
"""

from collections.abc import Generator
from typing import Any

from aatulab.errors import JointError
from aatulab.inspection.search import may_take
from aatulab.joint.decisions import Decision
from aatulab.joint.play import Play
from aatulab.joint.services import (
    GOODS,
    MINUTES,
    SERVICES,
    TALK,
    TWO,
    Role,
    who_may,
)
from aatulab.joint.subjects import State, Taken, need_free, need_here

_LONGER = (0.8, 1.25)  # how the time of a step varies
_RECORD = "record"


def begin_check(play: Play, role: Role, decision: Decision) -> str:
    """Begin a step and return what the officer hears; `JointError` if it cannot be taken."""
    state = play.state(decision.subject)
    step = str(decision.told["step"])
    _need_power(role, step, state)
    if step == _RECORD:
        _need_same_airport(role, state)
        need_free(state)
    else:
        need_here(state, role, play.now_s)
    state.begin(role, step, play.now_s)
    play.touched[role][state.subject.ref] = None
    play.env.process(_check(play, role, state, decision))
    lacks = _lacks(state, step, decision)
    words = f"{step} of {decision.subject} begins; it takes about {MINUTES[step]} minutes"
    words += " and its turn at the X-ray." if step == "x-ray" else "."
    return words + (f" It lacks: {'; '.join(lacks)}." if lacks else "")


def _needed(step: str) -> int:
    return 2 if step in TWO else 1


def _need_power(role: Role, step: str, state: State) -> None:
    kind = state.subject.kind
    if step in SERVICES[role.service].steps(kind):
        return
    able = who_may(step, kind)
    whom = f"ask {' or '.join(able)}" if able else "nobody does that here"
    raise JointError(f"{role.service} has no power for {step} with {_a(kind)}; {whom}.")


def _a(kind: str) -> str:
    return "goods" if kind == GOODS else "a person"


def _need_same_airport(role: Role, state: State) -> None:
    if role.airport != state.subject.airport:
        raise JointError(
            f"{state.subject.ref} is on the lists of {state.subject.airport}; ask a service there."
        )


def _lacks(state: State, step: str, decision: Decision) -> tuple[str, ...]:
    """Return what the ladder of measures misses in a step."""
    if step == TALK:
        return () if decision.told["apart"] else ("it is not apart from those who came along",)
    done = [each.step for each in state.steps if each.step != TALK]
    if state.subject.kind == GOODS:
        done.append("question")  # nobody to ask
    return tuple(
        may_take(
            step,
            done,
            ground=str(decision.told["ground"]),
            approved_by=str(decision.told["approved_by"]),
            is_two=True,
        )
    )


def _check(play: Play, role: Role, state: State, decision: Decision) -> Generator[Any, Any, None]:
    step = str(decision.told["step"])
    lacks = _lacks(state, step, decision)
    begun_s = play.now_s
    rng = play.draw("step", state.subject.ref, step, len(state.steps))
    seconds = round(MINUTES[step] * 60 * float(rng.uniform(*_LONGER)))
    yield play.staff[role].get(_needed(step))
    if step == "x-ray":
        with play.machines[role.airport].request(priority=1) as turn:
            yield turn
            yield play.env.timeout(seconds)
    else:
        yield play.env.timeout(seconds)
    yield play.staff[role].put(_needed(step))
    found = _found(play, role, state, decision)
    state.end(
        Taken(
            step=step,
            role=role,
            begun_s=begun_s,
            done_s=play.now_s,
            ground=str(decision.told["ground"]),
            lacks=lacks,
            found=found,
            apart=bool(decision.told["apart"]),
        )
    )
    data = {"subject": state.subject.ref, "step": step, "found": list(found), "lacks": list(lacks)}
    play.note("done", role, data, [role])
    for fact in found:
        play.learn(role, fact, step)


def _found(play: Play, role: Role, state: State, decision: Decision) -> tuple[str, ...]:
    """Return the facts that a step shows to who knows what to look for."""
    step = str(decision.told["step"])
    if not state.subject.member or (step == TALK and not decision.told["apart"]):
        return ()
    return tuple(
        fact.id
        for fact in play.stage.facts.values()
        if fact.learned is not None
        and fact.learned.step == step
        and (fact.learned.on or fact.about) == state.subject.member
        and play.knowledge.knows(role, fact.learned.knowing)
    )
