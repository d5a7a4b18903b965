"""Measure what makes a threat hard to see: rotation, superposition, opacity, clutter.

Schwaninger, Hardmeier and Hofer (2005) named view difficulty, superposition and bag complexity;
Schwaninger, Michel and Bolfing (2007, Appl. Perception in Graphics and Visualization 4) and Bolfing
and Schwaninger (2007, Measurement Formulae for Image-Based Factors in X-ray Imagery) estimate them
from pictures.  Here the scene is known, so they are computed from it, from 0 (easy) to 1.
About 16,000 projected threats (Schwaninger et al. 2008, ICRAT) showed a strong effect of view
difficulty and superposition on hits, a small one of opacity, none of clutter.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from aatulab.inspection.xray.arrays import Bytes
from aatulab.inspection.xray.compiled import compiled
from aatulab.inspection.xray.models.library import Model
from aatulab.inspection.xray.packing.scene import Thing
from aatulab.inspection.xray.physics.scanner import View, read_scanner
from aatulab.inspection.xray.rendering.depths import optical_depths
from aatulab.inspection.xray.rendering.exposure import SEEN_DEPTH, Exposure

_DETAIL = 4  # half-resolution pixels to each side: finer than about 1.6 cm is detail


@dataclass(frozen=True)
class Factors:
    """The image factors of one view; the first three only exist where something is hidden."""

    turned_deg: float | None  # from lying flat before the ray, 0 to 90
    view_difficulty: float | None  # share of its flat silhouette that is not seen
    superposition: float | None  # share of its contrast that the bag takes away
    opacity: float  # share of the bag that is nearly black
    clutter: float  # fine detail in the bag


def measure(made: Exposure, view: View, threat: Thing | None) -> Factors:
    """Return the factors of one view of a scene."""
    bag, dark, seen, changed, alone = made.sums.sum(axis=0)
    opacity = float(dark / bag) if bag else 0.0
    clutter = float(_clutter(made.grey)) if bag else 0.0
    if threat is None:
        return Factors(None, None, None, opacity, clutter)
    ray = threat.at - np.array([threat.at[0], *view.source])
    distance = float(np.linalg.norm(ray))
    along = abs(float(threat.turn[:, 2] @ ray)) / distance
    shown = seen * _pixel_cm2(view, distance)
    flat = _flat_cm2(threat.model, threat.variant) * threat.size**2
    return Factors(
        turned_deg=float(np.degrees(np.arccos(min(along, 1.0)))),
        view_difficulty=float(np.clip(1 - shown / flat, 0, 1)),
        superposition=float(1 - np.sqrt(changed / alone)) if alone else None,
        opacity=opacity,
        clutter=clutter,
    )


def _pixel_cm2(view: View, distance: float) -> float:
    """Return what a pixel covers at a distance from the source: across the belt it shrinks."""
    to_line = np.linalg.norm(np.add(view.first, view.last) / 2 - np.array(view.source))
    return float(read_scanner().pitch_cm ** 2 * distance / to_line)


@cache
def _flat_cm2(model: Model, variant: int) -> float:
    """Return the silhouette of an object that lies flat, seen straight from above."""
    scanner, view = read_scanner(), read_scanner().view("top")
    middle = np.array([0.0, *np.add(view.first, view.last) / 2])
    depth = optical_depths(model.variants[variant].solids.moved(np.eye(3), middle), scanner, view)
    return float((depth[1] > SEEN_DEPTH).sum()) * scanner.pitch_cm**2


@compiled
def _clutter(grey: Bytes) -> float:
    """Return the mean difference of the bag's pixels from their surroundings, 0 to 1."""
    rows, columns = grey.shape
    sums = np.zeros((rows + 1, columns + 1), np.int64)
    for i in range(rows):
        along = 0
        for j in range(columns):
            along += grey[i, j]
            sums[i + 1, j + 1] = sums[i, j + 1] + along
    total, count = 0.0, 0
    for i in range(_DETAIL, rows - _DETAIL):
        for j in range(_DETAIL, columns - _DETAIL):
            if grey[i, j] < 254:
                a, b, c, d = i - _DETAIL, i + _DETAIL + 1, j - _DETAIL, j + _DETAIL + 1
                around = sums[b, d] - sums[a, d] - sums[b, c] + sums[a, c]
                total += abs(grey[i, j] - around / (2 * _DETAIL + 1) ** 2)
                count += 1
    return total / max(count, 1) / 255.0
