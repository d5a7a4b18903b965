"""What a ranking is measured against: who is in the case, and who was illicit."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Context:
    """The case's records and the truth about them; held by the judge, never by a trainee."""

    population: frozenset[str]
    illicit: frozenset[str]

    @classmethod
    def of(cls, truth: Any) -> "Context":
        """Return the context of a case's truth table, which is indexed by record."""
        illicit = truth.index[truth["illicit"].astype(bool)]
        return cls(frozenset(map(str, truth.index)), frozenset(map(str, illicit)))
