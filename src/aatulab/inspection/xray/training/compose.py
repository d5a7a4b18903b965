"""Make the image of a trial, and its answer key.

A threat that finds no room in its bag goes into the next larger one, or lies flatter.  Of several
candidates the one is taken whose measured difficulty is nearest to the trial's level.
This is what a viewer calls: `image_of(trial)`, then `answer_key(trial, image)` when the reader has
answered.
"""

from dataclasses import replace

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.image import XrayImage, develop
from aatulab.inspection.xray.packing.pack import pack
from aatulab.inspection.xray.packing.scene import Scene
from aatulab.inspection.xray.training.difficulty import measured_level
from aatulab.inspection.xray.training.trials import Key, Trial

LARGER = ("backpack", "parcel", "soft-case", "suitcase")


def image_of(trial: Trial) -> XrayImage:
    """Return the image of a trial; the same trial gives the same bytes."""
    return develop(_packed(trial), without_threat=not trial.shows_threat)


def nearest_to_level(trial: Trial, candidates: int = 4) -> tuple[Trial, XrayImage]:
    """Return the trial with the seed, of a few, whose image is as difficult as it should be."""
    if trial.level is None or not trial.shows_threat:
        return trial, image_of(trial)
    choices = [replace(trial, seed=trial.seed + k) for k in range(candidates)]
    images = [image_of(choice) for choice in choices]
    off = [
        abs(measured_level(view.factors for view in image.views) - trial.level) for image in images
    ]
    best = off.index(min(off))
    return choices[best], images[best]


def answer_key(trial: Trial, image: XrayImage) -> Key:
    """Return the right answer to a trial, from its image."""
    boxes = {view.name: view.box for view in image.views}
    rows, columns = image.views[0].mask.shape
    return Key(
        trial=trial.number,
        shows_threat=trial.shows_threat,
        boxes={name: box for name, box in boxes.items() if box is not None},
        size=(columns, rows),
    )


def _packed(trial: Trial) -> Scene:
    bags = [trial.order.bag]
    if trial.order.threat is not None:
        bags += [bag for bag in LARGER if bag != trial.order.bag]
    for bag in bags:
        for turn in (trial.order.turn_deg, trial.order.turn_deg / 2, 0.0):
            try:
                return pack(replace(trial.order, bag=bag, turn_deg=turn), trial.seed)
            except InspectionError:
                continue
    raise InspectionError(f"trial {trial.number}: {trial.order.threat} fits into no bag.")
