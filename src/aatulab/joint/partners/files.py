"""A partner's files: which facts belong to whom, seen from one desk only.

A fact that names nobody is laid to a file by its clue: the same phone, the same document, the
same waybill as in a fact that does name somebody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class File:
    """What a role knows of one subject."""

    ref: str
    facts: tuple[Mapping[str, Any], ...]
    subject: Mapping[str, Any]

    def weighing(self, weight: str) -> list[Mapping[str, Any]]:
        """Return the facts of one weight."""
        return [fact for fact in self.facts if fact["weighs"] == weight]

    @property
    def newest_s(self) -> int:
        """Return when the last fact came."""
        return max((int(fact["since_s"]) for fact in self.facts), default=0)

    @property
    def oldest_s(self) -> int:
        """Return when the first fact came."""
        return min((int(fact["since_s"]) for fact in self.facts), default=0)

    def steps(self) -> dict[str, int]:
        """Return the steps that anybody took, and when the last of each was done."""
        return {each["step"]: int(each["done_s"]) for each in self.subject.get("steps", ())}


def files_of(view: Mapping[str, Any]) -> list[File]:
    """Return a file for each subject that the role can connect facts with."""
    facts: Sequence[Mapping[str, Any]] = view["facts"]
    by_clue: dict[tuple[str, str], dict[str, None]] = {}
    for fact in facts:
        for clue in fact["clue"].items():
            by_clue.setdefault(clue, {}).update({fact["about"]: None} if fact["about"] else {})
    laid: dict[str, list[Mapping[str, Any]]] = {}
    for fact in facts:
        refs = [ref for clue in fact["clue"].items() for ref in by_clue[clue]]
        for ref in [fact["about"]] if fact["about"] else refs:
            laid.setdefault(ref, []).append(fact)
    subjects = view["subjects"]
    return [File(ref, tuple(each), subjects.get(ref, {})) for ref, each in laid.items()]
