"""What a sitting shows: a plan of plain values, and the trials that follow from it.

A drill follows the reader: it aims each image at the level of its category, so a trial is only
known when everything before it is answered.  A queue and a test are fixed from the beginning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import Library
from aatulab.inspection.xray.training.adaptive import Coach, threat_trial
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sessions import (
    check_drill_prevalence,
    competency_test,
    queue,
    trial_without,
)
from aatulab.inspection.xray.training.trials import Trial
from aatulab.world.streams import Streams

KINDS = {"drill": "Drill", "queue": "Live queue", "test": "Test"}
_PREVALENCE = {"drill": 0.4, "queue": 0.02, "test": 0.5}


@dataclass(frozen=True)
class Plan:
    """The same plan and the same answers give the same images."""

    kind: str  # drill, queue or test
    seed: int
    images: int | None = None  # a test is as long as its design, None for it
    prevalence: float | None = None  # None takes what is usual for the kind
    categories: tuple[str, ...] = ()  # () takes all of them

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InspectionError(
                f"session: kind: found {self.kind!r}, expected one of {tuple(KINDS)}."
            )
        if (self.kind == "test") != (self.images is None):
            raise InspectionError(
                f"session: images: found {self.images} for a {self.kind}, expected a number for "
                "drill and queue, and none for a test, which has its own."
            )
        if self.images is not None and self.images < 1:
            raise InspectionError(f"session: images: found {self.images}, expected at least one.")

    @property
    def share(self) -> float:
        """Return the share of images that show a threat."""
        return _PREVALENCE[self.kind] if self.prevalence is None else self.prevalence

    def to_json(self) -> dict[str, object]:
        """Return the plan as plain values."""
        return {**asdict(self), "categories": list(self.categories)}

    @classmethod
    def from_json(cls, content: object) -> "Plan":
        """Return the plan that was stored; `InspectionError` names what is wrong."""
        expected = {"kind", "seed", "images", "prevalence", "categories"}
        if not isinstance(content, Mapping) or set(content) != expected:
            raise InspectionError(f"session: found {content!r}, expected {sorted(expected)}.")
        categories = content["categories"]
        if not isinstance(categories, list):
            raise InspectionError(f"session: categories: found {categories!r}, expected a list.")
        seed, images, share = (content[name] for name in ("seed", "images", "prevalence"))
        if not _is_whole(seed) or not (images is None or _is_whole(images)):
            raise InspectionError(
                f"session: found seed {seed!r} and images {images!r}, expected whole numbers."
            )
        if not (share is None or (isinstance(share, int | float) and not isinstance(share, bool))):
            raise InspectionError(f"session: prevalence: found {share!r}, expected a number.")
        return cls(str(content["kind"]), seed, images, share, tuple(map(str, categories)))


class Course:
    """The trials of a plan, one after the other; `learn` is told of every outcome."""

    def __init__(self, plan: Plan, library: Library) -> None:
        self.plan, self.library = plan, library
        self._rng = Streams(plan.seed).of("xray sessions", "adaptive drill")
        self._fixed: Sequence[Trial] = ()
        self._coach: Coach | None = None
        names = _known(plan.categories, library)
        if plan.kind == "test":
            self._fixed = competency_test(library, plan.seed)
        elif plan.kind == "queue":
            self._fixed = queue(
                library, plan.seed, self.images, prevalence=plan.share, categories=names
            )
        else:
            check_drill_prevalence(plan.share)
            self._coach = Coach.starting(names)
            count = max(1, round(self.images * plan.share))
            self._threats = frozenset(self._rng.permutation(self.images)[:count].tolist())

    @property
    def images(self) -> int:
        """Return how many images the sitting has."""
        return len(self._fixed) if self.plan.images is None else self.plan.images

    @property
    def levels(self) -> Mapping[str, float]:
        """Return the levels that a drill has reached, by category; nothing for queue and test."""
        return self._coach.levels() if self._coach else {}

    def trial(self, number: int) -> Trial:
        """Return one trial; a drill is asked for each of them once, in order."""
        if self._coach is None:
            return self._fixed[number]
        if number in self._threats:
            return threat_trial(self._coach, self.library, number, self._rng)
        return trial_without(number, self._rng)

    def learn(self, outcome: Outcome) -> None:
        """Take an outcome into account."""
        if self._coach is not None:
            self._coach.learn(outcome)


def _is_whole(found: object) -> bool:
    return isinstance(found, int) and not isinstance(found, bool)


def _known(categories: Sequence[str], library: Library) -> tuple[str, ...]:
    names = library.threat_categories()
    if unknown := set(categories) - set(names):
        raise InspectionError(f"session: categories: found {sorted(unknown)}, expected of {names}.")
    return tuple(categories) or names
