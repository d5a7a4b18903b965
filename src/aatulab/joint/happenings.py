"""What happens by itself: flights land, facts come in, bags fill the X-ray, things fail."""

from collections.abc import Generator
from typing import Any

from aatulab.joint.play import Play
from aatulab.joint.scenario import Fact, Inject
from aatulab.joint.services import Role

Process = Generator[Any, Any, None]
_ORDINARY_S = (60, 150)  # how long an ordinary bag takes at the X-ray
_FIRST, _ORDINARY = 0, 1  # who is served first at the X-ray: repairs before bags


def set_the_scene(play: Play) -> None:
    """Start everything that a scenario lets happen."""
    scenario = play.stage.scenario
    for airport in scenario.airports:
        for flight, _, lands_s in play.flights(airport):
            play.env.process(_land(play, airport, flight, lands_s))
        if scenario.ordinary_per_hour:
            play.env.process(_ordinary_bags(play, airport))
    for fact in play.stage.facts.values():
        if fact.holder is not None:
            play.env.process(_come_in(play, fact, fact.holder))
    for inject in scenario.injects:
        play.env.process(_later(play, inject))


def let_happen(play: Play, inject: Inject, who: str) -> None:
    """Let something happen now that `who` asks for: the scenario or the instructor."""
    details = inject.details
    sees: list[Role] = []
    if inject.kind == "message":
        to = details["to"]
        assert isinstance(to, list)
        sees = [play.role(text) for text in to]
    elif inject.kind == "x-ray down":
        sees = play.at(str(details["airport"]))
    elif inject.kind == "staff ill":
        sees = [play.role(str(details["role"]))]
    play.note("inject", who, {"kind": inject.kind, **details}, sees,
              "instructor" if who == "instructor" else "")  # fmt: skip
    if inject.kind == "x-ray down":
        for _ in range(play.stage.scenario.machines):
            seconds = _seconds(details["minutes"])
            play.env.process(_stand_still(play, str(details["airport"]), seconds))
    elif inject.kind == "staff ill":
        play.env.process(_go_home(play, sees[0], details["count"]))
    elif inject.kind == "slow line":
        play.env.process(_slow(play, _seconds(details["minutes"]), details["factor"]))


def _land(play: Play, airport: str, flight: str, lands_s: int) -> Process:
    yield play.env.timeout(max(0, lands_s))
    play.note("landed", flight, {"airport": airport, "flight": flight}, play.at(airport))


def _come_in(play: Play, fact: Fact, holder: Role) -> Process:
    if fact.at is not None:
        due_s = round(fact.at * 60)
    else:
        assert fact.landing is not None
        subject = play.stage.subjects[play.stage.ref_of(fact.id)]
        due_s = subject.lands_s + round(fact.landing * 60)
    yield play.env.timeout(max(0, due_s))
    play.learn(holder, fact.id, "own")


def _ordinary_bags(play: Play, airport: str) -> Process:
    rng = play.draw("ordinary bags", airport)
    gap_s = 3_600 / play.stage.scenario.ordinary_per_hour
    while True:
        yield play.env.timeout(1 + round(rng.exponential(gap_s)))
        play.env.process(_ordinary_bag(play, airport, int(rng.integers(*_ORDINARY_S))))


def _ordinary_bag(play: Play, airport: str, seconds: int) -> Process:
    with play.machines[airport].request(priority=_ORDINARY) as turn:
        yield turn
        yield play.env.timeout(seconds)


def _later(play: Play, inject: Inject) -> Process:
    yield play.env.timeout(round(inject.at_min * 60))
    let_happen(play, inject, "scenario")


def _stand_still(play: Play, airport: str, seconds: int) -> Process:
    with play.machines[airport].request(priority=_FIRST) as turn:
        yield turn
        yield play.env.timeout(seconds)


def _go_home(play: Play, role: Role, count: object) -> Process:
    assert isinstance(count, int)
    for _ in range(count):
        yield play.staff[role].get(1)  # whoever is busy goes when that is done


def _slow(play: Play, seconds: int, factor: object) -> Process:
    assert isinstance(factor, float)
    play.slow *= factor
    yield play.env.timeout(seconds)
    play.slow /= factor


def _seconds(minutes: object) -> int:
    assert isinstance(minutes, float)
    return round(minutes * 60)
