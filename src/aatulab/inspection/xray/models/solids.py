"""Many convex solids as arrays: the one form that packing and rendering understand.

Each solid is a unit shape in a frame of its own: `local = axes @ (point - centre)`.  How strongly
it weakens the beam stands in `mu` (1/cm for each energy bin, then g/cm³); it is negative where a
solid hollows out another one.  Beams add up, so a bottle is glass, minus glass, plus water.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aatulab.inspection.xray.arrays import Floats, Whole

BOX, ELLIPSOID, PILLOW, TUBE, CAPSULE = range(5)
EXTRAS = 6


@dataclass(frozen=True)
class Solids:
    """n solids; lengths in cm.

    `extra` depends on the kind: PILLOW roundness, fold depth, fold frequencies in x and y, phase;
    TUBE taper and the slopes of its two end planes; CAPSULE half length in radii.
    """

    kind: Whole  # (n,)
    centre: Floats  # (n, 3)
    axes: Floats  # (n, 3, 3)
    extent: Floats  # (n, 3): the solid's half sizes in its own frame
    extra: Floats  # (n, EXTRAS)
    mu: Floats  # (n, bins + 1)

    def __len__(self) -> int:
        return len(self.kind)

    def moved(self, turn: Floats, shift: Floats, size: float | Floats = 1.0) -> "Solids":
        """Return them scaled by `size`, turned by a rotation matrix, then shifted.

        `turn`, `shift` and `size` may also be arrays with one entry for each solid.
        """
        scale: Floats = np.asarray(size, dtype=float)[..., None]
        turned: Floats = np.einsum("...ij,...j->...i", turn, self.centre)
        axes: Floats = np.asarray(self.axes @ np.swapaxes(turn, -1, -2), dtype=float)
        axes /= scale[..., None]
        return replace(self, centre=turned * scale + shift, axes=axes)

    def corners(self) -> Floats:
        """Return (n, 8, 3): the corners of the box around each solid."""
        signs = np.array(np.meshgrid([-1, 1], [-1, 1], [-1, 1])).T.reshape(8, 3)
        local = signs[None] * self.extent[:, None]
        frames = np.asarray(np.linalg.inv(self.axes), dtype=float)
        offsets: Floats = np.einsum("nij,nkj->nki", frames, local)
        return self.centre[:, None] + offsets

    def bounds(self) -> Floats:
        """Return (2, 3): the least and greatest coordinates of all solids together."""
        corners = self.corners().reshape(-1, 3)
        return np.array([corners.min(axis=0), corners.max(axis=0)])

    def some(self, which: npt.ArrayLike) -> "Solids":
        """Return a choice of them, by places or by a mask."""
        chosen = np.asarray(which, dtype=None if np.size(which) else np.int64)
        return Solids(
            self.kind[chosen],
            self.centre[chosen],
            self.axes[chosen],
            self.extent[chosen],
            self.extra[chosen],
            self.mu[chosen],
        )

    def weakened_by(self, mu: Floats) -> "Solids":
        """Return the same shapes of another material, as a difference where it is hollowed out."""
        return replace(self, mu=np.broadcast_to(mu, self.mu.shape).copy())


def solid(
    kind: int,
    half: Sequence[float],
    mu: Floats,
    *,
    extent: Sequence[float] = (1.0, 1.0, 1.0),
    extra: Sequence[float] = (),
) -> Solids:
    """Return one solid about the origin; `half` are the lengths of its frame's units in cm."""
    return Solids(
        kind=np.array([kind]),
        centre=np.zeros((1, 3)),
        axes=np.diag(1.0 / np.asarray(half, dtype=float))[None],
        extent=np.array([extent], dtype=float),
        extra=np.array([[*extra, *[0.0] * (EXTRAS - len(extra))]]),
        mu=np.array([mu], dtype=float),
    )


def joined(parts: Sequence[Solids]) -> Solids:
    """Return all solids of all parts, in order."""
    return Solids(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("kind", "centre", "axes", "extent", "extra", "mu")
        )
    )


def rotation(degrees: Sequence[float] | Floats) -> Floats:
    """Return the matrix that turns about x, then y, then z; (n, 3) angles give (n, 3, 3).

    >>> (rotation([0, 0, 90]) @ [1, 0, 0]).round(6).tolist()
    [0.0, 1.0, 0.0]
    """
    angles = np.radians(np.asarray(degrees, dtype=float))
    (cx, cy, cz), (sx, sy, sz) = (np.moveaxis(f(angles), -1, 0) for f in (np.cos, np.sin))
    rows = [
        [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx],
        [sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx],
        [-sy, cy * sx, cy * cx],
    ]
    return np.moveaxis(np.array(rows), (0, 1), (-2, -1))
