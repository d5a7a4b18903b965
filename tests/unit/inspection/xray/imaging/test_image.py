"""Images: truth masks, boxes, pairs with and without, factors of the scene."""

import numpy as np
import pytest

from aatulab.inspection.xray.imaging.box import Box
from aatulab.inspection.xray.imaging.factors import measure
from aatulab.inspection.xray.imaging.image import develop, take_image
from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.models.solids import joined
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.pack import pack
from aatulab.inspection.xray.rendering.exposure import expose

WATER = np.array([0.24, 0.20, 0.18, 1.0])


@pytest.fixture(scope="module")
def scene():
    return pack(Order(bag="suitcase", threat="pistol-shape", turn_deg=20), seed=4)


@pytest.fixture(scope="module")
def image(scene):
    return develop(scene)


def points_in(contains, solids, rng, count=60_000):
    """Return points that lie in at least one solid, hollows left out."""
    low, high = solids.bounds()
    points = rng.uniform(low, high, (count, 3))
    inside = contains(solids, points)
    return points[(inside * solids.mu[:, 1]).sum(axis=1) > 0.05]


def test_the_mask_is_where_the_object_is_projected(scene, image, scanner, contains, pixel_of):
    points = points_in(contains, scene.of(scene.hidden), np.random.default_rng(3))
    assert len(points) > 2_000
    for view, picture in zip(scanner.views, image.views, strict=True):
        column, row = np.round(pixel_of(scanner, view, points)).astype(int).T
        assert picture.mask[row, column].mean() > 0.985
        seen = np.zeros_like(picture.mask)
        for i in range(-4, 5):
            for j in range(-4, 5):
                seen[row + i, column + j] = True
        assert (picture.mask & ~seen).sum() / picture.mask.sum() < 0.03


def test_the_box_is_the_smallest_around_the_mask(image):
    for picture in image.views:
        box = picture.box
        inside = picture.mask[box.top : box.bottom, box.left : box.right]
        assert inside.sum() == picture.mask.sum()
        for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1]):
            assert edge.any()


def test_a_harmless_bag_has_no_mask_and_no_factors_of_a_threat():
    image = take_image(Order(bag="parcel"), 5)
    assert not image.has_threat
    for picture in image.views:
        assert picture.box is None
        assert picture.factors.superposition is None
        assert picture.factors.turned_deg is None
        assert 0 <= picture.factors.opacity < 1
        assert 0 < picture.factors.clutter < 1


def test_a_pair_differs_only_where_the_object_was(scene, image):
    without = develop(scene, without_threat=True)
    assert not without.has_threat
    for one, other in zip(image.views, without.views, strict=True):
        apart = np.abs(one.high.astype(int) - other.high.astype(int))
        unseen = ~one.mask & (one.high < 10_000)
        assert 0 < apart[unseen].mean() < 40  # noise of its own, no more: 5,000 steps to e
        assert np.median(apart[one.mask]) > 400


def test_the_same_seed_takes_the_same_picture():
    one, other = (take_image(Order(bag="backpack", threat="tusk"), 12) for _ in range(2))
    for first, second in zip(one.views, other.views, strict=True):
        assert first.low.tobytes() == second.low.tobytes()
        assert first.colour.tobytes() == second.colour.tobytes()
    another = take_image(Order(bag="backpack", threat="tusk"), 13)
    assert another.views[0].low.tobytes() != one.views[0].low.tobytes()


@pytest.mark.parametrize(
    ("column", "row", "inside"), [(10, 10, True), (19, 19, True), (20, 15, False), (9.9, 15, False)]
)
def test_a_box_holds_its_left_and_top_edge_only(column, row, inside):
    assert Box(10, 10, 20, 20).holds(column, row) is inside


def factors_of(scanner, bag, hidden, view_name="top", thing=None):
    view = scanner.view(view_name)
    return measure(expose(scanner, view, bag, hidden, 1), view, thing)


def test_superposition_is_nothing_alone_and_grows_with_what_lies_above(scene, scanner, stand):
    hidden = stand(shapes.box(10, 8, 3), mu=WATER)
    empty = stand(shapes.box(60, 40, 0.01), at=(0, 0, 1), mu=WATER)
    covers = [
        joined([empty, stand(shapes.box(60, 40, thick), at=(0, 0, 20), mu=WATER)])
        for thick in (0.01, 3, 9)
    ]
    found = [
        factors_of(scanner, cover, hidden, thing=scene.threat).superposition for cover in covers
    ]
    assert found[0] < 0.01
    assert found == sorted(found)
    # the brightness that is left above nine centimetres of water is what is left of the contrast
    assert found[2] == pytest.approx(1 - np.exp(-0.45 * 9 * 0.2), abs=0.03)


def test_a_flat_thing_on_edge_hides_its_side(scanner):
    orders = [Order(bag="suitcase", threat="pressed-slab", turn_deg=angle) for angle in (0, 90)]
    flat, turned = (take_image(order, 21).views[0].factors for order in orders)
    assert flat.turned_deg < 25
    assert turned.turned_deg > 60
    assert flat.view_difficulty < 0.15
    assert turned.view_difficulty > 0.5


def test_opacity_counts_what_is_nearly_black(scanner, stand):
    steel = np.array([20.0, 9.0, 5.0, 8.0])
    half_dark = joined(
        [
            stand(shapes.box(20, 20, 1), at=(-10, 0, 12), mu=WATER),
            stand(shapes.box(20, 20, 3), at=(10, 0, 12), mu=steel),
        ]
    )
    assert factors_of(scanner, half_dark, None).opacity == pytest.approx(0.5, abs=0.03)


def test_many_small_things_are_more_clutter_than_one_large(scanner, stand):
    large = stand(shapes.box(40, 30, 3), mu=WATER)
    small = joined(
        [
            stand(shapes.box(1.5, 1.5, 3), at=(x, y, 12), mu=WATER * 3)
            for x in range(-18, 20, 3)
            for y in range(-13, 14, 3)
        ]
    )
    few, many = (factors_of(scanner, bag, None).clutter for bag in (large, joined([large, small])))
    assert many > 3 * few
