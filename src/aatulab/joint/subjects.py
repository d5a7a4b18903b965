"""How it goes with each person, consignment and parcel: there or gone, held, busy, and its end.

The states change only here.  One officer at a time: a second one hears who is at it, but for who
protects a person.
"""

from dataclasses import dataclass, field

from aatulab.errors import JointError
from aatulab.joint.services import Role
from aatulab.joint.stage import Subject


@dataclass(frozen=True)
class Taken:
    """One step that was taken: by whom, from when to when, on which ground, and what it lacked."""

    step: str
    role: Role
    begun_s: int
    done_s: int
    ground: str
    lacks: tuple[str, ...]
    found: tuple[str, ...]
    apart: bool


@dataclass(frozen=True)
class Outcome:
    """How it ended, by whom, when, on which facts and words."""

    act: str
    role: Role
    at_s: int
    facts: tuple[str, ...]
    ground: str


@dataclass
class State:
    """What has happened to one subject so far."""

    subject: Subject
    delay_s: int = 0  # of its flight
    steps: list[Taken] = field(default_factory=list)
    busy: tuple[Role, str, int] | None = None  # who, with what, since when
    held: tuple[Role, int] | None = None
    held_s: int = 0  # seconds held or at a step, until now
    outcome: Outcome | None = None
    seized: Outcome | None = None  # things of a person, who is not closed by it

    def present_from_s(self) -> int:
        """Return when it can be met."""
        return self.subject.present_s + self.delay_s

    def leaves_s(self) -> int:
        """Return when it goes if nobody does anything."""
        return self.subject.lands_s + self.delay_s + self.subject.stay_s

    def gone_s(self, now_s: int) -> int | None:
        """Return since when it is gone, or None."""
        if self.outcome is not None:
            return self.outcome.at_s
        if self.busy or self.held:
            return None
        last = max((each.done_s for each in self.steps if each.step != "record"), default=0)
        leaves = max(self.leaves_s(), last)
        return leaves if now_s >= leaves else None

    def phase(self, now_s: int) -> str:
        """Return expected, here, gone, or how it ended."""
        if self.outcome is not None:
            return {"release": "released", "seize": "seized", "arrest": "arrested",
                    "protect": "protected"}[self.outcome.act]  # fmt: skip
        if self.gone_s(now_s) is not None:
            return "gone"
        return "here" if now_s >= self.present_from_s() else "expected"

    def hold(self, role: Role, now_s: int) -> None:
        """Let a role hold it from now on."""
        self.held = (role, now_s)

    def let_go(self, now_s: int) -> None:
        """End a hold, and count how long it was."""
        if self.held is not None:
            self.held_s += now_s - self.held[1]
            self.held = None

    def begin(self, role: Role, step: str, now_s: int) -> None:
        """Let a role begin a step."""
        self.busy = (role, step, now_s)

    def end(self, taken: Taken) -> None:
        """Note a step that is done; time at a step counts once, also while it is held."""
        if self.held is None:
            self.held_s += taken.done_s - taken.begun_s
        self.busy = None
        self.steps.append(taken)

    def close(self, outcome: Outcome) -> None:
        """End it."""
        self.let_go(outcome.at_s)
        self.outcome = outcome


def need_here(state: State, role: Role, now_s: int, *, interrupts: bool = False) -> None:
    """Raise `JointError` unless a role can act on a subject now.

    What `interrupts` does not wait for an officer who is at it.
    """
    subject = state.subject
    if subject.airport != role.airport:
        raise JointError(
            f"{subject.ref} is at {subject.airport}, you are at {role.airport}; send a message "
            "to a service there."
        )
    phase = state.phase(now_s)
    if phase == "expected":
        raise JointError(f"{subject.ref} is not here yet; look at the list of flights.")
    if state.outcome is not None:
        raise JointError(
            f"{subject.ref}: {state.outcome.role} has closed it ({phase}); read it in the log."
        )
    if phase == "gone":
        raise JointError(f"{subject.ref} has gone; tell those who may meet it next.")
    if not interrupts:
        need_free(state)


def need_free(state: State) -> None:
    """Raise `JointError` if an officer is at the subject already."""
    if state.busy is not None:
        other, step, _ = state.busy
        raise JointError(
            f"{state.subject.ref} is with {other} ({step}); two officers do not act on one at a "
            "time. Wait until they are done, or send them what you know."
        )
