"""What a reader should see again, and when: read from the files that his sessions keep.

Every object that he has met in a session with a day has a card (`spacing`): found when it is due,
it comes back after 2, 4, 8, 16 and then every 30 days; missed, or marked in the wrong place, it
comes back tomorrow.  Objects that only tests use have no card, so that tests stay fair.  The same
files and the same day give the same review; nothing here reads a clock.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import Library
from aatulab.inspection.xray.training.answers import read_plan
from aatulab.inspection.xray.training.plan import Plan, day_from
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sitting import Sitting
from aatulab.inspection.xray.training.spacing import Card, due_today

MOST_OBJECTS = 12  # in one review: thirty images, well within a block


@dataclass(frozen=True)
class Practice:
    """How often each object was shown and found on one day."""

    day: date
    shown: Mapping[str, int]
    found: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Agenda:
    """All cards of a reader, as they stand on a day."""

    day: date
    cards: tuple[Card, ...]

    @property
    def due(self) -> list[Card]:
        """Return what is due, what has waited longest first."""
        return due_today(self.cards, self.day)

    @property
    def next_day(self) -> date | None:
        """Return the first later day on which something is due; None without any card."""
        return min((card.due for card in self.cards if card.due > self.day), default=None)

    def by_category(self, library: Library) -> dict[str, list[Card]]:
        """Return the cards of each category of which the reader has met something."""
        groups: dict[str, list[Card]] = {}
        for card in self.cards:
            groups.setdefault(library.model(card.name).category, []).append(card)
        return {name: groups[name] for name in library.threat_categories() if name in groups}

    def sentence(self) -> str:
        """Return in words what is due."""
        if not self.cards:
            return "Nothing to review yet: read a drill first."
        words = f"{len(self.due)} of the {len(self.cards)} objects that you have met are due"
        later = f" After that: {self.next_day}." if self.next_day else ""
        return f"{words} on {self.day}.{later}"


def practice_of(day: date, outcomes: Iterable[Outcome]) -> Practice:
    """Return what the outcomes of one day say of each object that may be trained with."""
    threats = [one for one in outcomes if one.trial.shows_threat and not one.trial.held_out]
    return Practice(
        day,
        Counter(str(one.trial.order.threat) for one in threats),
        Counter(str(one.trial.order.threat) for one in threats if one.found),
    )


def practice_in(path: Path, library: Library) -> Practice:
    """Return what a kept file says; `InspectionError` where it does not say on which day."""
    plan = read_plan(path)
    if plan.day is None:
        raise InspectionError(
            f"{path}: line 1: day: found none, expected the day on which this session was begun. "
            'Give it to the session when it begins: day="2026-11-30".'
        )
    return practice_of(day_from(plan.day), Sitting(plan, path, library).outcomes)


def agenda(practices: Iterable[Practice], day: date) -> Agenda:
    """Return how the cards stand on a day, after all practice up to it, in any order."""
    shown: dict[date, Counter[str]] = {}
    found: dict[date, Counter[str]] = {}
    for one in practices:
        if one.day <= day:
            shown.setdefault(one.day, Counter()).update(one.shown)
            found.setdefault(one.day, Counter()).update(one.found)
    cards: dict[str, Card] = {}
    for when in sorted(shown):
        for name, count in sorted(shown[when].items()):
            card = cards.get(name, Card(name, when))
            cards[name] = card.reviewed(when, found=found[when][name], shown=count)
    return Agenda(day, tuple(cards[name] for name in sorted(cards)))


def read_agenda(files: Sequence[Path], day: date, library: Library) -> Agenda:
    """Return how the cards of one reader stand on a day, from the files of his sessions."""
    return agenda([practice_in(path, library) for path in files], day)


def plan_review(files: Sequence[Path], seed: int, day: date, library: Library) -> Plan:
    """Return a review of what is due; `InspectionError` says when something will be."""
    found = read_agenda(files, day, library)
    if not found.due:
        raise InspectionError(f"review: nothing is due. {found.sentence()}")
    names = tuple(card.name for card in found.due[:MOST_OBJECTS])
    return Plan("review", seed, day=day.isoformat(), objects=names)


def begun(plan: Plan, path: Path) -> Plan:
    """Return the plan, of the day on which it was begun if the file holds its answers already."""
    kept = _kept_plan(path)
    return kept if kept is not None and replace(kept, day=plan.day) == plan else plan


def review_at(
    path: Path, earlier: Sequence[Path], seed: int, day: str | None, library: Library
) -> Plan:
    """Return the review that a file holds the answers of, or a new one of what is due."""
    kept = _kept_plan(path)
    if kept is not None and (kept.kind, kept.seed) == ("review", seed):
        return kept
    if day is None:
        raise InspectionError('review: day: found none, expected today, such as day="2026-11-30".')
    files = [file for file in earlier if file != path]
    return plan_review(files, seed, day_from(day), library)


def _kept_plan(path: Path) -> Plan | None:
    """Return what stands in the first line of a file, None where there is no whole one."""
    is_begun = path.is_file() and b"\n" in path.read_bytes()
    return read_plan(path) if is_begun else None
