"""Who plays in a world: roles, the circles that they form, and how offenders adapt.

Every record (a booking, a waybill, a postal item, a crossing) plays one role: an ordinary
profile, a typology or one of its innocent twins.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

from aatulab.world.roles.signals import Flow, Signal


@dataclass(frozen=True)
class Circle:
    """Records that belong together: how many, how many days from one to the next."""

    size: tuple[int, int] = (1, 1)
    days_apart: tuple[int, int] = (0, 0)
    same_traveller: bool = False


@dataclass(frozen=True)
class Adaptation:
    """What changes some days after the unit began to select by a signal."""

    to: str
    after_days: int
    signals: Mapping[str, Signal]


@dataclass(frozen=True)
class Role:
    """One kind of record, with every signal described."""

    name: str
    kind: str  # background, typology or twin
    typology: str | None
    share: float  # of the background, of the illicit, or twins for each illicit record
    signals: Mapping[str, Signal]
    circle: Circle
    remarks: Mapping[str, float]
    facts: tuple[str, ...]
    # of a typology only
    value_eur: tuple[float, float] | None = None  # what would be recovered, its typical range
    linked: float = 0.0  # how often a circle belongs to a network of the passenger flow
    adapts: tuple[Adaptation, ...] = ()
    safeguards: tuple[tuple[str, str], ...] = ()  # which rule, and what it asks here
    of_victims: bool = False  # whoever stands on the record is to be protected
    adapted: bool = False  # drawn from the signals that it adapted to


@dataclass(frozen=True)
class Cast:
    """All roles of a flow: profiles first, then each typology followed by its twins."""

    flow: Flow
    roles: tuple[Role, ...]
    ordinary: Role  # what every role starts from; nobody plays it

    def of_kind(self, kind: str) -> tuple[Role, ...]:
        """Return the roles of one kind, in order."""
        return tuple(role for role in self.roles if role.kind == kind)

    def only(self, typologies: Collection[str]) -> Self:
        """Return the cast without the other typologies and their twins.

        Their records go to those that stay, each in proportion to its share; if none stays, no
        record is illicit.
        """
        stay = (role for role in self.roles if role.typology is None or role.typology in typologies)
        return replace(self, roles=tuple(stay))
