"""Know the right answer exactly: what the judge compares with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aatulab.authoring.compare.explain import Probe, Vector, explain
from aatulab.authoring.compare.known import Difference, KeyDifference, Kind, Scalar
from aatulab.authoring.question import Tolerance


@dataclass(frozen=True)
class ExactKeys:
    """The reference's keys."""

    keys: frozenset[str]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.keys)

    @property
    def is_range(self) -> bool:
        """Tell whether they are just 0, 1, 2 ..."""
        return is_range(self.keys)

    def difference(self, keys: Sequence[str]) -> KeyDifference:
        """Return how these keys differ."""
        given = frozenset(keys)
        return KeyDifference(len(self.keys - given), len(given - self.keys))


@dataclass(frozen=True)
class ExactSet:
    """A set of ids."""

    items: frozenset[str]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.items)

    def has(self, item: str) -> bool:
        """Tell whether this id belongs to it."""
        return item in self.items


@dataclass(frozen=True)
class ExactColumn:
    """The reference's values by key."""

    kind: Kind
    values: Mapping[str, Scalar]
    tolerance: Tolerance

    def difference(self, keys: Sequence[str], values: Sequence[Scalar]) -> Difference | None:
        """Return how these values differ from the reference's."""
        reference = [self.values[key] for key in keys]
        if self.kind == "number":
            with np.errstate(over="ignore", invalid="ignore"):  # a trainee's number may be huge
                return self._numeric(vector(values), vector(reference))
        wrong = sum(a != b for a, b in zip(values, reference, strict=True))
        return Difference("wrong_values", wrong) if wrong else None

    def _numeric(self, got: Vector, reference: Vector) -> Difference | None:
        lost = np.isnan(got) & ~np.isnan(reference)
        invented = ~np.isnan(got) & np.isnan(reference)
        both = ~np.isnan(got) & ~np.isnan(reference)
        bound = self.tolerance.abs + self.tolerance.rel * np.abs(reference[both])
        ones = np.ones_like(bound)
        probe = Probe(got[both], reference[both], bound, ones, ones, got[both])
        wrong = int(probe.wrong.sum()) + int(lost.sum()) + int(invented.sum())
        if not wrong:
            return None
        if not probe.wrong.any() and lost.any():
            return Difference("missing_values", wrong)
        return Difference(explain(probe), wrong)


def exact_column(
    keys: Sequence[str], values: Sequence[Scalar], tolerance: Tolerance
) -> ExactColumn:
    """Return the exact knowledge of one column."""
    return ExactColumn(kind_of(values), dict(zip(keys, values, strict=True)), tolerance)


def is_range(keys: Sequence[str] | frozenset[str]) -> bool:
    """Tell whether these keys are a plain 0, 1, 2 ... index, in any order."""
    return len(keys) > 0 and set(keys) == {str(number) for number in range(len(keys))}


def kind_of(values: Sequence[Scalar]) -> Kind:
    """Return what a column holds; numbers and flags only when nothing else is among them."""
    present = [value for value in values if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return "flag"
    if all(isinstance(value, int | float) for value in present):
        return "number"
    return "text"


def vector(values: Sequence[Scalar]) -> Vector:
    """Return numbers as a vector; what is missing or not a number becomes NaN."""
    return np.array(
        [float(v) if isinstance(v, int | float) else np.nan for v in values], dtype=np.float64
    )
