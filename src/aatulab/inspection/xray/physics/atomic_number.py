"""Estimate the effective atomic number from the two signals, as a scanner's calibration does.

The photoelectric part of attenuation falls steeply with energy and rises steeply with the atomic
number, the Compton part does neither; so the ratio of the low to the high signal tells light from
heavy (Rebuffel & Dinten 2007, Insight 49:589; Singh & Singh 2003, Signal Processing 83:31).
Because a spectrum hardens on its way, the ratio of one element also depends on how much of it there
is: scanners are calibrated with step wedges of known materials, and so is this table.
"""

from dataclasses import dataclass

import numpy as np
import xraydb

from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.physics.scanner import Scanner

Z_LEAST, Z_MOST = 6.0, 30.0
ORGANIC_BELOW, METAL_ABOVE = 10.0, 20.0
RATIO_LEAST, RATIO_MOST = 1.0, 3.0
DEPTH_MOST = 8.0
BLIND_DEPTH = 8.4  # log signal of the front detector from which on noise decides
DEPTHS, RATIOS = 64, 256


@dataclass(frozen=True)
class Calibration:
    """Effective atomic number by high-energy log signal (rows) and ratio low/high (columns)."""

    table: Floats

    def estimate(self, low: Floats, high: Floats) -> Floats:
        """Return the effective atomic number for log signals; 0 where nothing weakens the beam."""
        safe = np.maximum(high, 1e-6)
        rows, columns = self.table.shape
        row = np.clip(high / DEPTH_MOST * rows, 0, rows - 1).astype(np.int64)
        place = (low / safe - RATIO_LEAST) / (RATIO_MOST - RATIO_LEAST) * columns
        column = np.clip(place, 0, columns - 1).astype(np.int64)
        return np.where(high > 1e-4, self.table[row, column], 0.0)


def log_signals(scanner: Scanner, depths: Floats) -> tuple[Floats, Floats]:
    """Return low and high log signal, without noise, for optical depths (bins, ...) of the bins."""
    seen = np.exp(-depths)
    low, high = (
        -np.log(np.tensordot(np.array(shares), seen, axes=1))
        for shares in (scanner.low, scanner.high)
    )
    return low, high


def calibrate(scanner: Scanner) -> Calibration:
    """Return the table, from wedges of the elements from carbon to zinc."""
    elements = np.arange(int(Z_LEAST), int(Z_MOST) + 1)
    middle = (np.arange(DEPTHS) + 0.5) * DEPTH_MOST / DEPTHS
    ratios = np.array([_wedge(scanner, int(element), middle) for element in elements])
    grid = RATIO_LEAST + (np.arange(RATIOS) + 0.5) * (RATIO_MOST - RATIO_LEAST) / RATIOS
    table = np.array([np.interp(grid, ratios[:, depth], elements) for depth in range(DEPTHS)])
    # where the detectors count next to nothing the ratio means nothing, and only metal is so thick
    table[(middle[:, None] * grid > BLIND_DEPTH) | (middle[:, None] > 0.8 * BLIND_DEPTH)] = Z_MOST
    return Calibration(table)


def _wedge(scanner: Scanner, element: int, depths: Floats) -> Floats:
    """Return low/high of one element where its high-energy log signal has the given values."""
    per_gram = xraydb.mu_elam(element, np.array(scanner.energies_kev) * 1000.0)
    grams = np.geomspace(1e-3, 400.0, 600) / per_gram[-1] * 0.1
    low, high = log_signals(scanner, per_gram[:, None] * grams)
    return np.interp(depths, high, low) / depths
