"""Who takes part: four services at three airports, what each sees and what each may do.

Sitting in one room merges no powers: what a service lacks, a neighbour has.  The State and its
agreement are invented, as in `aatulab.targeting.unit`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aatulab.inspection.search import LADDER

CUSTOMS, POLICE, BORDER, POST = "customs", "police", "border guard", "post"
PERSON, GOODS = "person", "goods"
TALK = "conversation"  # private, with an interpreter; not a rung of the ladder of searches
TALK_MINUTES = 15
MINUTES: Mapping[str, int] = {**{step.name: step.minutes for step in LADDER}, TALK: TALK_MINUTES}
TWO: frozenset[str] = frozenset({step.name for step in LADDER if step.needs_two} | {TALK})
# what touches a person's liberty, body or things; a look at a record does not
INTRUSIVE: Mapping[str, int] = {"question": 1, "paper": 1, "x-ray": 2, "bag": 3, "pat-down": 5}
HOLD, RELEASE, SEIZE, ARREST, PROTECT = "hold", "release", "seize", "arrest", "protect"
ACTS = (HOLD, RELEASE, SEIZE, ARREST, PROTECT)


@dataclass(frozen=True)
class Service:
    """One service: the lists it has, the steps it may take on persons and on goods, its acts."""

    name: str
    sees: tuple[str, ...]
    on_persons: tuple[str, ...]
    on_goods: tuple[str, ...]
    acts: tuple[str, ...]

    def steps(self, kind: str) -> tuple[str, ...]:
        """Return what it may do with a person or with goods."""
        return self.on_persons if kind == PERSON else self.on_goods


SERVICES: Mapping[str, Service] = {
    each.name: each
    for each in (
        Service(
            CUSTOMS,
            ("flights", "baggage", "waybills", "house_waybills"),
            ("record", "question", "paper", "x-ray", "bag"),
            ("record", "paper", "x-ray", "bag"),
            (HOLD, RELEASE, SEIZE, PROTECT),
        ),
        Service(
            POLICE,
            ("flights", "bookings", "payments", "contacts"),
            ("record", "question", "pat-down", TALK),
            ("record",),
            (HOLD, RELEASE, ARREST, PROTECT),
        ),
        Service(
            BORDER,
            ("flights", "passengers"),
            ("record", "question", "paper", TALK),
            (),
            (HOLD, RELEASE, PROTECT),
        ),
        Service(
            POST,
            ("flights", "postal_items", "declaration_lines", "cargo_events"),
            (),
            ("record", "paper", "x-ray"),
            (HOLD, RELEASE, PROTECT),
        ),
    )
}


@dataclass(frozen=True, order=True)
class Role:
    """A service at an airport, written `customs:LIS`."""

    service: str
    airport: str

    def __str__(self) -> str:
        return f"{self.service}:{self.airport}"


def roles_at(airports: tuple[str, ...]) -> tuple[Role, ...]:
    """Return all roles at some airports, airport by airport.

    >>> [str(role) for role in roles_at(("LIS",))]
    ['customs:LIS', 'police:LIS', 'border guard:LIS', 'post:LIS']
    """
    return tuple(Role(service, airport) for airport in airports for service in SERVICES)


def who_may(step: str, kind: str) -> tuple[str, ...]:
    """Return the services that may take a step.

    >>> who_may("pat-down", "person")
    ('police',)
    """
    return tuple(name for name, each in SERVICES.items() if step in each.steps(kind))


def who_may_act(act: str) -> tuple[str, ...]:
    """Return the services that have the power for an act."""
    return tuple(name for name, each in SERVICES.items() if act in each.acts)
