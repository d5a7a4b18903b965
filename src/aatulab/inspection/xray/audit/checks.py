"""Check images for what would give a simulation away, or teach the wrong thing.

Of the threat images that airports project, screeners found artefacts in 24 % and unrealistic scenes
in 26 % (Riz à Porta, Sterchi and Schwaninger 2022, Sensors 22:2220): synthetic images need an
audit.  Each check says what it found in words; an image without findings is sound.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from aatulab.inspection.xray.arrays import Floats, Singles
from aatulab.inspection.xray.audit.geometry import colliding, floating, outside
from aatulab.inspection.xray.imaging.image import Picture, XrayImage
from aatulab.inspection.xray.models.weight import grams
from aatulab.inspection.xray.physics.atomic_number import log_signals
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.inspection.xray.rendering.depths import optical_depths
from aatulab.inspection.xray.rendering.exposure import LOG_STEPS, TONE
from aatulab.world.streams import Streams

KILOGRAMS = (0.8, 32.0)  # what a bag weighs, up to what a belt takes
LEAST_THREAT_PX = 150
LEAST_GREY = 4.0  # of 255, darker than the bag without it, in the better view
NOISE_RATIO = (0.85, 1.15)  # of measured to predicted variance
_BORDER_PX = 3
_SEEN_STEPS = 0.03 * LOG_STEPS


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be."""

    check: str
    bag: str
    seed: int
    what: str


def audit(image: XrayImage) -> list[Finding]:
    """Return everything that the checks find in one image."""
    scene = image.scene
    return [
        Finding(name, scene.bag, scene.seed, what)
        for name, check in CHECKS.items()
        for what in check(image)
    ]


def _cut_off(image: XrayImage) -> Iterator[str]:
    for view in image.views:
        inner = view.high[_BORDER_PX:-_BORDER_PX, _BORDER_PX:-_BORDER_PX]
        seen = (view.high > _SEEN_STEPS).sum() - (inner > _SEEN_STEPS).sum()
        if seen > _BORDER_PX:
            yield f"{view.name}: the bag reaches the edge of the picture"


def _sticking_out(image: XrayImage) -> Iterator[str]:
    yield from outside(image.scene)


def _in_each_other(image: XrayImage) -> Iterator[str]:
    yield from colliding(image.scene, Streams(image.scene.seed).of("xray audit", "points"))


def _in_the_air(image: XrayImage) -> Iterator[str]:
    yield from floating(image.scene)


def _implausible_weight(image: XrayImage) -> Iterator[str]:
    kilograms = grams(image.scene.solids) / 1000
    if not KILOGRAMS[0] <= kilograms <= KILOGRAMS[1]:
        yield f"{kilograms:.1f} kg"


def _brighter_than_air(image: XrayImage) -> Iterator[str]:
    for view in image.views:
        least = float(_depths(image, view).min())
        if least < -2e-3:
            yield f"{view.name}: optical depth {least:.3f}"


def _unseen_threat(image: XrayImage) -> Iterator[str]:
    if not image.has_threat:
        return
    pixels = min(int(view.mask.sum()) for view in image.views)
    if pixels < LEAST_THREAT_PX:
        yield f"only {pixels} pixels"
    change = max(_grey_change(image, view) for view in image.views)
    if change < LEAST_GREY:
        yield f"changes the better view by {change:.1f} of 255 grey values"


def _grey_change(image: XrayImage, picture: Picture) -> float:
    """Return by how many grey values a threat darkens the bag, on average over its mask."""
    scanner, scene = read_scanner(), image.scene
    if scene.hidden is None or not picture.mask.any():
        return 0.0
    view = scanner.view(picture.name)
    bag, alone = (
        optical_depths(solids, scanner, view)[1][picture.mask]
        for solids in (scene.harmless, scene.of(scene.hidden))
    )
    change = 255 * np.exp(-TONE * bag) * (1 - np.exp(-TONE * alone))
    return float(change.mean())


def _seam(image: XrayImage) -> Iterator[str]:
    """A pasted object has noise of its own; ours must follow the detector's law like the rest."""
    if not image.has_threat:
        return
    scanner = read_scanner()
    for view in image.views:
        _, exact = log_signals(scanner, _depths(image, view).astype(float))
        counted = scanner.quanta * np.exp(-view.high.astype(float) / LOG_STEPS)
        mean = scanner.quanta * np.exp(-exact)
        ratio = (counted - mean) ** 2 / (mean + scanner.electronic_noise**2)
        inside: Floats = ratio[view.mask & (exact > 0.01) & (exact < 5)]
        if inside.size > 2_000 and not NOISE_RATIO[0] < inside.mean() < NOISE_RATIO[1]:
            yield f"{view.name}: noise inside is {inside.mean():.2f} times the detector's"


def _depths(image: XrayImage, picture: Picture) -> Singles:
    scanner, scene = read_scanner(), image.scene
    solids = scene.solids if image.has_threat else scene.harmless
    return optical_depths(solids, scanner, scanner.view(picture.name))


CHECKS: dict[str, Callable[[XrayImage], Iterator[str]]] = {
    "cut off by the picture": _cut_off,
    "sticks out of the bag": _sticking_out,
    "things inside each other": _in_each_other,
    "hangs in the air": _in_the_air,
    "weighs what no bag weighs": _implausible_weight,
    "brighter than air": _brighter_than_air,
    "threat that nobody can see": _unseen_threat,
    "seam around the threat": _seam,
}
