"""Choose the next image for one reader: which category, how difficult, with or without a threat.

Each category has a staircase of its own; categories in which the reader is behind come more often.
Somebody who stops everything would climb without seeing anything: so a success needs the mark on
the threat, and levels do not rise while too many of the latest harmless bags were stopped.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import Library
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sessions import (
    check_drill_prevalence,
    trial_with,
    trial_without,
)
from aatulab.inspection.xray.training.staircase import MOST, Staircase
from aatulab.inspection.xray.training.trials import Trial

RECENT_HARMLESS = 20
MOST_FALSE_ALARMS = 0.35
_BEHIND = 4.0  # a category this many levels behind the best comes e times as often


@dataclass
class Coach:
    """What is known of one reader; `learn` is told of every outcome, in order."""

    staircases: dict[str, Staircase]
    recent: deque[bool] = field(default_factory=lambda: deque(maxlen=RECENT_HARMLESS))

    @classmethod
    def starting(cls, categories: Sequence[str], level: float = 2.0) -> "Coach":
        """Return a coach for somebody new."""
        if not categories:
            raise InspectionError("categories: found none, expected at least one.")
        return cls({name: Staircase(level=level) for name in categories})

    def category(self, rng: np.random.Generator) -> str:
        """Return the category of the next threat: the further behind, the likelier."""
        names = sorted(self.staircases)
        levels = np.array([self.staircases[name].level for name in names])
        weights = np.exp((levels.max() - levels) / _BEHIND)
        return names[int(rng.choice(len(names), p=weights / weights.sum()))]

    def level(self, category: str) -> float:
        """Return how difficult the next image of a category should be."""
        return self.staircases[category].level

    def levels(self) -> Mapping[str, float]:
        """Return the levels that the reader has reached, by category."""
        return {name: stairs.level for name, stairs in sorted(self.staircases.items())}

    @property
    def stops_too_much(self) -> bool:
        """Return whether too many of the latest harmless bags were stopped."""
        enough = len(self.recent) >= RECENT_HARMLESS // 2
        return enough and sum(self.recent) / len(self.recent) > MOST_FALSE_ALARMS

    def learn(self, outcome: Outcome) -> None:
        """Take one outcome into account."""
        trial = outcome.trial
        if not trial.shows_threat:
            self.recent.append(outcome.searched)
            return
        if trial.category not in self.staircases:
            raise InspectionError(
                f"trial {trial.number}: category: found {trial.category!r}, expected one of "
                f"{sorted(self.staircases)}."
            )
        stairs = self.staircases[trial.category]
        if not (outcome.found and (self.stops_too_much or stairs.level == MOST)):
            self.staircases[trial.category] = stairs.after(success=outcome.found)


def next_trial(
    coach: Coach,
    library: Library,
    number: int,
    rng: np.random.Generator,
    *,
    prevalence: float = 0.4,
) -> Trial:
    """Return the next image of a drill that follows the reader.

    A viewer asks for one trial, shows it, tells `coach.learn` the outcome and asks again.
    """
    check_drill_prevalence(prevalence)
    if rng.random() >= prevalence:
        return trial_without(number, rng)
    return threat_trial(coach, library, number, rng)


def threat_trial(coach: Coach, library: Library, number: int, rng: np.random.Generator) -> Trial:
    """Return a trial with an object of the category and level that the reader needs next."""
    category = coach.category(rng)
    models = [model for model in library.categories[category].models if model.set == "A"]
    model = models[int(rng.integers(len(models)))]
    return trial_with(model, number, coach.level(category), rng)
