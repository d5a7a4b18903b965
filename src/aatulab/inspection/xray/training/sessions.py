"""Designs of sessions: test, drill, queue, review, and a programme of drills and queues in turn.

The test copies the design of the X-Ray CAT (Koller, Hardmeier, Michel and Schwaninger 2008): every
bag is shown once with a threat and once without, half of the objects are look-alikes that nobody
trained with, each in an easy and a rotated view.  A drill shows many threats with feedback at once;
a queue shows few, as at work, since rare threats are missed more often (Wolfe et al. 2013), and a
drill before a queue helps.  Compare d' and c between the two, not the share of right answers.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import Library, Model
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.difficulty import (
    EASY_TURN_DEG,
    ROTATED_TURN_DEG,
    order_for_level,
)
from aatulab.inspection.xray.training.trials import Trial
from aatulab.world.streams import Streams

DRILL_PREVALENCE, QUEUE_PREVALENCE = (0.2, 0.5), (0.01, 0.03)
BAGS = ("suitcase", "soft-case", "backpack", "parcel")
_LARGE = "suitcase"  # takes what a small bag may not


def competency_test(library: Library, seed: int, *, pairs_per_category: int = 2) -> list[Trial]:
    """Return a test: for each category some pairs of look-alikes, two views, with and without.

    With the usual two pairs in eight categories that is 128 images.  The two images of one bag
    stand in different halves, at least a quarter of the test apart.
    """
    rng = Streams(seed).of("xray sessions", "test")
    shown = [
        trial
        for name in library.threat_categories()
        for model in _pairs(library, name, pairs_per_category, rng)
        for trial in _two_views(model, rng)
    ]
    first_has_threat = rng.permutation(np.arange(len(shown)) < len(shown) / 2)
    order = rng.permutation(len(shown))
    later = order[np.argsort(np.arange(len(shown)) + rng.uniform(0, len(shown) / 2, len(shown)))]
    trials = [replace(shown[k], shows_threat=bool(first_has_threat[k])) for k in order]
    trials += [replace(shown[k], shows_threat=not first_has_threat[k]) for k in later]
    return [replace(trial, number=number) for number, trial in enumerate(trials)]


def drill(
    library: Library,
    seed: int,
    images: int,
    *,
    prevalence: float = 0.4,
    categories: Sequence[str] | None = None,
    level: float = 3.0,
) -> list[Trial]:
    """Return a drill on objects of set A, at one level; `adaptive` sets the level of each image."""
    check_drill_prevalence(prevalence)
    return _mixed(library, f"drill {seed}", seed, images, prevalence, categories, level)


def queue(
    library: Library,
    seed: int,
    images: int,
    *,
    prevalence: float = 0.02,
    categories: Sequence[str] | None = None,
    level: float = 4.0,
) -> list[Trial]:
    """Return a live queue into which few threats are projected, at least one."""
    _check_prevalence("queue", prevalence, QUEUE_PREVALENCE)
    return _mixed(library, f"queue {seed}", seed, images, prevalence, categories, level)


def review(
    library: Library,
    seed: int,
    objects: Sequence[str],
    *,
    prevalence: float = 0.4,
    level: float = 4.0,
) -> list[Trial]:
    """Return a review: each of the objects once, among as many harmless bags as in a drill."""
    check_drill_prevalence(prevalence)
    models = [library.model(name) for name in objects]
    if wrong := [model.name for model in models if model.set != "A"]:
        raise InspectionError(f"review: objects: found {wrong}, expected objects of set A only.")
    rng = Streams(seed).of("xray sessions", "review")
    images = max(len(models) + 1, round(len(models) / prevalence))
    shown = dict(zip(rng.permutation(images)[: len(models)].tolist(), models, strict=True))
    return [
        trial_with(shown[number], number, level, rng)
        if number in shown
        else trial_without(number, rng)
        for number in range(images)
    ]


def programme(
    library: Library, seed: int, *, rounds: int = 3, drill_images: int = 30, queue_images: int = 100
) -> list[list[Trial]]:
    """Return drill and queue in turn, since detection is best right after a drill."""
    sittings = []
    for part in range(rounds):
        sittings.append(drill(library, seed * 1000 + 2 * part, drill_images))
        sittings.append(queue(library, seed * 1000 + 2 * part + 1, queue_images))
    return sittings


def _pairs(library: Library, category: str, count: int, rng: np.random.Generator) -> list[Model]:
    trained = [model for model in library.categories[category].models if model.set == "A"]
    if count > len(trained):
        raise InspectionError(
            f"pairs_per_category: found {count}, expected at most {len(trained)}: {category} has "
            "no more pairs of look-alikes."
        )
    chosen = [trained[k] for k in np.sort(rng.permutation(len(trained))[:count])]
    return [model for one in chosen for model in (one, library.model(str(one.pair)))]


def _two_views(model: Model, rng: np.random.Generator) -> list[Trial]:
    trials = []
    for rotated, angles in ((False, EASY_TURN_DEG), (True, ROTATED_TURN_DEG)):
        order = Order(
            bag=_LARGE,
            threat=model.name,
            turn_deg=float(rng.uniform(*angles)),
            along_belt=rotated,
            buried=float(rng.uniform(0.3, 0.7)),
        )
        seed = int(rng.integers(2**31))
        held_out = model.set == "B"
        trials.append(Trial(0, seed, order, True, model.category, held_out, rotated))
    return trials


def _mixed(
    library: Library,
    stream: str,
    seed: int,
    images: int,
    prevalence: float,
    categories: Sequence[str] | None,
    level: float,
) -> list[Trial]:
    if images < 1:
        raise InspectionError(f"images: found {images}, expected at least one.")
    rng = Streams(seed).of("xray sessions", stream)
    names = tuple(categories or library.threat_categories())
    if unknown := set(names) - set(library.threat_categories()):
        raise InspectionError(
            f"categories: found {sorted(unknown)}, expected of {library.threat_categories()}."
        )
    threats = max(1, round(images * prevalence))
    places = set(rng.permutation(images)[:threats].tolist())
    return [
        trial_with(_trained(library, names, rng), number, level, rng)
        if number in places
        else trial_without(number, rng)
        for number in range(images)
    ]


def _trained(library: Library, names: Sequence[str], rng: np.random.Generator) -> Model:
    """Return an object of set A, of one of the categories."""
    category = library.categories[names[int(rng.integers(len(names)))]]
    models = [model for model in category.models if model.set == "A"]
    return models[int(rng.integers(len(models)))]


def trial_with(model: Model, number: int, level: float, rng: np.random.Generator) -> Trial:
    """Return a trial with an object to be found, at about a level of difficulty."""
    bag = BAGS[int(rng.integers(len(BAGS)))] if 2 * model.variants[0].half.max() < 22 else _LARGE
    order = order_for_level(level, bag, model.name, rng)
    seed = int(rng.integers(2**31))
    return Trial(
        number=number,
        seed=seed,
        order=order,
        shows_threat=True,
        category=model.category,
        held_out=model.set == "B",
        rotated=order.turn_deg > 45,
        level=level,
    )


def trial_without(number: int, rng: np.random.Generator) -> Trial:
    """Return a trial with a harmless bag."""
    bag = BAGS[int(rng.integers(len(BAGS)))]
    return Trial(number, int(rng.integers(2**31)), Order(bag=bag), shows_threat=False)


def check_drill_prevalence(prevalence: float) -> None:
    """Raise `InspectionError` for a share of threats that a drill should not have."""
    _check_prevalence("drill", prevalence, DRILL_PREVALENCE)


def _check_prevalence(what: str, found: float, allowed: tuple[float, float]) -> None:
    if not allowed[0] <= found <= allowed[1]:
        raise InspectionError(
            f"{what}: prevalence: found {found:g}, expected {allowed[0]:g} to {allowed[1]:g}."
        )
