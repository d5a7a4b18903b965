"""Know the right answer exactly: what the judge compares with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aatulab.authoring.compare.explain import Probe, Vector, explain
from aatulab.authoring.compare.known import Difference, KeyDifference, Kind, Scalar
from aatulab.authoring.question import Tolerance

Places = npt.NDArray[np.bool_]


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

    def shared(self, keys: Sequence[str]) -> frozenset[int]:
        """Return the places of the keys that the reference has."""
        return frozenset(place for place, key in enumerate(keys) if key in self.keys)


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
        wrong = self.wrong(keys, values)
        if not wrong:
            return None
        if self.kind != "number":
            return Difference("wrong_values", len(wrong))
        return Difference(self._explain(keys, values), len(wrong))

    def wrong(self, keys: Sequence[str], values: Sequence[Scalar]) -> frozenset[int]:
        """Return the places of the values that differ."""
        reference = [self.values[key] for key in keys]
        if self.kind == "number":
            return frozenset(
                np.flatnonzero(self._beyond(vector(values), vector(reference))).tolist()
            )
        pairs = zip(values, reference, strict=True)
        return frozenset(place for place, (got, right) in enumerate(pairs) if got != right)

    def _beyond(self, got: Vector, reference: Vector) -> Places:
        with np.errstate(over="ignore", invalid="ignore"):  # a trainee's number may be huge
            near = np.abs(got - reference) <= self._bound(reference)
        return ~(near | (np.isnan(got) & np.isnan(reference)))

    def _bound(self, reference: Vector) -> Vector:
        bound: Vector = self.tolerance.abs + self.tolerance.rel * np.abs(reference)
        return bound

    def _explain(self, keys: Sequence[str], values: Sequence[Scalar]) -> str:
        got, reference = vector(values), vector([self.values[key] for key in keys])
        both = ~np.isnan(got) & ~np.isnan(reference)
        bound = self._bound(reference[both])
        ones = np.ones_like(bound)
        probe = Probe(got[both], reference[both], bound, ones, ones, got[both])
        with np.errstate(over="ignore", invalid="ignore"):
            if not probe.wrong.any() and (np.isnan(got) & ~np.isnan(reference)).any():
                return "missing_values"
            return explain(probe)


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
