"""A partner at a desk: once a minute it looks at its view and decides, like a trainee would."""

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from aatulab.joint.play import Play
from aatulab.joint.services import Role

View = Mapping[str, Any]
Wanted = dict[str, object]
TICK_S = 60
_FIRST_S, _APART_S = 20, 4  # partners do not all look up in the same second


class Table(Protocol):
    """What a partner needs of a session."""

    @property
    def play(self) -> Play:
        """Return what is going on."""
        ...

    def view(self, role: str) -> dict[str, object]:
        """Return what a role may know."""
        ...

    def events(self, since: int, role: str) -> list[Mapping[str, object]]:
        """Return what a role has seen since."""
        ...

    def records(self, role: str, table: str, flight: str = "") -> list[dict[str, object]]:
        """Return the rows of a list."""
        ...

    def take(self, role: Role, content: object, by: str) -> dict[str, object]:
        """Take a decision."""
        ...


Lister = Callable[[str], list[dict[str, object]]]


class Policy(Protocol):
    """How a partner decides."""

    def decide(
        self, view: View, news: Sequence[Mapping[str, Any]], rng: np.random.Generator, lists: Lister
    ) -> list[Wanted]:
        """Return what to do now; `news` are the events since the last time."""
        ...


class Partner:
    """One role that is played by a policy."""

    def __init__(
        self, role: Role, policy: Callable[[], Policy], rng: np.random.Generator, place: int
    ) -> None:
        self._role, self._policy, self._rng, self._place = role, policy(), rng, place
        self._seen = 0

    def play(self, table: Table) -> Generator[Any, Any, None]:
        """Play until the exercise ends."""
        name = str(self._role)
        yield table.play.env.timeout(_FIRST_S + _APART_S * self._place)
        while True:
            news = table.events(self._seen, name)
            self._seen = len(table.play.log)
            wanted = self._policy.decide(
                table.view(name), news, self._rng, lambda which: table.records(name, which)
            )
            for content in wanted:
                table.take(self._role, content, "partner")
            yield table.play.env.timeout(TICK_S)
