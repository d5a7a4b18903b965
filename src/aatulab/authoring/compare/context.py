"""What a ranking is measured against: who is in the case, and who was illicit."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Context:
    """The case's bookings and the truth about them; held by the judge, never by a trainee."""

    population: frozenset[str]
    illicit: frozenset[str]

    @classmethod
    def of(cls, case: Any, truth: Any) -> "Context":
        """Return the context of a case and its truth table (indexed by pnr)."""
        illicit = truth.index[truth["illicit"].astype(bool)]
        return cls(frozenset(map(str, case.bookings["pnr"])), frozenset(map(str, illicit)))
