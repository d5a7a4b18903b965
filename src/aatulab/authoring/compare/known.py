"""What a comparator may know of the right answer, exactly or as a fingerprint.

Two kinds of knowledge answer to the same interface: `exact.py` holds the reference's values
(the judge), `authoring/fingerprint` holds digests and projections of them (check(), in the
trainee's folder).  The comparators cannot tell them apart, so the judge and check() always
use the same words for the same mistake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Scalar = float | str | bool | None
Kind = Literal["number", "text", "flag"]
Shape = Literal["number", "text", "flag", "list", "mapping"]


@dataclass(frozen=True)
class Difference:
    """How a column differs: the word, in how many rows (`exact` or a careful estimate)."""

    what: str
    wrong: int
    exact: bool = True


@dataclass(frozen=True)
class KeyDifference:
    """How many keys the reference has and the answer has not, and the reverse."""

    missing: int
    extra: int


class KnownKeys(Protocol):
    """The keys of the reference's rows."""

    @property
    def count(self) -> int:
        """Return how many there are."""

    @property
    def is_range(self) -> bool:
        """Tell whether they are just 0, 1, 2 ..."""

    def difference(self, keys: Sequence[str]) -> KeyDifference:
        """Return how these (distinct) keys differ from the reference's."""

    def shared(self, keys: Sequence[str]) -> frozenset[int]:
        """Return the places of the keys that the reference has; none where that is not known."""


class KnownColumn(Protocol):
    """One column of values, each under a key."""

    @property
    def kind(self) -> Kind:
        """Return what the values are."""

    def difference(self, keys: Sequence[str], values: Sequence[Scalar]) -> Difference | None:
        """Return how these values differ; the keys are the reference's, in any order."""

    def wrong(self, keys: Sequence[str], values: Sequence[Scalar]) -> frozenset[int]:
        """Return the places of the values that differ; all of them where that is not known.

        The keys may be some of the reference's only.
        """


class KnownSet(Protocol):
    """A set of ids."""

    @property
    def count(self) -> int:
        """Return how many there are."""

    def has(self, item: str) -> bool:
        """Tell whether this id belongs to it."""


@dataclass(frozen=True)
class KnownNumber:
    """One scalar, kept as a column with the single key ''."""

    column: KnownColumn


@dataclass(frozen=True)
class KnownLiteral:
    """A value that is compared exactly: its kind, how many items, and its texts."""

    shape: Shape
    size: int
    column: KnownColumn


@dataclass(frozen=True)
class KnownItems:
    """A set of items."""

    items: KnownSet


@dataclass(frozen=True)
class KnownRows:
    """A series (one column, named '') or a table, by key.

    `order` holds each row's place, `index_names` the names that the index must have ('' for a
    plain 0, 1, 2 ...), `dtypes` the columns' dtypes; each only where the question asks for it.
    """

    key_names: tuple[str, ...]
    keys: KnownKeys
    columns: Mapping[str, KnownColumn]
    order: KnownColumn | None = None
    index_names: tuple[str, ...] | None = None
    dtypes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownRanking:
    """What a ranking is measured with: who was illicit, who is there, the reference's score."""

    illicit: KnownSet
    population: KnownSet
    score: float


@dataclass(frozen=True)
class KnownFunction:
    """A function's results on its inputs, keyed '0', '1', ... in the order of the inputs."""

    inputs: tuple[tuple[object, ...], ...]
    outputs: KnownColumn


@dataclass(frozen=True)
class KnownChart:
    """The marks of a chart: their kind, and their heights by label and by place."""

    mark: str
    by_label: KnownRows
    by_place: KnownRows


Known = (
    KnownNumber | KnownLiteral | KnownItems | KnownRows | KnownRanking | KnownFunction | KnownChart
)
