"""Read the scanner's description: spectrum bins, detectors, and the geometry of its two views.

A line scanner: the belt moves the bag along x through two fans of rays.  One row of the picture is
one detector of the line, so all rays of a row are parallel; across the belt they fan out, and what
is near the source looks larger.  Called by everything that needs energies or a size of picture.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.fields import Fields
from aatulab.inspection.xray.arrays import Floats

BINS = 3


@dataclass(frozen=True)
class View:
    """One fan of rays; points are (y, z) in cm."""

    name: str
    source: tuple[float, float]
    first: tuple[float, float]
    last: tuple[float, float]

    def rays(self, rows: int) -> Floats:
        """Return (rows, 4): y and z of a point on each row's ray, then its unit direction.

        >>> View("side", (-90.0, 0.0), (0.0, 10.0), (0.0, -10.0)).rays(3)[1].tolist()
        [0.0, 0.0, 1.0, 0.0]
        """
        steps = np.linspace(0.0, 1.0, rows)[:, None]
        points: Floats = np.array(self.first) * (1 - steps) + np.array(self.last) * steps
        along = points - np.array(self.source)
        lengths = np.hypot(along[:, 0], along[:, 1])
        rays: Floats = np.column_stack([points, along[:, 0] / lengths, along[:, 1] / lengths])
        return rays


@dataclass(frozen=True)
class Scanner:
    """Spectrum, detectors and views; lengths in cm, energies in keV."""

    energies_kev: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    quanta: float
    electronic_noise: float
    columns: int
    rows: int
    pitch_cm: float
    views: tuple[View, ...]

    def column_cm(self) -> Floats:
        """Return (columns,): where each column lies along the belt, 0 in the middle."""
        places: Floats = np.arange(self.columns, dtype=float) - (self.columns - 1) / 2
        return places * self.pitch_cm

    def view(self, name: str) -> View:
        """Return one view; `ContentError` when there is none of that name."""
        for view in self.views:
            if view.name == name:
                return view
        known = [view.name for view in self.views]
        raise ContentError(f"view: found {name!r}, expected one of {known}.")


@cache
def read_scanner(path: Path | None = None) -> Scanner:
    """Return the scanner of `datasets/xray/scanner.yml`, or of another file.

    Raises `ContentError` with file, key, what was found and what was expected.
    """
    path = path or datasets_dir() / "xray" / "scanner.yml"
    fields = Fields(str(path), read_yaml(path))
    low, high = (fields.numbers(name, BINS, least=0) for name in ("low", "high"))
    for name, shares in (("low", low), ("high", high)):
        if abs(sum(shares) - 1) > 1e-9:
            raise ContentError(f"{path}: {name}: the shares sum to {sum(shares):g}, expected 1.")
    scanner = Scanner(
        energies_kev=fields.numbers("energies_kev", BINS, least=10),
        low=low,
        high=high,
        quanta=fields.number("quanta", least=100),
        electronic_noise=fields.number("electronic_noise", least=0),
        columns=fields.whole("columns", least=8),
        rows=fields.whole("rows", least=8),
        pitch_cm=fields.number("pitch_cm", least=0.001),
        views=tuple(_view(name, view) for name, view in fields.mappings("views")),
    )
    fields.nothing_else()
    return scanner


def _view(name: str, fields: Fields) -> View:
    source, first, last = (fields.pair(key) for key in ("source", "first", "last"))
    fields.nothing_else()
    return View(name, source, first, last)
