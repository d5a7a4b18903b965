"""Make images harder after a success and easier after a failure, so that a set share succeeds.

The weighted up-down method (Kaernbach 1991, Percept. Psychophys. 49:227): when steps down are
p / (1 - p) times as large as steps up, the level settles where a share p succeeds.  Where exactly
depends on the size of the steps against the slope of the reader's curve (Garcia-Perez 1998, Vision
Res. 38:1861), so steps end up small against the whole range.  They begin large, to get near the
reader's level soon, and shrink with each failure.
"""

from dataclasses import dataclass, replace

from aatulab.errors import InspectionError

LEAST, MOST = 0.0, 10.0  # levels of difficulty
SMALLEST_STEP = 0.12
_SHRINK = 0.5  # with each failure
TARGET = 0.84  # share of successes at which learning is fastest (Wilson et al. 2019), see readers


@dataclass(frozen=True)
class Staircase:
    """The level that one reader has reached in one category; `after` gives the next one."""

    level: float = 2.0
    step: float = 0.3  # up, after a success
    target: float = TARGET

    def __post_init__(self) -> None:
        if not LEAST <= self.level <= MOST:
            raise InspectionError(f"level: found {self.level}, expected {LEAST:g} to {MOST:g}.")
        if not 0 < self.target < 1 or not self.step > 0:
            raise InspectionError(
                f"staircase: found step {self.step} and target {self.target}, expected a step "
                "above 0 and a target between 0 and 1."
            )

    def after(self, *, success: bool) -> "Staircase":
        """Return the staircase after one more image.

        >>> Staircase(level=5, step=0.1, target=0.75).after(success=False).level
        4.7
        """
        if success:
            return self._at(self.level + self.step, self.step)
        step = min(self.step, max(SMALLEST_STEP, self.step * _SHRINK))
        return self._at(self.level - step * self.target / (1 - self.target), step)

    def _at(self, level: float, step: float) -> "Staircase":
        return replace(self, level=round(min(max(level, LEAST), MOST), 6), step=step)
