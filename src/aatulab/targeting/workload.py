"""Turn officers and hours into the number of checks that they can do.

A selection that nobody has time to look at is no selection: the queue is part of the method.
"""

from dataclasses import dataclass

from aatulab.errors import TargetingError


@dataclass(frozen=True)
class OfficerTime:
    """How much checking a unit can do; all times in minutes of one officer.

    >>> OfficerTime(officers=2, minutes=480, minutes_per_check=15).checks
    64
    """

    officers: int
    minutes: float
    minutes_per_check: float

    def __post_init__(self) -> None:
        for name in ("officers", "minutes", "minutes_per_check"):
            if not getattr(self, name) > 0:
                raise TargetingError(
                    f"OfficerTime: {name} is {getattr(self, name)}, expected more than 0."
                )

    @property
    def checks(self) -> int:
        """Return how many whole checks fit into the time."""
        return self.officers * int(self.minutes // self.minutes_per_check)

    def needed_minutes(self, checks: int) -> float:
        """Return how long the queue of `checks` keeps the whole team busy."""
        rounds = -(-checks // self.officers)
        return rounds * self.minutes_per_check

    def load(self, checks: int) -> float:
        """Return the share of the team's capacity that `checks` need; above 1 is too much."""
        return checks / self.checks if self.checks else float("inf")
