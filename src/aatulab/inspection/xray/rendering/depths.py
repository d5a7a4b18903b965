"""Compute optical depths: how much the bag weakens each ray, at each energy, without noise.

Beer and Lambert: what is seen is exp(-depth), and the depth is the sum over all solids of their
attenuation times the ray's way through them.  Used by tests and by everything that needs the
exact picture; the fast path in `exposure` does the same row by row.
"""

import math
from functools import cache

import numpy as np

from aatulab.inspection.xray.arrays import Floats, Singles, Whole
from aatulab.inspection.xray.compiled import compiled, inner
from aatulab.inspection.xray.models.solids import Solids
from aatulab.inspection.xray.physics.scanner import BINS, Scanner, View
from aatulab.inspection.xray.rendering.chords import BLOCK, FOLD_SIDE, Belt, Pieces, add_solid


def optical_depths(solids: Solids, scanner: Scanner, view: View) -> Singles:
    """Return (bins, rows, columns): the optical depth at each energy of the scanner."""
    belt, rays, pieces = make_belt(scanner), view.rays(scanner.rows), pack(solids)
    depths = np.zeros((scanner.rows, BINS, belt.columns.size), np.float32)
    _fill(depths, pieces, row_reach(pieces, view, scanner.rows), rays, belt)
    return depths[..., : belt.width].swapaxes(0, 1)


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
    whole = -(-scanner.columns // BLOCK) * BLOCK
    places = scanner.column_cm()[0] + np.arange(whole) * scanner.pitch_cm
    return Belt(places.astype(np.float32), scanner.columns, scanner.pitch_cm, _creases())


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
    room = np.empty(belt.columns.size, np.float32)
    accumulate(depths, room, 0, pieces, reach, rays, belt)


@inner
def accumulate(
    depth: Singles,
    room: Singles,
    first: int,
    pieces: Pieces,
    reach: Whole,
    rays: Floats,
    belt: Belt,
) -> bool:
    """Add all solids to `depth` (rows, bins, columns), the rows of a picture from `first` on.

    Return whether there were any.  A solid is added to all of these rows before the next one:
    they hardly differ in which columns it reaches, and that is what a processor foresees well.
    """
    any_there = False
    for n in range(reach.shape[0]):
        start = max(reach[n, 0], first)
        for row in range(start, min(reach[n, 1], first + depth.shape[0])):
            add_solid(depth, np.uint64(row - first), room, n, pieces, rays[row], belt)
            any_there = True
    return any_there


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
