"""Know small things by salted digests: keys, ids, and values on a grid.

A digest tells "is it this one?" and nothing else, so the trainee's folder can hold it.  A number
is digested by its place on a grid at least twice as wide as its tolerance: a right answer always
matches, a wrong one up to about six tolerances off may pass here; the judge compares exactly.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aatulab.authoring.compare.explain import FACTORS
from aatulab.authoring.compare.known import Difference, KeyDifference, Kind, Scalar
from aatulab.authoring.question import Tolerance

LONG = 10  # hex digits: 40 bits, for what a wrong answer must never hit by chance
SHORT = 6  # 24 bits, for the many ids of a whole case


def digest(salt: str, text: str, length: int = LONG) -> str:
    """Return the first hex digits of a text's keyed digest."""
    keyed = hashlib.blake2b(text.encode(), digest_size=8, key=salt.encode())
    return keyed.hexdigest()[:length]


@dataclass(frozen=True)
class DigestSet:
    """A set of ids."""

    salt: str
    digests: frozenset[str]
    length: int = LONG

    @classmethod
    def of(cls, salt: str, items: Iterable[str], length: int = LONG) -> "DigestSet":
        """Return the digests of these ids."""
        return cls(salt, frozenset(digest(salt, item, length) for item in items), length)

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.digests)

    def has(self, item: str) -> bool:
        """Tell whether this id belongs to it."""
        return digest(self.salt, item, self.length) in self.digests


@dataclass(frozen=True)
class DigestKeys:
    """The keys of a small table."""

    keys: DigestSet
    is_range: bool

    @property
    def count(self) -> int:
        """Return how many there are."""
        return self.keys.count

    def difference(self, keys: Sequence[str]) -> KeyDifference:
        """Return how these keys differ."""
        shared = len(self.shared(keys))
        return KeyDifference(self.keys.count - shared, len(keys) - shared)

    def shared(self, keys: Sequence[str]) -> frozenset[int]:
        """Return the places of the keys that the reference has."""
        return frozenset(place for place, key in enumerate(keys) if self.keys.has(key))


@dataclass(frozen=True)
class DigestColumn:
    """The values of a small table's column, each digested together with its key."""

    salt: str
    kind: Kind
    tolerance: Tolerance
    digests: frozenset[str]

    @classmethod
    def of(
        cls,
        salt: str,
        kind: Kind,
        tolerance: Tolerance,
        keys: Sequence[str],
        values: Sequence[Scalar],
    ) -> "DigestColumn":
        """Return the digests of these values."""
        texts = (
            f"{key}\x1f{_grid_text(value, kind, tolerance)}"
            for key, value in zip(keys, values, strict=True)
        )
        return cls(salt, kind, tolerance, frozenset(digest(salt, text) for text in texts))

    def difference(self, keys: Sequence[str], values: Sequence[Scalar]) -> Difference | None:
        """Return how these values differ."""
        wrong = self.wrong(keys, values)
        if not wrong:
            return None
        if self.kind == "number":
            if all(values[number] is None for number in wrong):
                return Difference("missing_values", len(wrong))
            for word, factor in FACTORS.items():
                if self._fits(keys, values, factor):
                    return Difference(word, len(wrong))
        return Difference("wrong_values", len(wrong))

    def wrong(self, keys: Sequence[str], values: Sequence[Scalar]) -> frozenset[int]:
        """Return the places of the values that differ."""
        pairs = enumerate(zip(keys, values, strict=True))
        return frozenset(n for n, (key, value) in pairs if not self._matches(key, value))

    def _fits(self, keys: Sequence[str], values: Sequence[Scalar], factor: float) -> bool:
        return any(values) and all(
            self._matches(key, value / factor if isinstance(value, int | float) else value)
            for key, value in zip(keys, values, strict=True)
        )

    def _matches(self, key: str, value: Scalar) -> bool:
        return any(
            digest(self.salt, f"{key}\x1f{text}") in self.digests
            for text in _near_texts(value, self.kind, self.tolerance)
        )


def _grid_text(value: Scalar, kind: Kind, tolerance: Tolerance) -> str:
    if value is None:
        return "nothing"
    if kind != "number" or not isinstance(value, int | float):
        return f"{kind}:{int(value) if isinstance(value, bool) else value}"
    step = _step(float(value), tolerance)
    return _place(float(value), step)


def _near_texts(value: Scalar, kind: Kind, tolerance: Tolerance) -> set[str]:
    """Return the texts that a reference within tolerance of this value may have."""
    if kind != "number" or value is None or not isinstance(value, int | float):
        flag = kind == "flag" and isinstance(value, int | float) and value in {0, 1}
        return {_grid_text(bool(value) if flag else value, kind, tolerance)}
    number = float(value)
    bound = tolerance.abs + tolerance.rel * abs(number)
    low, high = number - 1.01 * bound, number + 1.01 * bound
    steps = {_step(low, tolerance), _step(number, tolerance), _step(high, tolerance)}
    return {_place(end, step) for step in steps for end in (low, number, high)}


def _place(value: float, step: float) -> str:
    """Return the place of a value on a grid; what is off every grid is just far."""
    ratio = value / step
    return f"{step:.0e}:{round(ratio) if math.isfinite(ratio) else 'far'}"


def _step(value: float, tolerance: Tolerance) -> float:
    """Return the grid's width at a value: 1, 2 or 5 times a power of ten, twice the bound."""
    wanted = max(2.02 * (tolerance.abs + tolerance.rel * abs(value)), 1e-12)
    if not math.isfinite(wanted):
        return 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0, 20.0) if m * power >= wanted)
