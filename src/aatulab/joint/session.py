"""One exercise from its first second to its last: advance, look, decide.

The session reads no clock.  Whoever runs it says to which second it goes, or how much real time has
passed (`elapse`), and it moves by its speed unless it is paused.  Every input and everything that
happens is in its log; the same seed and the same inputs give the same log, byte for byte.
"""

from collections.abc import Mapping
from pathlib import Path

from aatulab.errors import JointError, shown
from aatulab.joint.acts import take_act
from aatulab.joint.checks import begin_check
from aatulab.joint.decisions import CLOCK_S, Decision, plain, read_decision
from aatulab.joint.happenings import let_happen, set_the_scene
from aatulab.joint.injects import given_inject
from aatulab.joint.lines import send
from aatulab.joint.log import Entry, SessionLog
from aatulab.joint.lookups import Desks
from aatulab.joint.partners import POLICIES, TRAINEE, Partner
from aatulab.joint.play import Play
from aatulab.joint.scenario import Scenario
from aatulab.joint.services import ACTS, Role
from aatulab.joint.stage import Stage, build_stage
from aatulab.joint.views import records_of, view_of

FORMAT = 1
_MOST_SPEED = 240.0
_INSTRUCTOR = "instructor"
Result = dict[str, object]


class Session:
    """An exercise that runs.  `roles` says who plays each role: `trainee` or a partner's policy.

    Roles that are not named are played by partners who share (`full`).
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        roles: Mapping[str, str] | None = None,
        *,
        log: Path | None = None,
        stage: Stage | None = None,
        others: str = "full",
    ) -> None:
        self.stage = build_stage(scenario, seed) if stage is None else stage
        if self.stage.seed != seed or self.stage.scenario != scenario:
            raise JointError("stage: it was built for another scenario or seed.")
        self.players = _players(scenario, dict(roles or {}), others)
        self._play = Play(self.stage, SessionLog(log))
        self._ids: dict[tuple[Role, str], int] = {}
        self._results: dict[int, Result] = {}
        self._rate, self._is_paused, self._left = 1.0, False, 0.0
        begun = {
            "format": FORMAT,
            "scenario": scenario.name,
            "digest": scenario.digest,
            "seed": seed,
            "roles": {str(role): player for role, player in self.players.items()},
            "begins": scenario.begins.isoformat(),
        }
        self._play.note("begin", "session", begun, self._play.roles)
        self._desks = Desks(self._play)
        set_the_scene(self._play)
        for place, (role, player) in enumerate(self.players.items()):
            if player != TRAINEE:
                partner = Partner(role, POLICIES[player], self._play.draw("partner", role), place)
                self._play.env.process(partner.play(self))

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.stage.scenario

    @property
    def play(self) -> Play:
        """Return what is going on behind the views, for scoring and debriefing."""
        return self._play

    @property
    def log(self) -> SessionLog:
        """Return the log."""
        return self._play.log

    @property
    def now_s(self) -> int:
        """Return the second at which the exercise is."""
        return self._play.now_s

    @property
    def is_over(self) -> bool:
        """Return whether its time is up."""
        return self.now_s >= self.scenario.end_s

    @property
    def is_paused(self) -> bool:
        """Return whether the instructor has stopped the clock."""
        return self._is_paused

    @property
    def rate(self) -> float:
        """Return how many seconds of the exercise pass in a real one."""
        return self._rate

    def advance(self, to_s: int) -> None:
        """Let the time pass until a second; what is past or after the end changes nothing."""
        if not isinstance(to_s, int) or isinstance(to_s, bool):
            raise JointError(f"advance: found {shown(to_s)}, expected a whole number of seconds.")
        to_s = min(to_s, self.scenario.end_s)
        if to_s > self.now_s:
            self._play.env.run(until=to_s)
            if self.is_over:
                self._play.note("end", "session", {}, self._play.roles)

    def elapse(self, real_s: float) -> None:
        """Let real seconds pass at the session's speed; none pass while it is paused."""
        if not 0 <= real_s < float("inf"):
            raise JointError(f"elapse: found {shown(real_s)}, expected seconds from 0 up.")
        if not self._is_paused:
            due = self._left + real_s * self._rate
            self._left = due - int(due)
            self.advance(self.now_s + int(due))

    def view(self, role: str) -> dict[str, object]:
        """Return what a role may know now, as plain JSON."""
        own = self._play.role(role)
        return view_of(self._play, own, self._desks.databases(own), is_paused=self._is_paused)

    def records(self, role: str, table: str, flight: str = "") -> list[dict[str, object]]:
        """Return the rows of a list that a role's service has at its airport."""
        return records_of(self._play, self._play.role(role), table, flight)

    def events(self, since: int, role: str) -> list[Entry]:
        """Return the entries after a number that a role has seen."""
        own = str(self._play.role(role))
        return [
            {key: entry[key] for key in ("n", "s", "what", "who", "data")}
            for entry in self.log.since(since)
            if own in _listed(entry["sees"])
        ]

    def decide(self, role: str, decision: object) -> Result:
        """Take a decision and return whether it was accepted, in words; never raises for its form.

        `JointError` only if the log cannot be kept: then nothing was done.
        """
        own = self._play.role(role)
        if self.players[own] != TRAINEE:
            return _refused(f"{role} is played by a partner ({self.players[own]}).")
        return self.take(own, decision, "trainee")

    def take(self, role: Role, content: object, by: str) -> Result:
        """Take a decision of a trainee or a partner."""
        kept: object = None
        try:
            kept = plain(content)
            decision = read_decision(kept)
            number = self._need_in_time(role, decision)
        except JointError as error:
            return self._turn_away(role, kept, str(error), by)
        if number:
            return {**self._results[number], "decision": number, "again": True}
        number = self._play.note("decision", role, {"asked": kept}, [role], by)
        if decision.id:
            self._ids[role, decision.id] = number
        try:
            result: Result = {"accepted": True, "says": self._do(role, decision, number)}
        except JointError as error:
            result = _refused(str(error))
        self._play.note("result", role, {"decision": number, **result}, [role])
        self._results[number] = result
        return {**result, "decision": number}

    def inject(self, content: object) -> None:
        """Let something happen now, as the instructor says; `JointError` if it is malformed."""
        inject = given_inject(content, self.now_s / 60, self.scenario.airports)
        if inject.kind == "outage":
            self._desks.fail(inject.details, self.now_s)
        let_happen(self._play, inject, _INSTRUCTOR)

    def pause(self) -> None:
        """Stop the clock."""
        self._is_paused = True
        self._play.note("pause", _INSTRUCTOR, {}, self._play.roles, _INSTRUCTOR)

    def resume(self) -> None:
        """Let the clock go on."""
        self._is_paused = False
        self._play.note("resume", _INSTRUCTOR, {}, self._play.roles, _INSTRUCTOR)

    def speed(self, rate: float) -> None:
        """Set how many seconds of the exercise pass in a real one."""
        if isinstance(rate, bool) or not isinstance(rate, int | float):
            raise JointError(f"speed: found {shown(rate)}, expected a number.")
        if not 0 < rate <= _MOST_SPEED:
            raise JointError(f"speed: found {rate}, expected over 0, {_MOST_SPEED:g} at most.")
        self._rate = float(rate)
        self._play.note("speed", _INSTRUCTOR, {"rate": rate}, self._play.roles, _INSTRUCTOR)

    def _need_in_time(self, role: Role, decision: Decision) -> int:
        """Return the number of a decision that was taken already, or 0; refuse a wrong clock."""
        if self.is_over:
            raise JointError("the exercise is over; what is decided now counts no more.")
        if decision.at is not None:
            now = self._play.moment(self.now_s)
            if abs((decision.at - now).total_seconds()) > CLOCK_S:
                raise JointError(
                    f"at: your clock says {decision.at.isoformat()}, the exercise's says "
                    f"{now.isoformat()}; set yours, and send it again."
                )
        return self._ids.get((role, decision.id), 0) if decision.id else 0

    def _turn_away(self, role: Role, kept: object, words: str, by: str) -> Result:
        """Note a decision that was none, with its content if JSON can say it."""
        self._play.note("turned away", role, {"asked": kept, "says": words}, [role], by)
        return _refused(words)

    def repeat_turned_away(self, role: str, words: str) -> None:
        """Note once more, in a replay, that something came which could not be kept."""
        self._turn_away(self._play.role(role), None, words, "trainee")

    def _do(self, role: Role, decision: Decision, number: int) -> str:
        if decision.do == "look-up":
            return self._desks.ask(role, decision)
        if decision.do == "verify":
            return self._desks.verify(role, decision)
        if decision.do in {"message", "ask"}:
            return send(self._play, role, decision, number)
        if decision.do == "check":
            return begin_check(self._play, role, decision)
        assert decision.do in ACTS
        return take_act(self._play, role, decision)


def _refused(words: str) -> Result:
    return {"accepted": False, "says": words}


def _listed(found: object) -> list[str]:
    assert isinstance(found, list)
    return found


def _players(scenario: Scenario, roles: dict[str, str], others: str) -> dict[Role, str]:
    known = {str(role): role for role in scenario.roles}
    if unknown := sorted(set(roles) - set(known)):
        raise JointError(f"roles: found {shown(unknown[0])}, expected some of {', '.join(known)}.")
    players = {role: roles.get(text, others) for text, role in known.items()}
    kinds = (TRAINEE, *POLICIES)
    for role, player in players.items():
        if player not in kinds:
            raise JointError(
                f"roles: {role}: found {shown(player)}, expected one of {', '.join(kinds)}."
            )
    return players
