"""What world is wanted: seed, size, hub, days, prevalence.  Checked here, trusted afterwards."""

from dataclasses import dataclass
from datetime import date

from aatulab.errors import WorldError

DEFAULT_FIRST_DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class WorldSpec:
    """The order for one world; the same order always gives the same world.

    >>> WorldSpec(seed=7, bookings=1_000).days
    28
    """

    seed: int
    bookings: int = 20_000
    hub: str = "LIS"
    first_day: date = DEFAULT_FIRST_DAY
    days: int = 28
    prevalence: float = 0.02

    def __post_init__(self) -> None:
        self._require("seed", self.seed, self.seed >= 0, "a whole number from 0 up")
        size = self.bookings
        self._require("bookings", size, 100 <= size <= 20_000_000, "100 to 20,000,000")
        self._require("days", self.days, 1 <= self.days <= 366, "1 to 366")
        allowed = 0.005 <= self.prevalence <= 0.2
        self._require("prevalence", self.prevalence, allowed, "0.005 to 0.2 (a share, not percent)")
        code = self.hub
        wellformed = len(code) == 3 and code.isascii() and code.isupper()
        self._require("hub", code, wellformed, "an IATA airport code in capitals, such as LIS")

    @staticmethod
    def _require(key: str, found: object, holds: bool, expected: str) -> None:  # noqa: FBT001
        if not holds:
            raise WorldError(f"{key}: found {found!r}, expected {expected}.")
