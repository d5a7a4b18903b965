"""Every check finds the defect that it is for, and sound images pass all of them."""

from dataclasses import replace

import numpy as np
import pytest

from aatulab.inspection.xray.audit.checks import CHECKS, audit
from aatulab.inspection.xray.imaging.image import XrayImage, develop
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.pack import pack
from aatulab.inspection.xray.packing.scene import SHELL


@pytest.fixture(scope="module")
def scene():
    return pack(Order(bag="suitcase", threat="pressed-brick"), 6)


def moved(scene, things, by):
    """Return the scene with some of its solids somewhere else."""
    which = np.isin(scene.owner, things)
    shift = np.where(which[:, None], np.asarray(by, dtype=float), 0.0)
    return replace(scene, solids=replace(scene.solids, centre=scene.solids.centre + shift))


def hard(scene):
    return [k for k, thing in enumerate(scene.things) if not thing.model.is_soft]


def names(image):
    return {finding.check for finding in audit(image)}


@pytest.mark.parametrize("bag", ["suitcase", "soft-case", "backpack", "parcel", "crate"])
@pytest.mark.parametrize("seed", [1, 2])
def test_images_of_the_trainer_are_sound(bag, seed):
    assert audit(develop(pack(Order(bag=bag, threat="gold-bangles"), seed))) == []


def test_a_bag_that_leaves_the_picture_is_found(scene):
    everything = [-1, *range(len(scene.things))]
    assert "cut off by the picture" in names(develop(moved(scene, everything, (20, 0, 0))))


def test_a_thing_outside_of_its_bag_is_found(scene):
    assert "sticks out of the bag" in names(develop(moved(scene, [hard(scene)[0]], (0, 40, 0))))


def test_a_thing_inside_of_another_is_found(scene):
    one, other = hard(scene)[:2]
    by = scene.things[other].at - scene.things[one].at
    assert "things inside each other" in names(develop(moved(scene, [one], by)))


def test_a_thing_in_the_air_is_found(scene):
    alone = pack(Order(bag="suitcase", things=1, threat="pressed-brick", buried=1.0), 2)
    assert "hangs in the air" in names(develop(moved(alone, [alone.hidden], (0, 0, 9))))


def test_a_bag_of_lead_is_found(scene):
    heavy = scene.solids.mu.copy()
    heavy[:, -1] *= 30
    image = develop(scene)
    laden = replace(scene, solids=replace(scene.solids, mu=heavy))
    assert "weighs what no bag weighs" in names(XrayImage(laden, image.views))


def test_a_hollow_that_takes_more_than_its_wall_has_is_found(scene):
    shining = scene.solids.mu.copy()
    shining[(scene.owner == SHELL) & (shining[:, 0] < 0)] *= 3
    brighter = replace(scene, solids=replace(scene.solids, mu=shining))
    assert "brighter than air" in names(develop(brighter))


def test_a_threat_that_weakens_nothing_is_found(scene):
    faint = scene.solids.mu.copy()
    faint[scene.owner == scene.hidden] *= 0.008
    unseen = replace(scene, solids=replace(scene.solids, mu=faint))
    assert "threat that nobody can see" in names(develop(unseen))


def test_a_pasted_object_without_noise_is_found(scene):
    image = develop(scene)
    views = []
    for view in image.views:
        pasted = view.high.copy()
        smooth = np.median(np.stack([np.roll(pasted, k, axis=1) for k in range(-3, 4)]), axis=0)
        pasted[view.mask] = smooth[view.mask].astype(np.uint16)
        views.append(replace(view, high=pasted))
    assert "seam around the threat" in names(XrayImage(scene, tuple(views)))


def test_there_is_a_test_for_every_check():
    assert len(CHECKS) == 8
