"""Score a session: hits, false alarms, localisation, response times, by category and over time.

A hit is a search with the mark on the threat; a search for the wrong thing finds nothing and counts
as a miss.  A trial that was not answered is left out and counted, never guessed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from aatulab.errors import InspectionError
from aatulab.inspection.xray.training.detection import (
    Counts,
    Detection,
    Interval,
    difference,
    measure_detection,
)
from aatulab.inspection.xray.training.trials import Decision, Key, Trial


@dataclass(frozen=True)
class Outcome:
    """One answered trial."""

    trial: Trial
    searched: bool
    found: bool  # searched, and the mark is on the threat
    seconds: float

    @property
    def kind(self) -> str:
        """Return hit, miss, wrong place, false alarm or correct rejection."""
        if not self.trial.shows_threat:
            return "false alarm" if self.searched else "correct rejection"
        if self.found:
            return "hit"
        return "wrong place" if self.searched else "miss"


@dataclass(frozen=True)
class Session:
    """All answered trials of one sitting, in the order in which they were answered."""

    outcomes: tuple[Outcome, ...]
    unanswered: tuple[int, ...]

    def counts(self, chosen: Callable[[Outcome], bool] = lambda _: True) -> Counts:
        """Return hits and false alarms, of all outcomes or of a choice."""
        return count(outcome for outcome in self.outcomes if chosen(outcome))

    def by_category(self) -> dict[str, Detection]:
        """Return the measures of each category that was shown with and without a threat."""
        names = {outcome.trial.category for outcome in self.outcomes} - {None}
        measured = {}
        for name in sorted(str(name) for name in names):
            part = [outcome for outcome in self.outcomes if outcome.trial.category == name]
            if len({outcome.trial.shows_threat for outcome in part}) == 2:
                measured[name] = measure_detection(count(part))
        return measured

    def transfer(self) -> tuple[float, Interval]:
        """Return d' of held-out objects minus d' of trained ones, with an interval."""
        held_out = measure_detection(self.counts(lambda outcome: outcome.trial.held_out))
        trained = measure_detection(self.counts(lambda outcome: not outcome.trial.held_out))
        return difference(held_out, trained)

    def seconds_by_kind(self) -> dict[str, float]:
        """Return the median response time of each kind of outcome."""
        times: dict[str, list[float]] = {}
        for outcome in self.outcomes:
            times.setdefault(outcome.kind, []).append(outcome.seconds)
        return {kind: median(seconds) for kind, seconds in sorted(times.items())}

    @property
    def localised_share(self) -> float | None:
        """Return how many searches of threat images marked the threat; None without a search."""
        searched = [one for one in self.outcomes if one.trial.shows_threat and one.searched]
        return sum(one.found for one in searched) / len(searched) if searched else None


@dataclass(frozen=True)
class Point:
    """One stretch of a learning curve."""

    first: int  # number of the first answered trial, from 1
    last: int
    detection: Detection
    seconds: float  # median


def score(
    trials: Sequence[Trial], keys: Mapping[int, Key], decisions: Iterable[Decision]
) -> Session:
    """Return the scored session; `InspectionError` for answers that fit no trial, or two to one."""
    by_number = {trial.number: trial for trial in trials}
    answered: dict[int, Outcome] = {}
    for decision in decisions:
        trial = by_number.get(decision.trial)
        if trial is None or decision.trial not in keys:
            raise InspectionError(
                f"decision: trial {decision.trial} is none of the {len(trials)} of this session."
            )
        if decision.trial in answered:
            raise InspectionError(f"decision: trial {decision.trial} is answered twice.")
        answered[decision.trial] = outcome_of(trial, keys[decision.trial], decision)
    missing = tuple(number for number in by_number if number not in answered)
    return Session(tuple(answered.values()), missing)


def outcome_of(trial: Trial, key: Key, decision: Decision) -> Outcome:
    """Return what one decision comes to."""
    on_threat = key.agrees(decision.mark)
    searched = decision.verdict == "search"
    return Outcome(trial, searched, searched and on_threat, decision.seconds)


def count(outcomes: Iterable[Outcome]) -> Counts:
    """Return hits and false alarms of some outcomes."""
    all_of_them = list(outcomes)
    threats = [one for one in all_of_them if one.trial.shows_threat]
    harmless = [one for one in all_of_them if not one.trial.shows_threat]
    return Counts(
        hits=sum(one.found for one in threats),
        threats=len(threats),
        false_alarms=sum(one.searched for one in harmless),
        harmless=len(harmless),
    )


def learning_curve(outcomes: Sequence[Outcome], stretch: int) -> list[Point]:
    """Return the measures of one stretch of answered trials after the other.

    A stretch without both kinds of images has no measure and is joined to the next one.
    """
    if stretch < 2:
        raise InspectionError(f"stretch: found {stretch}, expected at least two trials.")
    points, first = [], 0
    for last in range(stretch, len(outcomes) + 1, stretch):
        part = outcomes[first:last]
        if len({one.trial.shows_threat for one in part}) == 2:
            detection = measure_detection(count(part))
            points.append(Point(first + 1, last, detection, median(o.seconds for o in part)))
            first = last
    return points


def time_on_task(outcomes: Sequence[Outcome], parts: int = 3) -> list[Point]:
    """Return the measures of equal parts of a sitting, which may fall with time.

    An hour without a break cost no detection in one study (Buser, Sterchi and Schwaninger 2020),
    but high load cost hits in the field (Buser, Schwaninger, Sauer and Sterchi 2023).
    """
    return learning_curve(outcomes, len(outcomes) // parts)
