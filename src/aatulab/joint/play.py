"""What the parts of a running exercise share: the clock, the people, the machines, the log.

Time is a whole number of seconds from the beginning; chance is drawn from the seed and from what
it is about, so that one officer's decision never changes another's luck.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zlib import crc32

import numpy as np
import simpy

from aatulab.errors import JointError, shown
from aatulab.joint.knowledge import Knowledge, Known
from aatulab.joint.log import SessionLog
from aatulab.joint.services import Role
from aatulab.joint.stage import Stage
from aatulab.joint.subjects import State, Taken


@dataclass
class Play:
    """One exercise while it runs."""

    stage: Stage
    log: SessionLog
    env: simpy.Environment = field(default_factory=simpy.Environment)
    knowledge: Knowledge = field(init=False)
    states: dict[str, State] = field(init=False)
    staff: dict[Role, simpy.Container] = field(init=False)
    machines: dict[str, simpy.PriorityResource] = field(init=False)
    slow: float = 1.0  # how many times as long messages take
    touched: dict[Role, dict[str, None]] = field(init=False)  # whom each role has dealt with
    # by record: the step that an officer is at, and how it stood when it began
    under_way: dict[str, tuple[simpy.Process, Taken]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scenario = self.stage.scenario
        self.knowledge = Knowledge(scenario.roles)
        self.states = {ref: State(subject) for ref, subject in self.stage.subjects.items()}
        self._flights = {hub: _flights(self.stage, hub) for hub in scenario.airports}
        self.touched = {role: {} for role in scenario.roles}
        self.staff = {
            role: simpy.Container(self.env, init=scenario.staff[role.service])
            for role in scenario.roles
        }
        self.machines = {
            airport: simpy.PriorityResource(self.env, capacity=scenario.machines)
            for airport in scenario.airports
        }

    @property
    def now_s(self) -> int:
        """Return the second of the exercise."""
        return int(self.env.now)

    def moment(self, second: int) -> datetime:
        """Return the moment of a second."""
        return self.stage.scenario.begins + timedelta(seconds=second)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return all roles."""
        return self.stage.scenario.roles

    def role(self, text: str, key: str = "role") -> Role:
        """Return the role of a name; `JointError` says which there are."""
        for role in self.roles:
            if str(role) == text:
                return role
        raise JointError(
            f"{key}: found {shown(text)}, expected one of {', '.join(map(str, self.roles))}."
        )

    def state(self, ref: str) -> State:
        """Return the state of a record; `JointError` if nobody has such a record."""
        if ref not in self.states:
            raise JointError(
                f"subject: there is no record {shown(ref)}; write it as the lists do, a traveller "
                "as PNR/number."
            )
        return self.states[ref]

    def draw(self, *about: object) -> np.random.Generator:
        """Return the chance of one thing, always the same for the same thing."""
        keys = tuple(crc32(str(each).encode()) for each in about)
        return np.random.default_rng(np.random.SeedSequence(self.stage.seed, spawn_key=keys))

    def note(
        self,
        what: str,
        who: Role | str,
        data: Mapping[str, object],
        sees: Iterable[Role] = (),
        by: str = "",
    ) -> int:
        """Write an entry of the log now."""
        return self.log.append(self.now_s, what, str(who), data, map(str, sees), by)

    def flights(self, airport: str) -> list[tuple[str, str, int]]:
        """Return flight, origin and second of landing of an airport's flights, as planned."""
        return self._flights[airport]

    def at(self, airport: str) -> list[Role]:
        """Return the roles of an airport."""
        return [role for role in self.roles if role.airport == airport]

    def learn(self, role: Role, fact: str, via: str, told_by: str = "") -> None:
        """Let a role know a fact from now on."""
        if self.knowledge.learn(role, fact, Known(self.now_s, via, told_by)):
            data = {"fact": fact, "via": via, "told_by": told_by}
            self.note("learned", role, data, [role])


def _flights(stage: Stage, airport: str) -> list[tuple[str, str, int]]:
    table = stage.lists[airport]["flights"][["flight_id", "origin", "arrives_at"]]
    begins = stage.scenario.begins
    return [
        (str(flight), str(origin), round((arrives - begins).total_seconds()))
        for flight, origin, arrives in table.itertuples(index=False)
    ]
