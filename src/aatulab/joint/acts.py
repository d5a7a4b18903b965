"""What ends a story: hold, release, seize, arrest, protect.

Each service has its own powers.  A seizure and an arrest name the facts that they rest on, and
only facts that the role knows count; whether they are enough is for the debrief.  Protection comes
first: it ends a step that another officer takes, where all else waits.
"""

from aatulab.errors import JointError, shown
from aatulab.joint.checks import break_off
from aatulab.joint.decisions import Decision
from aatulab.joint.play import Play
from aatulab.joint.services import (
    ARREST,
    GOODS,
    HOLD,
    PERSON,
    PROTECT,
    RELEASE,
    SEIZE,
    SERVICES,
    Role,
    who_may_act,
)
from aatulab.joint.subjects import Outcome, State, need_here

_GROUNDED = (SEIZE, ARREST)
_SAYS = {
    HOLD: "is held by you",
    RELEASE: "goes on, with thanks",
    SEIZE: "is seized",
    ARREST: "is arrested",
    PROTECT: "is brought to the referral service, as somebody to be protected",
}


def take_act(play: Play, role: Role, decision: Decision) -> str:
    """Do it and return what the officer hears; `JointError` if it cannot be done."""
    act, state = decision.do, play.state(decision.subject)
    _need_power(role, act, state)
    need_here(state, role, play.now_s, interrupts=act == PROTECT)
    facts = _grounds(play, role, decision)
    stopped = break_off(play, state, role) if act == PROTECT else ""
    if act == HOLD:
        _hold(play, role, state)
    else:
        if act == RELEASE:
            _need_own_hold(state, role)
        outcome = Outcome(act, role, play.now_s, facts, str(decision.told["ground"]))
        if act == SEIZE and state.subject.kind == PERSON:
            _seize_things(state, outcome)
        else:
            state.close(outcome)
    data = {"subject": decision.subject, "act": act, "facts": list(facts)}
    play.note("act", role, data, play.at(role.airport))
    says = "what was carried is seized" if state.seized and act == SEIZE else _SAYS[act]
    joined = ":" if act == SEIZE else ""
    return f"{decision.subject}{joined} {says}.{stopped}"


def _need_power(role: Role, act: str, state: State) -> None:
    if act not in SERVICES[role.service].acts:
        able = " or ".join(who_may_act(act))
        raise JointError(f"{role.service} has no power to {act}; {able} has.")
    if act in {ARREST, PROTECT} and state.subject.kind == GOODS:
        raise JointError(f"{state.subject.ref} is goods; seize or release it.")


def _grounds(play: Play, role: Role, decision: Decision) -> tuple[str, ...]:
    named = tuple(decision.told["facts"])
    known = play.knowledge.of(role)
    if unknown := [fact for fact in named if fact not in known]:
        raise JointError(
            f"{decision.do}: facts: you do not know {shown(unknown[0])}; your facts are "
            f"{', '.join(known) or 'none yet'}."
        )
    if decision.do in _GROUNDED and not named:
        raise JointError(
            f"{decision.do}: facts: is missing; name the facts that it rests on, or hold first."
        )
    return named


def _hold(play: Play, role: Role, state: State) -> None:
    if state.held is not None:
        other, since_s = state.held
        when = f"{play.moment(since_s):%H:%M}"
        raise JointError(
            f"{state.subject.ref} is held by {other} since {when}; send them what you know."
        )
    state.hold(role, play.now_s)
    play.touched[role][state.subject.ref] = None


def _need_own_hold(state: State, role: Role) -> None:
    if state.held is not None and state.held[0] != role:
        raise JointError(
            f"{state.subject.ref} is held by {state.held[0]}; only they let it go. Send them what "
            "speaks for it."
        )


def _seize_things(state: State, outcome: Outcome) -> None:
    if state.seized is not None:
        raise JointError(f"{state.subject.ref}: {state.seized.role} has seized the things already.")
    state.seized = outcome
