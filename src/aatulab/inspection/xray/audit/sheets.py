"""Contact sheets: every object of the library alone, bags of every kind, threats lit up.

They are for people: an instructor looks at them once and says what does not look right.
Called by `aatulab xray report`.
"""

from collections.abc import Sequence

import numpy as np

from aatulab.inspection.xray.arrays import Bytes
from aatulab.inspection.xray.audit.tiles import (
    beside,
    cropped,
    halved,
    labelled,
    outlined,
    sheet,
)
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.models.library import Category, Model
from aatulab.inspection.xray.models.weight import grams
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.inspection.xray.rendering.colours import colour_view
from aatulab.inspection.xray.rendering.exposure import expose


def category_sheet(category: Category, *, across: int = 4, small: bool = False) -> Bytes:
    """Return every object of a category, flat and from the side, with its weight."""
    pictures = [halved(_alone(model)) if small else _alone(model) for model in category.models]
    widest = max(picture.shape[1] for picture in pictures)  # so that the words have room
    tiles = [
        labelled(_widened(picture, widest), f"{model.title}, {_weight(model)}")
        for picture, model in zip(pictures, category.models, strict=True)
    ]
    return sheet(tiles, across)


def bag_sheet(images: Sequence[XrayImage]) -> Bytes:
    """Return whole bags, both views of each side by side."""
    return sheet([labelled(halved(both_views(image)), _caption(image)) for image in images], 2)


def threat_sheet(images: Sequence[XrayImage]) -> Bytes:
    """Return bags as an officer sees them, and beside each the same with the object outlined."""
    tiles = []
    for image in images:
        threat = image.scene.threat
        cue = (threat.model.cue or "") if threat else ""
        tiles.append(labelled(halved(both_views(image)), _caption(image)))
        tiles.append(labelled(halved(both_views(image, lit=True)), cue))
    return sheet(tiles, 2)


def both_views(image: XrayImage, *, lit: bool = False) -> Bytes:
    """Return the views of one image side by side, without the empty belt around them."""
    return beside(
        [cropped(outlined(view.colour, view.mask) if lit else view.colour) for view in image.views]
    )


def _alone(model: Model) -> Bytes:
    scanner = read_scanner()
    variant = model.variants[0]
    solids = variant.solids.moved(np.eye(3), np.array([0.0, 0.0, variant.half[2] + 4]))
    views = []
    for view in scanner.views:
        made = expose(scanner, view, solids, None, 1)
        views.append(cropped(colour_view(scanner, made.low, made.high)[..., :3]))
    return beside(views)


def _widened(picture: Bytes, columns: int) -> Bytes:
    margin = ((0, 0), (0, columns - picture.shape[1]), (0, 0))
    return np.pad(picture, margin, constant_values=255)


def _weight(model: Model) -> str:
    weight = grams(model.variants[0].solids)
    return f"{weight / 1000:.1f} kg" if weight >= 1000 else f"{weight:.0f} g"


def _caption(image: XrayImage) -> str:
    scene, factors = image.scene, image.views[0].factors
    if scene.threat is None:
        weight = grams(scene.solids) / 1000
        return f"{scene.bag}, seed {scene.seed}: {len(scene.things)} things, {weight:.1f} kg"
    words = f"{scene.threat.model.title}, {scene.bag}"
    if factors.view_difficulty is not None and factors.superposition is not None:
        words += f": view {factors.view_difficulty:.2f}, superposition {factors.superposition:.2f}"
    return words
