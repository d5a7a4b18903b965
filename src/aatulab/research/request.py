"""What an officer asks, and what comes back: plain values with a form in JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Outcome = Literal["hit", "possible", "no hit", "error", "time-out", "refused"]
Status = Literal["confirmed", "withdrawn", "another person", "no answer", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("hit", "possible", "no hit", "error", "time-out", "refused")


@dataclass(frozen=True)
class Request:
    """One question to one database.  `at` is an aware moment; nobody reads a clock here."""

    officer: str
    role: str
    at: datetime
    purpose: str
    legal_ground: str
    database: str
    query: Mapping[str, str]
    case: str = ""  # the unit's file that the question belongs to


@dataclass(frozen=True)
class Match:
    """One record that came back; `score` says how near the name is, 100 is the same."""

    record: str
    fields: Mapping[str, str]
    score: float
    reasons: tuple[str, ...]
    is_hit: bool  # False: a question to the owner

    def to_json(self) -> dict[str, Any]:
        """Return the match as plain values."""
        return {
            "record": self.record,
            "fields": dict(self.fields),
            "score": self.score,
            "reasons": list(self.reasons),
            "is_hit": self.is_hit,
        }


@dataclass(frozen=True)
class Answer:
    """What a database answered; `entry` is its number in the log, `waited_s` simulated seconds."""

    entry: int
    database: str
    outcome: Outcome
    says: str
    next_step: str
    waited_s: float
    matches: tuple[Match, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain values."""
        return {
            "entry": self.entry,
            "database": self.database,
            "outcome": self.outcome,
            "says": self.says,
            "next_step": self.next_step,
            "waited_s": self.waited_s,
            "matches": [match.to_json() for match in self.matches],
        }


@dataclass(frozen=True)
class Checked:
    """What an owner answered to a question about one record, and when it came."""

    entry: int
    record: str
    status: Status
    says: str
    next_step: str
    answered_at: datetime | None

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain values."""
        return {
            "entry": self.entry,
            "record": self.record,
            "status": self.status,
            "says": self.says,
            "next_step": self.next_step,
            "answered_at": None if self.answered_at is None else self.answered_at.isoformat(),
        }
