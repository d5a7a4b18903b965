"""Lengths in closed form are the lengths that points along the ray count."""

import numpy as np
import pytest

from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.rendering.depths import optical_depths

SHAPES = {
    "box": (shapes.box(10, 6, 4), (20, 30, 40)),
    "box on edge": (shapes.box(10, 6, 0.3), (90, 0, 0)),
    "ellipsoid": (shapes.ellipsoid(10, 6, 4), (20, 30, 40)),
    "pillow": (shapes.pillow((10, 6, 4), 1.2, 0.0, 4, 0), (20, 30, 40)),
    "oval tube": (shapes.tube(6, 4, 10), (70, 10, 40)),
    "upright tube": (shapes.tube(6, 6, 10), (0, 0, 0)),
    "cone": (shapes.tube(6, 4, 10, taper=0.6), (10, 10, 40)),
    "blunt cone seen from above": (shapes.tube(6, 6, 3, taper=0.9), (0, 0, 0)),
    "capsule": (shapes.capsule(4, 12), (80, 20, 40)),
    "upright capsule": (shapes.capsule(4, 12), (0, 0, 0)),
    "bent wire": (shapes.wire([[-8, 0, 0], [-3, 4, 1], [4, -3, 0], [8, 2, 2]], (1, 3)), (20, 0, 9)),
    "ring": (shapes.ring(10, 8, 1.5), (30, 20, 0)),
    "coil": (shapes.coil(4, 12, 6, 0.5), (70, 20, 0)),
}


@pytest.mark.parametrize("view_name", ["top", "side"])
@pytest.mark.parametrize("name", SHAPES)
def test_a_length_is_what_points_along_the_ray_count(
    name, view_name, scanner, contains, along_ray, stand
):
    shape, degrees = SHAPES[name]
    solids = stand(shape, degrees)
    view = scanner.view(view_name)
    lengths = optical_depths(solids, scanner, view)[0]
    hit = np.argwhere(lengths > 0)
    assert len(hit) > 100
    rng = np.random.default_rng(5)
    rays = 60 if len(solids) < 8 else 16
    near = hit[rng.integers(len(hit), size=rays)] + rng.integers(-6, 7, (rays, 2))
    for row, column in np.clip(near, 0, [scanner.rows - 1, scanner.columns - 1]):
        points = along_ray(scanner, view, row, column)
        inside = contains(solids, points)
        # a wire's pieces meet and never overlap: their sum is the length of their union
        assert lengths[row, column] == pytest.approx(inside.any(axis=1).sum() * 0.004, abs=0.02)


def test_nothing_is_drawn_outside_of_a_solids_own_rows(scanner, stand):
    solids = stand(shapes.box(4, 4, 4))
    for view in scanner.views:
        assert (optical_depths(solids, scanner, view)[0] > 0).mean() < 0.01


def test_creases_move_matter_but_hardly_change_how_much_there_is(scanner, stand):
    view = scanner.view("top")
    plain, creased = (
        optical_depths(stand(shapes.pillow((30, 22, 3), 1.3, f, 6, 1.0)), scanner, view)[0]
        for f in (0.0, 0.6)
    )
    assert creased.sum() == pytest.approx(plain.sum(), rel=0.03)
    assert np.abs(creased - plain).max() > 0.3


def test_what_is_near_the_source_looks_larger_across_the_belt_only(scanner, stand):
    view = scanner.view("top")
    low, high = (
        optical_depths(stand(shapes.box(10, 10, 1), at=(0, 0, z)), scanner, view)[0] > 0.5
        for z in (2, 22)
    )
    assert low.any(axis=1).sum() > 1.15 * high.any(axis=1).sum()
    assert low.any(axis=0).sum() == high.any(axis=0).sum()
