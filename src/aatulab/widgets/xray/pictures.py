"""Turn X-ray images into what a browser needs, and no more: depth and hue of every pixel.

Every filter of the viewer is made from these two.  What there is to find crosses only afterwards,
by `lit_up`.  The same palette colours the picture in the browser and the one without it.
"""

import base64
import zlib
from html import escape
from typing import Any

import numpy as np

from aatulab.inspection.xray.audit.sheets import both_views
from aatulab.inspection.xray.audit.tiles import halved, png
from aatulab.inspection.xray.imaging.image import Picture, XrayImage
from aatulab.inspection.xray.physics.atomic_number import (
    METAL_ABOVE,
    ORGANIC_BELOW,
    Z_LEAST,
    Z_MOST,
)
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.inspection.xray.rendering.colours import HUES, hue_view, make_palette
from aatulab.inspection.xray.rendering.exposure import LOG_STEPS, TONE

DEPTH_STEPS = 500  # of the optical depth that is sent, for one e-folding: finer than the noise
_AIR = 5  # of these steps: below, the hue is nothing but noise
_LEVEL = 1  # of compression: twice as small in a few hundredths of a second


def optics() -> dict[str, Any]:
    """Return what turns depth and hue into colours; the same for every picture."""
    return {
        "steps": DEPTH_STEPS,
        "tone": TONE,
        "hues": HUES,
        "organic": _hue_of(ORGANIC_BELOW),
        "metal": _hue_of(METAL_ABOVE),
        "palette": make_palette(read_scanner()).colour.tobytes(),
    }


def encoded(image: XrayImage, number: int) -> dict[str, Any]:
    """Return both views for the browser, without anything that tells what is in them."""
    return {"number": number, "views": [_encoded_view(view) for view in image.views]}


def lit_up(image: XrayImage) -> dict[str, Any]:
    """Return the place of what there was to find, by view: box and mask; empty in harmless bags."""
    return {
        view.name: {
            "box": [view.box.left, view.box.top, view.box.right, view.box.bottom],
            "mask": zlib.compress(view.mask.astype(np.uint8).tobytes(), _LEVEL),
        }
        for view in image.views
        if view.box is not None
    }


def picture_html(image: XrayImage, words: str, *, lit: bool = False) -> str:
    """Return both views as one picture of a page that needs no script."""
    content = base64.b64encode(png(halved(both_views(image, lit=lit)))).decode()
    return (
        f'<img alt="{escape(words)}" src="data:image/png;base64,{content}" '
        'style="max-width:100%;border:1px solid #C9CED3">'
    )


def _encoded_view(view: Picture) -> dict[str, Any]:
    rows, columns = view.low.shape
    both = view.low.astype(np.uint32) + view.high
    depth = np.round(both * (DEPTH_STEPS / (2 * LOG_STEPS))).astype("<u2")
    hue = hue_view(read_scanner(), view.low, view.high)
    hue[depth < _AIR] = 0
    data = zlib.compress(depth.tobytes() + hue.tobytes(), _LEVEL)
    return {"name": view.name, "rows": rows, "columns": columns, "data": data}


def _hue_of(atomic_number: float) -> float:
    return (atomic_number - Z_LEAST) / (Z_MOST - Z_LEAST) * (HUES - 1)
