"""Steps on a subject: a look at a record, a question, the X-ray, a bag, a talk in private.

A step takes people, the X-ray takes its turn at the machine, and what there is to find is found
by who knows what to look for.  Steps that skip a rung are done, and what they lacked is noted.
Who protects a person need not wait: the step that runs is broken off, and finds nothing.
"""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import simpy

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
    lacks = _lacks(state, step, decision)
    begun = Taken(
        step=step,
        role=role,
        begun_s=play.now_s,
        done_s=play.now_s,
        ground=str(decision.told["ground"]),
        lacks=lacks,
        found=(),
        apart=bool(decision.told["apart"]),
    )
    running = play.env.process(_check(play, state, begun))
    play.under_way[state.subject.ref] = (running, begun)
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


def break_off(play: Play, state: State, by: Role) -> str:
    """Stop the step that runs on a subject, if any, and return what is heard of it.

    Its officers and the X-ray are free at once; it counts as taken, and finds nothing.
    """
    if state.busy is None:
        return ""
    running, begun = play.under_way.pop(state.subject.ref)
    running.interrupt()
    _note(play, state, replace(begun, done_s=play.now_s), {"stopped_by": str(by)})
    return f" The {begun.step} of {begun.role} is broken off."


def _check(play: Play, state: State, begun: Taken) -> Generator[Any, Any, None]:
    try:
        yield from _work(play, state, begun)
    except simpy.Interrupt:
        return
    del play.under_way[state.subject.ref]
    found = _found(play, state, begun)
    _note(play, state, replace(begun, done_s=play.now_s, found=found), {})
    for fact in found:
        play.learn(begun.role, fact, begun.step)


def _work(play: Play, state: State, begun: Taken) -> Generator[Any, Any, None]:
    """Take officers and machine for as long as a step lasts; both are given back in any case."""
    rng = play.draw("step", state.subject.ref, begun.step, len(state.steps))
    seconds = round(MINUTES[begun.step] * 60 * float(rng.uniform(*_LONGER)))
    staff, officers = play.staff[begun.role], _needed(begun.step)
    asked = staff.get(officers)
    try:
        yield asked
        if begun.step == "x-ray":
            with play.machines[begun.role.airport].request(priority=1) as turn:
                yield turn
                yield play.env.timeout(seconds)
        else:
            yield play.env.timeout(seconds)
    except simpy.Interrupt:
        if asked.triggered:
            staff.put(officers)
        else:
            asked.cancel()
        raise
    yield staff.put(officers)


def _note(play: Play, state: State, taken: Taken, more: dict[str, str]) -> None:
    state.end(taken)
    data = {
        "subject": state.subject.ref,
        "step": taken.step,
        "found": list(taken.found),
        "lacks": list(taken.lacks),
        **more,
    }
    play.note("done", taken.role, data, [taken.role])


def _found(play: Play, state: State, begun: Taken) -> tuple[str, ...]:
    """Return the facts that a step shows to who knows what to look for."""
    step = begun.step
    if not state.subject.member or (step == TALK and not begun.apart):
        return ()
    return tuple(
        fact.id
        for fact in play.stage.facts.values()
        if fact.learned is not None
        and fact.learned.step == step
        and (fact.learned.on or fact.about) == state.subject.member
        and play.knowledge.knows(begun.role, fact.learned.knowing)
    )
