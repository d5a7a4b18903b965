"""Draw barcodes, and what a telephone makes of them: turned, noisy, pale, out of focus.

For lessons and tests.  All numbers drawn in this lab begin with the prefix for demonstrations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image, ImageFilter

from aatulab.codes.elements import write_elements

Grey = npt.NDArray[np.uint8]
Symbol = Literal["DataMatrix", "Code128"]
_SCALE, _PAPER, _INK = 3, 255, 0


@dataclass(frozen=True)
class Camera:
    """How a picture was taken; the default is a good one.

    `turned` in degrees, `noise` as standard deviation in shades of grey (0 to 255), `contrast` from
    0 to 1, `blur` in pixels.
    """

    turned: float = 0.0
    noise: float = 0.0
    contrast: float = 1.0
    blur: float = 0.0


def draw_ean(gtin: str, scale: int = _SCALE) -> Grey:
    """Return the EAN-13 symbol of an article number, black on white, with its quiet zones.

    >>> draw_ean("9520000000011").shape
    (165, 339)
    """
    return _pixels(zxingcpp.create_barcode(gtin, zxingcpp.EAN13), scale)


def draw_elements(
    values: Mapping[str, str], symbol: Symbol = "DataMatrix", scale: int = 2 * _SCALE
) -> Grey:
    """Return the symbol of an element string: a GS1 DataMatrix, or a GS1-128."""
    shape = zxingcpp.DataMatrix if symbol == "DataMatrix" else zxingcpp.Code128
    return _pixels(zxingcpp.create_barcode(write_elements(values), shape, gs1=True), scale)


def photographed(symbol: Grey, camera: Camera, rng: np.random.Generator) -> Grey:
    """Return a symbol as a telephone would take it."""
    room = max(symbol.shape) // 5
    paper = np.pad(symbol, room, constant_values=_PAPER)
    picture = Image.fromarray(paper)
    if camera.turned:
        picture = picture.rotate(
            camera.turned, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER
        )
    if camera.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(camera.blur))
    shades = 140 + (np.asarray(picture, dtype=float) - 140) * camera.contrast
    noisy = shades + rng.normal(0.0, camera.noise, shades.shape) if camera.noise else shades
    return np.clip(np.rint(noisy), _INK, _PAPER).astype(np.uint8)


def _pixels(code: zxingcpp.Barcode, scale: int) -> Grey:
    return cast("Grey", np.array(zxingcpp.write_barcode_to_image(code, scale=scale)))
