"""Compute optical depths: how much the bag weakens each ray, at each energy, without noise.

Beer and Lambert: what is seen is exp(-depth), and the depth is the sum over all solids of their
attenuation times the ray's way through them.  Used by tests and by everything that needs the
exact picture; the fast path in `exposure` does the same row by row.
"""

import math
from functools import cache

import numpy as np

from aatulab.inspection.xray.arrays import Floats, Singles, Whole
from aatulab.inspection.xray.compiled import compiled
from aatulab.inspection.xray.models.solids import Solids
from aatulab.inspection.xray.physics.scanner import BINS, Scanner, View
from aatulab.inspection.xray.rendering.chords import FOLD_SIDE, Belt, Pieces, add_solid


def optical_depths(solids: Solids, scanner: Scanner, view: View) -> Singles:
    """Return (bins, rows, columns): the optical depth at each energy of the scanner."""
    depths = np.zeros((scanner.rows, BINS, scanner.columns), np.float32)
    rays = view.rays(scanner.rows)
    pieces = pack(solids)
    _fill(depths, pieces, row_reach(pieces, view, scanner.rows), rays, make_belt(scanner))
    return depths.swapaxes(0, 1)


def pack(solids: Solids) -> Pieces:
    """Return the arrays that the compiled functions take."""
    return Pieces(
        solids.kind.astype(np.int64),
        np.ascontiguousarray(solids.centre),
        np.ascontiguousarray(solids.axes),
        np.ascontiguousarray(solids.extent),
        np.ascontiguousarray(solids.extra),
        np.ascontiguousarray(solids.mu[:, :BINS], dtype=np.float32),
    )


@cache
def make_belt(scanner: Scanner) -> Belt:
    """Return the columns and the creases; the same for every picture of a scanner."""
    return Belt(scanner.column_cm().astype(np.float32), scanner.pitch_cm, _creases())


def row_reach(pieces: Pieces, view: View, rows: int) -> Whole:
    """Return (n, 2): the first row that each solid can touch, and the one after the last."""
    ends = np.array([view.source, view.first, view.last])
    return _row_reach(pieces, ends, rows)


@compiled
def _row_reach(pieces: Pieces, ends: Floats, rows: int) -> Whole:
    """Project the corners of the box around each solid from the source onto the line of rows."""
    reach = np.empty((pieces.kind.size, 2), np.int64)
    line = ends[2] - ends[1]
    for n in range(pieces.kind.size):
        frame = np.linalg.inv(pieces.axes[n])
        low, high = 1e9, -1e9
        for corner in range(8):
            y, z = pieces.centre[n, 1], pieces.centre[n, 2]
            for k in range(3):
                sign = 1.0 if corner >> k & 1 else -1.0
                y += sign * frame[1, k] * pieces.extent[n, k]
                z += sign * frame[2, k] * pieces.extent[n, k]
            y -= ends[0, 0]
            z -= ends[0, 1]
            # first + share·line lies on the way from the source to the corner
            across = line[0] * z - line[1] * y
            share = ((ends[0, 0] - ends[1, 0]) * z - (ends[0, 1] - ends[1, 1]) * y) / across
            low, high = min(low, share), max(high, share)
        reach[n, 0] = max(math.floor(low * (rows - 1)), 0)
        reach[n, 1] = min(math.ceil(high * (rows - 1)) + 1, rows)
    return reach


@compiled
def _fill(depths: Singles, pieces: Pieces, reach: Whole, rays: Floats, belt: Belt) -> None:
    for row in range(depths.shape[0]):
        line = np.empty((3, 3))
        for n in range(reach.shape[0]):
            if reach[n, 0] <= row < reach[n, 1]:
                add_solid(depths[row], n, pieces, rays[row], belt, line)


def _creases() -> Singles:
    """Return a square table, -1 to 1, that repeats without a seam: folds of cloth, seen through.

    Waves of a few directions bend each other; the ridges are narrower than the valleys.
    """
    across, along = np.meshgrid(*[np.arange(FOLD_SIDE) * 2 * np.pi / FOLD_SIDE] * 2)
    bent = 1.1 * np.sin(along + 0.4) + 0.7 * np.sin(2 * along - across) + 0.4 * np.sin(3 * along)
    ridges = np.abs(np.sin(4 * across + bent)) ** 0.6 + 0.5 * np.abs(
        np.sin(2 * across - along * 3 + 0.8 * np.sin(2 * across + 1.0))
    )
    soft = 0.5 * np.sin(across + along + np.sin(along)) + 0.3 * np.sin(5 * along + bent)
    table = -ridges + soft
    table -= table.mean()
    scaled: Singles = (table / np.abs(table).max()).astype(np.float32)
    return scaled
