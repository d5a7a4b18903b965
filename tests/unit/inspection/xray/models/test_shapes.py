"""Shapes: their mass, their joints, their hollows."""

import numpy as np
import pytest

from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.models.solids import joined, rotation
from aatulab.inspection.xray.models.weight import grams, volumes

PLAIN = np.ones(4)  # weakens by one e-folding each cm
SOME = {
    "box": shapes.box(3, 4, 5),
    "ellipsoid": shapes.ellipsoid(3, 4, 5),
    "nearly a ball": shapes.pillow((4, 4, 4), 1.02, 0, 1, 0),
    "pillow": shapes.pillow((6, 4, 3), 1.3, 0, 1, 0),
    "nearly a box": shapes.pillow((6, 4, 3), 1.6, 0, 1, 0),
    "cone": shapes.tube(3, 2, 6, taper=0.7),
    "capsule": shapes.capsule(2, 7),
    "bent wire": shapes.wire([[0, 0, 0], [3, 1, 0], [5, 4, 1]], (0.8,)),
}


@pytest.mark.parametrize("name", SOME)
def test_a_volume_is_what_points_count(name, contains):
    solids = SOME[name](PLAIN, 0.0).moved(rotation([20, 30, 40]), np.zeros(3))
    low, high = solids.bounds()
    points = np.random.default_rng(1).uniform(low, high, (200_000, 3))
    counted = contains(solids, points).any(axis=1).mean() * np.prod(high - low)
    assert volumes(solids).sum() == pytest.approx(counted, rel=0.02)


def test_a_wire_thinner_than_a_pixel_keeps_its_mass():
    fat, thin = (
        shapes.wire([[0, 0, 0], [10, 0, 0]], (thick,))(PLAIN, 0.0) for thick in (0.2, 0.02)
    )
    assert grams(thin) == pytest.approx(grams(fat) / 100)
    assert 1 / np.linalg.norm(thin.axes[0, 0]) > 0.05


def test_a_ring_has_the_mass_of_a_ring():
    assert grams(shapes.ring(10, 10, 0.8)(PLAIN, 0.0)) == pytest.approx(
        np.pi * 10 * np.pi * 0.4**2, rel=0.01
    )


def test_pieces_of_a_wire_touch_and_do_not_overlap(contains):
    solids = shapes.wire([[-4, 0, 0], [0, 0, 0], [2, 3, 0], [2, 3, 4]], (1.0,))(PLAIN, 0.0)
    points = np.random.default_rng(2).uniform([-4, -1, -1], [3, 4, 4], (300_000, 3))
    inside = contains(solids, points)
    assert (inside.sum(axis=1) > 1).sum() < 0.005 * inside.any(axis=1).sum()
    # on the middle line there is matter everywhere, at the bends too
    path = np.concatenate(
        [np.linspace([-4, 0, 0], [0, 0, 0], 50), np.linspace([0, 0, 0], [2, 3, 0])]
    )
    assert contains(solids, path[1:]).any(axis=1).all()


def test_the_hollow_of_a_cone_stays_inside_its_wall(contains):
    cone = shapes.tube(24, 24, 1.2, taper=0.1)
    outer, inner = cone(PLAIN, 0.0), cone(PLAIN, -0.3)
    points = np.random.default_rng(3).uniform([-14, -14, -1], [14, 14, 1], (200_000, 3))
    assert not (contains(inner, points) & ~contains(outer, points)).any()


def test_an_open_tube_is_hollow_from_end_to_end(contains):
    pipe = shapes.tube(4, 4, 10, is_open=True)
    solids = joined([pipe(PLAIN, 0.0), pipe(-PLAIN, -0.5)])
    ends = np.array([[0, 0, -4.99], [0, 0, 4.99], [1.8, 0, 4.99]])
    inside = (contains(solids, ends) * solids.mu[:, 0]).sum(axis=1)
    assert inside.tolist() == [0, 0, 1]


def test_a_smooth_path_goes_through_its_points():
    points = np.array([[0, 0, 0], [1, 2, 0], [4, 2, 1], [5, 0, 0]], dtype=float)
    path = shapes.smooth(points)
    assert np.allclose(path[::3], points)
    assert len(path) == 10
