"""The X-ray image: two views with stored signals, truth masks and factors, from one scene.

This is what a viewer shows and a session scores.  `low` and `high` are what a scanner stores, so
that every filter of a viewer (organic only, high penetration, inversion) can be made from them;
`colour` is the usual picture.  Pixel positions are (column, row) from the upper left.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aatulab.inspection.xray.arrays import Bytes, Codes, Flags
from aatulab.inspection.xray.imaging.box import Box
from aatulab.inspection.xray.imaging.factors import Factors, measure
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.pack import pack
from aatulab.inspection.xray.packing.scene import Scene
from aatulab.inspection.xray.physics.scanner import Scanner, View, read_scanner
from aatulab.inspection.xray.rendering.colours import colour_view
from aatulab.inspection.xray.rendering.exposure import Exposure, expose
from aatulab.world.streams import Streams


@dataclass(frozen=True)
class Picture:
    """One view; arrays are (rows, columns)."""

    name: str
    low: Codes
    high: Codes
    mask: Flags  # where the hidden object is; nowhere in a harmless bag
    factors: Factors

    @cached_property
    def colour(self) -> Bytes:
        """Return (rows, columns, 3): the picture in the usual colours."""
        return colour_view(read_scanner(), self.low, self.high)[..., :3]

    @property
    def box(self) -> Box | None:
        """Return the rectangle around the hidden object, or None."""
        rows = np.flatnonzero(self.mask.any(axis=1))
        if not rows.size:
            return None
        columns = np.flatnonzero(self.mask.any(axis=0))
        return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


@dataclass(frozen=True)
class XrayImage:
    """All views of one bag."""

    scene: Scene
    views: tuple[Picture, ...]

    @property
    def has_threat(self) -> bool:
        """Return whether there is something to find in this image."""
        return any(view.mask.any() for view in self.views)


def take_image(order: Order, seed: int) -> XrayImage:
    """Return the image of a bag packed to order; the same seed gives the same bytes."""
    return develop(pack(order, seed))


def develop(scene: Scene, *, without_threat: bool = False) -> XrayImage:
    """Return the image of a packed bag, or of the same bag with the hidden object taken out.

    The two have noise of their own, so that nothing but the object tells them apart.
    """
    scanner = read_scanner()
    with_threat = scene.hidden is not None and not without_threat
    noise = Streams(scene.seed).of("xray noise", "with" if with_threat else "without")
    keys = noise.integers(2**32, size=len(scanner.views))
    views = tuple(
        _view(scanner, view, scene, int(key), with_threat=with_threat)
        for view, key in zip(scanner.views, keys, strict=True)
    )
    return XrayImage(scene, views)


def _view(scanner: Scanner, view: View, scene: Scene, key: int, *, with_threat: bool) -> Picture:
    hidden = scene.of(scene.hidden) if with_threat and scene.hidden is not None else None
    made: Exposure = expose(scanner, view, scene.harmless, hidden, key)
    factors = measure(made, view, scene.threat if with_threat else None)
    return Picture(view.name, made.low, made.high, made.mask.view(np.bool_), factors)
