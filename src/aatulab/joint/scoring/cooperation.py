"""Cooperation: which fact lay with whom, who needed it, and when it arrived.

A need is in time if the fact is there before the subject has gone or its story has ended.
"""

from dataclasses import dataclass

from aatulab.joint.knowledge import Known
from aatulab.joint.play import Play
from aatulab.joint.scenario import Fact
from aatulab.joint.scoring.sheet import Line, Part
from aatulab.joint.services import Role

_LATE = 0.4


@dataclass(frozen=True)
class Need:
    """One fact that one role needed; seconds, None for never."""

    fact: str
    subject: str
    lay_with: str
    since_s: int | None
    needed_by: Role
    arrived_s: int | None
    until_s: int

    @property
    def state(self) -> str:
        """Return in time, late, lost or never found."""
        if self.since_s is None:
            return "never found"
        if self.arrived_s is None:
            return "lost"
        return "in time" if self.arrived_s <= self.until_s else "late"


def needs_of(play: Play) -> list[Need]:
    """Return every need of the scenario, in the order of its facts."""
    return [
        _need(play, fact, role) for fact in play.stage.facts.values() for role in fact.needed_by
    ]


def _need(play: Play, fact: Fact, role: Role) -> Need:
    knowing = play.knowledge.who_knows(fact.id)
    first = min(knowing.items(), key=lambda pair: pair[1].since_s, default=None)
    state = play.states[play.stage.ref_of(fact.id)]
    ends = state.gone_s(play.now_s)
    return Need(
        fact=fact.id,
        subject=state.subject.ref,
        lay_with=_holder(fact.holder, first),
        since_s=first[1].since_s if first else None,
        needed_by=role,
        arrived_s=knowing[role].since_s if role in knowing else None,
        until_s=play.now_s if ends is None else ends,
    )


def cooperation(play: Play) -> Part:
    """Return the share of needs that were met in time."""
    return Part.shared([_line(play, need) for need in needs_of(play)])


def _line(play: Play, need: Need) -> Line:
    got = {"in time": 1.0, "late": _LATE}.get(need.state, 0.0)
    what = f"{need.fact} for {need.needed_by}"
    if need.since_s is None:
        return Line(got, 1, f"{what}: never found, since nobody looked there.")
    lay = f"lay with {need.lay_with} since {_clock(play, need.since_s)}"
    if need.arrived_s is None:
        return Line(got, 1, f"{what}: {lay} and never arrived.")
    words = f"{what}: {lay}, there at {_clock(play, need.arrived_s)}, {need.state}."
    return Line(got, 1, words)


def _clock(play: Play, second: int) -> str:
    return f"{play.moment(second):%H:%M}"


def _holder(holder: Role | None, first: tuple[Role, Known] | None) -> str:
    if holder is not None:
        return str(holder)
    return str(first[0]) if first else "nobody"
