"""Simulated readers: to test that statistics and training do what they claim.

`Reader` is the textbook observer: evidence is normal, with a threat further to the right.
`Learner` follows Wilson, Shenhav, Straccia and Cohen (2019, Nat. Commun. 10:4646): somebody who
judges by noisy evidence, and learns from being told by gradient descent, gains from one image in
proportion to m·phi(s·m), where s is the skill and m how clear the image is: most when 84 %
succeed.
`Memory` forgets by half in each half-life, as in Settles and Meeder (2016, Proc. ACL 54:1848);
seeing a thing again strengthens it the more, the more of it was forgotten: so spacing pays.
None is a model of a person; all are known exactly, as people never are.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from aatulab.inspection.xray.training.detection import Counts
from aatulab.inspection.xray.training.staircase import MOST

_NORMAL = NormalDist()
_CLEAREST, _PER_LEVEL = 4.0, 0.35  # how clear an image of level 0 is, and how that falls


@dataclass(frozen=True)
class Reader:
    """Somebody whose sensitivity is known; `slope` is the width without over that with a threat."""

    d_prime: float
    criterion: float = 0.0
    slope: float = 1.0

    def read(self, threats: int, harmless: int, rng: np.random.Generator) -> Counts:
        """Return what the reader does with so many images."""
        middle = self.d_prime / 2
        with_threat = rng.normal(middle, 1 / self.slope, threats)
        without = rng.normal(-middle, 1, harmless)
        return Counts(
            int((with_threat > self.criterion).sum()),
            threats,
            int((without > self.criterion).sum()),
            harmless,
        )


@dataclass(frozen=True)
class Learner:
    """Somebody who learns one category from feedback."""

    skill: float = 0.3
    rate: float = 0.12

    def chance(self, level: float) -> float:
        """Return how likely an image of a level is read right."""
        return _NORMAL.cdf(self.skill * clearness(level))

    def after(self, level: float) -> "Learner":
        """Return the learner after feedback on one image, by the expected gain."""
        clear = clearness(level)
        gain = self.rate * clear * _NORMAL.pdf(self.skill * clear)
        return Learner(self.skill + gain, self.rate)


def clearness(level: float) -> float:
    """Return how much evidence an image gives, for a level of difficulty from 0 to 10.

    >>> clearness(0) > clearness(5) > clearness(10) > 0
    True
    """
    return float(_CLEAREST * np.exp(-_PER_LEVEL * min(level, MOST)))


@dataclass(frozen=True)
class Memory:
    """What somebody still knows of one object."""

    half_life_days: float = 4.0
    growth: float = 3.0

    def chance(self, days: float) -> float:
        """Return how likely the object is recognised so many days after it was seen.

        >>> Memory(half_life_days=4).chance(8)
        0.25
        """
        return float(2.0 ** (-days / self.half_life_days))

    def after(self, days: float) -> "Memory":
        """Return the memory after the object was shown again, lit up, so many days later."""
        forgotten = 1 - self.chance(days)
        return Memory(self.half_life_days * (1 + self.growth * forgotten), self.growth)
