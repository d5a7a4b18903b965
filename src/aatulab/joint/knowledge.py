"""Who knows which fact, since when and from whom: the heart of the exercise.

A fact that is told stays with who told it; nobody forgets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aatulab.joint.scenario import Fact
from aatulab.joint.services import Role


@dataclass(frozen=True)
class Known:
    """A fact at a role: since which second, how it came, and from whom (empty: not told)."""

    since_s: int
    via: str  # own, look-up, verify, a step, or message
    told_by: str = ""


class Knowledge:
    """What every role knows."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._held: dict[Role, dict[str, Known]] = {role: {} for role in roles}

    def learn(self, role: Role, fact: str, known: Known) -> bool:
        """Note a fact at a role, and return whether it is new there."""
        if fact in self._held[role]:
            return False
        self._held[role][fact] = known
        return True

    def of(self, role: Role) -> Mapping[str, Known]:
        """Return the facts of a role, in the order in which they came."""
        return self._held[role]

    def knows(self, role: Role, facts: Iterable[str]) -> bool:
        """Return whether a role knows all of some facts."""
        return all(fact in self._held[role] for fact in facts)

    def who_knows(self, fact: str) -> dict[Role, Known]:
        """Return every role that knows a fact."""
        return {role: held[fact] for role, held in self._held.items() if fact in held}


def shown_fact(fact: Fact, known: Known, ref: str) -> dict[str, object]:
    """Return a fact as its holder sees it: whom it is about only if it says so itself."""
    kind, value = fact.clue
    return {
        "id": fact.id,
        "says": fact.says,
        "about": ref if fact.names else None,
        "clue": {kind: value} if kind else {},
        "weighs": fact.weighs,
        "may_go_to": list(fact.may_go_to),
        "since_s": known.since_s,
        "via": known.via,
        "told_by": known.told_by,
    }
