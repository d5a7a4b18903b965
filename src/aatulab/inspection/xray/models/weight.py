"""Weigh solids: what weighs as much as the real thing also looks like it in X-rays."""

import numpy as np

from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models.solids import BOX, CAPSULE, ELLIPSOID, PILLOW, Solids

_BALL = 4 * np.pi / 3


def grams(solids: Solids) -> float:
    """Return the weight of all solids together; hollows count as less than nothing."""
    return float((volumes(solids) * solids.mu[:, -1]).sum())


def volumes(solids: Solids) -> Floats:
    """Return (n,) in cm³.

    Leaning ends of a tube cut off as much as they add, since both planes meet its middle line.
    """
    unit = np.array([_unit(int(k), e) for k, e in zip(solids.kind, solids.extra, strict=True)])
    scale: Floats = 1.0 / np.abs(np.linalg.det(solids.axes))
    return unit * scale


def _unit(kind: int, extra: Floats) -> float:
    if kind == BOX:
        return 8.0
    if kind == ELLIPSOID:
        return float(_BALL)
    if kind == PILLOW:
        return _pillow(float(extra[0]))
    if kind == CAPSULE:
        return float(_BALL + 2 * np.pi * extra[0])
    return float(2 * np.pi * (1 + extra[0] ** 2 / 3))


def _pillow(radius: float) -> float:
    """Return the volume that a cube of side 2 and a ball about its middle have in common."""
    z = (np.arange(400) + 0.5) / 400
    reach = np.sqrt(np.maximum(radius**2 - z**2, 0.0))
    return float(2 * np.mean(_square_and_disc(reach)))


def _square_and_disc(reach: Floats) -> Floats:
    """Return the area that a square of side 2 and a disc of radius `reach` have in common."""
    over = np.clip(reach, 1.0, np.sqrt(2.0))
    angle = np.arccos(1.0 / over)
    segments = 4 * (over**2 * angle - np.sqrt(over**2 - 1))
    inside = np.where(reach < 1.0, np.pi * reach**2, np.pi * over**2 - segments)
    return np.where(reach >= np.sqrt(2.0), 4.0, inside)
