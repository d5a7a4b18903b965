"""Second opinions on shapes and places: whether a point is inside, and where a ray puts it."""

import numpy as np
import pytest

from aatulab.inspection.xray.models.solids import BOX, CAPSULE, ELLIPSOID, PILLOW, rotation
from aatulab.inspection.xray.physics.scanner import read_scanner

PLAIN = np.array([1.0, 1.0, 1.0, 1.0])  # a material that weakens by one e-folding each cm


@pytest.fixture(scope="session")
def scanner():
    return read_scanner()


@pytest.fixture(scope="session")
def contains():
    return _contains


@pytest.fixture(scope="session")
def along_ray():
    return _along_ray


@pytest.fixture(scope="session")
def pixel_of():
    return _pixel_of


@pytest.fixture(scope="session")
def stand():
    return _stand


def _contains(solids, points):
    """Return (points, solids): membership by the definition of each shape."""
    local = np.einsum("nij,pnj->pni", solids.axes, points[:, None] - solids.centre)
    inside = np.zeros(local.shape[:2], dtype=bool)
    for n in range(len(solids)):
        x, y, z = local[:, n].T
        e = solids.extra[n]
        slab = (abs(x) <= 1) & (abs(y) <= 1) & (abs(z) <= 1)
        if solids.kind[n] == BOX:
            inside[:, n] = slab
        elif solids.kind[n] == ELLIPSOID:
            inside[:, n] = x**2 + y**2 + z**2 <= 1
        elif solids.kind[n] == PILLOW:
            inside[:, n] = slab & (x**2 + y**2 + z**2 <= e[0] ** 2)
        elif solids.kind[n] == CAPSULE:
            inside[:, n] = x**2 + y**2 + (z - np.clip(z, -e[0], e[0])) ** 2 <= 1
        else:
            ends = (z <= 1 + e[1] * x + e[2] * y) & (z >= -1 + e[3] * x + e[4] * y)
            inside[:, n] = (x**2 + y**2 <= (1 + e[0] * z) ** 2) & ends
    return inside


def _along_ray(scanner, view, row, column, reach=14.0, step=0.004):
    """Return points on one ray, `step` cm apart, around the place where bags are."""
    y, z, dy, dz = view.rays(scanner.rows)[row]
    nearest = (0 - y) * dy + (12 - z) * dz
    t = np.arange(-reach, reach, step) + nearest
    x = np.full_like(t, scanner.column_cm()[column])
    return np.column_stack([x, y + t * dy, z + t * dz])


def _pixel_of(scanner, view, points):
    """Return (points, 2): column and row at which points are seen, not rounded."""
    column = points[:, 0] / scanner.pitch_cm + (scanner.columns - 1) / 2
    source, first, last = (np.array(p) for p in (view.source, view.first, view.last))
    rows = []
    for y, z in points[:, 1:]:
        to_point, line = np.array([y, z]) - source, last - first
        # source + s·to_point = first + share·line
        _, share = np.linalg.solve(np.column_stack([to_point, -line]), first - source)
        rows.append(share * (scanner.rows - 1))
    return np.column_stack([column, rows])


def _stand(shape, degrees=(0, 0, 0), at=(0, 0, 12), mu=PLAIN):
    """Return a shape of a material, turned, in the middle of the tunnel."""
    return shape(mu, 0.0).moved(rotation(degrees), np.array(at, dtype=float))
