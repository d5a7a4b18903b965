"""A scenario as it is written: who plays whom, which fact lies with whom, what goes wrong when.

Plain frozen values; `reading` makes them from `datasets/joint/<name>.yml` and checks them, `stage`
fills them with the records of a world.  Minutes count from the exercise's beginning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aatulab.joint.services import Role, roles_at

TRUTHS = ("offender", "innocent", "victim")
WEIGHTS = ("for", "against", "proof", "protect", "context")
FLOWS = ("passenger", "cargo", "post")


@dataclass(frozen=True)
class World:
    """The world that the records come from: sizes for all three airports together."""

    bookings: int
    waybills: int
    items: int
    prevalence: float


@dataclass(frozen=True)
class Member:
    """One of the cast: which real record plays it, what is so about it, and what is right to do.

    `like` is the role that the world gives the record; `proof` are facts that an arrest or a
    seizure has to rest on; `sets` are columns of lists that the scenario writes over.
    """

    key: str
    title: str
    airport: str
    flow: str
    like: tuple[str, ...]
    truth: str
    right: str
    proof: tuple[str, ...]
    lands: tuple[float, float]
    stay_min: float
    beside: str
    sets: Mapping[str, str]
    why: str  # what the debrief says of it


@dataclass(frozen=True)
class Learning:
    """By which measure a fact is learned, and what one must know before to see it.

    `on` is the member that a step is taken on, where it is not the one that the fact is about.
    """

    by: str  # step, look-up or verify
    step: str = ""
    on: str = ""
    knowing: tuple[str, ...] = ()
    database: str = ""
    finds: Mapping[str, str] | None = None
    status: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing that can be known.

    It lies with `holder` from minute `at` on, or `landing` minutes after its subject's arrival, or
    is `learned` by whoever takes the measure.  `names` says whether it leads to the record by
    itself; if not, only its `clue` connects it.
    """

    id: str
    about: str
    says: str
    weighs: str
    names: bool
    clue: tuple[str, str]  # kind and template; empty texts where there is none
    may_go_to: tuple[str, ...]
    needed_by: tuple[Role, ...]
    holder: Role | None = None
    at: float | None = None
    landing: float | None = None
    learned: Learning | None = None


@dataclass(frozen=True)
class Planted:
    """A record that the scenario adds to a table behind the look-up databases."""

    table: str
    row: Mapping[str, str]


@dataclass(frozen=True)
class Inject:
    """Something that happens from outside; `details` are plain values, checked by its kind."""

    at_min: float
    kind: str
    details: Mapping[str, object]


@dataclass(frozen=True)
class Scenario:
    """A whole exercise."""

    name: str
    title: str
    story: str
    twist: str
    begins: datetime
    minutes: int
    airports: tuple[str, ...]
    world: World
    desks: str
    staff: Mapping[str, int]
    machines: int
    ordinary_per_hour: float
    cast: Mapping[str, Member]
    facts: Mapping[str, Fact]
    planted: tuple[Planted, ...]
    injects: tuple[Inject, ...]
    digest: str

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return every role of the exercise."""
        return roles_at(self.airports)

    @property
    def end_s(self) -> int:
        """Return the length of the exercise in seconds."""
        return self.minutes * 60
