"""What a sitting shows: a plan of plain values, and the trials that follow from it.

A drill follows the reader: it aims each image at the level of its category, so a trial is only
known when everything before it is answered.  A queue and a test are fixed from the beginning, and
so is a review: the plan names the objects that were due when it was made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import Library
from aatulab.inspection.xray.training.adaptive import Coach, threat_trial
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sessions import (
    check_drill_prevalence,
    competency_test,
    queue,
    review,
    trial_without,
)
from aatulab.inspection.xray.training.trials import Trial
from aatulab.world.streams import Streams

KINDS = {"drill": "Drill", "queue": "Live queue", "test": "Test", "review": "Review"}
_PREVALENCE = {"drill": 0.4, "queue": 0.02, "test": 0.5, "review": 0.4}
_OWN_LENGTH = ("test", "review")


@dataclass(frozen=True)
class Plan:
    """The same plan and the same answers give the same images."""

    kind: str  # drill, queue, test or review
    seed: int
    images: int | None = None  # test and review are as long as their design, None for them
    prevalence: float | None = None  # None takes what is usual for the kind
    categories: tuple[str, ...] = ()  # () takes all of them
    day: str | None = None  # on which it was begun, such as 2026-11-30; None says nothing
    objects: tuple[str, ...] = ()  # what a review shows again

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InspectionError(
                f"session: kind: found {self.kind!r}, expected one of {tuple(KINDS)}."
            )
        if (self.kind in _OWN_LENGTH) != (self.images is None):
            raise InspectionError(
                f"session: images: found {self.images} for a {self.kind}, expected a number for "
                "drill and queue, and none for test and review, which have their own."
            )
        if (self.kind == "review") != bool(self.objects):
            raise InspectionError(
                f"session: objects: found {list(self.objects)} for a {self.kind}, expected some for"
                " a review, and none for anything else."
            )
        if self.day is not None:
            day_from(self.day)
        if self.images is not None and self.images < 1:
            raise InspectionError(f"session: images: found {self.images}, expected at least one.")

    @property
    def share(self) -> float:
        """Return the share of images that show a threat."""
        return _PREVALENCE[self.kind] if self.prevalence is None else self.prevalence

    def to_json(self) -> dict[str, object]:
        """Return the plan as plain values."""
        content = {**asdict(self), "categories": list(self.categories)}
        content["objects"] = list(self.objects)
        # files of sessions without them were kept before there were days and reviews
        return {key: value for key, value in content.items() if key not in _NEW or value}

    @classmethod
    def from_json(cls, content: object) -> "Plan":
        """Return the plan that was stored; `InspectionError` names what is wrong."""
        expected = {"kind", "seed", "images", "prevalence", "categories"}
        if not isinstance(content, Mapping) or set(content) - _NEW != expected:
            raise InspectionError(f"session: found {content!r}, expected {sorted(expected)}.")
        categories = content["categories"]
        objects, day = content.get("objects", []), content.get("day")
        for name, found in (("categories", categories), ("objects", objects)):
            if not isinstance(found, list):
                raise InspectionError(f"session: {name}: found {found!r}, expected a list.")
        if not (day is None or isinstance(day, str)):
            raise InspectionError(f"session: day: found {day!r}, expected a text.")
        seed, images, share = (content[name] for name in ("seed", "images", "prevalence"))
        if not _is_whole(seed) or not (images is None or _is_whole(images)):
            raise InspectionError(
                f"session: found seed {seed!r} and images {images!r}, expected whole numbers."
            )
        if not (share is None or (isinstance(share, int | float) and not isinstance(share, bool))):
            raise InspectionError(f"session: prevalence: found {share!r}, expected a number.")
        names, shown = tuple(map(str, categories)), tuple(map(str, objects))
        return cls(str(content["kind"]), seed, images, share, names, day, shown)


_NEW = {"day", "objects"}


def day_from(text: str) -> date:
    """Return the day that a text names.

    >>> day_from("2026-11-30").isoformat()
    '2026-11-30'
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InspectionError(
            f"day: found {text!r}, expected year, month and day, such as 2026-11-30."
        ) from error


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
        elif plan.kind == "review":
            self._fixed = review(library, plan.seed, plan.objects, prevalence=plan.share)
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
