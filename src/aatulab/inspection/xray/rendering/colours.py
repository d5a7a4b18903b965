"""Colour a view: hue by effective atomic number, brightness by how much gets through.

Orange is organic (below 10), green mixed or light metal (10 to 20), blue metal (above 20): the
colours that makers of baggage scanners agree on, with 10 as the border of organic matter
(SENS-TECH, Dual Energy X-ray Imaging for Materials Discrimination; TSI Magazine, X-Ray
Limitations: Getting the most out of our equipment).
Colour is mixed like inks: thin matter is pale, thick matter saturated, the thickest black.
The hue comes from signals averaged over 3 x 3 pixels, since the ratio of two noisy numbers is
noisier than either; the brightness stays as sharp as the detector is.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from aatulab.inspection.xray.arrays import Bits, Bytes, Codes, Singles
from aatulab.inspection.xray.compiled import compiled, inner
from aatulab.inspection.xray.physics.atomic_number import (
    DEPTH_MOST,
    DEPTHS,
    RATIO_LEAST,
    RATIO_MOST,
    RATIOS,
    Z_LEAST,
    Z_MOST,
    calibrate,
)
from aatulab.inspection.xray.physics.scanner import Scanner
from aatulab.inspection.xray.rendering.exposure import LOG_STEPS, TONE

HUES, TONES = 128, 256
# atomic number, then how much of each ink (red, green, blue light taken away) the hue has
_INKS = np.array(
    [
        [6.0, 0.42, 1.00, 2.60],
        [8.3, 0.44, 1.04, 2.50],
        [9.6, 0.72, 0.90, 2.30],
        [11.0, 1.45, 0.72, 1.90],
        [14.5, 1.75, 0.72, 1.55],
        [17.5, 1.90, 0.86, 1.05],
        [20.0, 1.95, 1.15, 0.62],
        [23.0, 1.85, 1.32, 0.46],
        [30.0, 1.80, 1.38, 0.44],
    ]
)


class Room(NamedTuple):
    """Rows to work in: places in the palette's table, and sums of signals, one wider each way."""

    place: Bits
    low: Singles
    high: Singles


class Palette(NamedTuple):
    """From signals to colours by two look-ups."""

    hue: Bytes  # (depths, ratios): which hue a pair of signals has
    colour: npt.NDArray[np.uint32]  # (HUES, TONES): four bytes as one number


@cache
def make_palette(scanner: Scanner) -> Palette:
    """Return the scanner's palette; the same for every picture."""
    table = calibrate(scanner).table
    hue = np.round((table - Z_LEAST) / (Z_MOST - Z_LEAST) * (HUES - 1))
    z = np.linspace(Z_LEAST, Z_MOST, HUES)
    inks = np.column_stack([np.interp(z, _INKS[:, 0], _INKS[:, k]) for k in (1, 2, 3)])
    bright = np.linspace(0.0, 1.0, TONES)[None, :, None]
    colour = np.full((HUES, TONES, 4), 255, np.uint8)
    colour[..., :3] = np.round(255.0 * bright ** inks[:, None, :])
    return Palette(hue.astype(np.uint8), colour.view(np.uint32)[..., 0])


def colour_view(scanner: Scanner, low: Codes, high: Codes) -> Bytes:
    """Return (rows, columns, 4): red, green, blue and full opacity, for stored log signals."""
    picture = np.empty(low.shape, np.uint32)
    _colour(picture, low, high, make_palette(scanner), _tones())
    return picture.view(np.uint8).reshape(*low.shape, 4)


def hue_view(scanner: Scanner, low: Codes, high: Codes) -> Bytes:
    """Return (rows, columns): which of the palette's hues each pixel has, for viewers."""
    hues = np.empty(low.shape, np.uint8)
    _hue(hues, low, high, make_palette(scanner))
    return hues


@cache
def _tones() -> Bytes:
    """Return the brightness, as a place in the palette, for the sum of both stored signals."""
    depth = np.arange(2**17) / (2 * LOG_STEPS)
    return np.round(np.exp(-TONE * depth) * (TONES - 1)).astype(np.uint8)


@compiled
def _colour(
    picture: npt.NDArray[np.uint32], low: Codes, high: Codes, palette: Palette, tones: Bytes
) -> None:
    rows, columns = low.shape
    room = _make_room(columns)
    place = room.place
    for row in range(rows):
        _look_up(room, low, high, row)
        hue, colour = palette.hue.ravel(), palette.colour.ravel()
        one, other, line = low[row], high[row], picture[row]
        for j in range(columns):
            tone = tones[np.int32(one[j]) + np.int32(other[j])]
            ink = np.int32(hue[np.uint32(place[j])])
            line[j] = colour[ink * np.int32(TONES) + np.int32(tone)]


@compiled
def _hue(hues: Bytes, low: Codes, high: Codes, palette: Palette) -> None:
    rows, columns = low.shape
    room = _make_room(columns)
    place = room.place
    for row in range(rows):
        _look_up(room, low, high, row)
        hue, line = palette.hue.ravel(), hues[row]
        for j in range(columns):
            line[j] = hue[np.uint32(place[j])]


@compiled
def _make_room(columns: int) -> Room:
    return Room(
        np.empty(columns, np.int32),
        np.empty(columns + 2, np.float32),
        np.empty(columns + 2, np.float32),
    )


@inner
def _add_up(line: Singles, codes: Codes, row: int) -> None:
    """Put the sums of three rows' pixels into `line`, with one more at each end."""
    above, below = codes[max(row - 1, 0)], codes[min(row + 1, codes.shape[0] - 1)]
    middle = codes[row]
    for j in range(middle.size):
        line[j + 1] = np.float32(np.int32(above[j]) + np.int32(middle[j]) + np.int32(below[j]))
    line[0], line[-1] = line[1], line[-2]


@inner
def _look_up(room: Room, low: Codes, high: Codes, row: int) -> None:
    """Put the place in the calibration's table for 3 x 3 averages of a row into `room.place`."""
    _add_up(room.low, low, row)
    _add_up(room.high, high, row)
    soft_line, hard_line, place = room.low, room.high, room.place
    deep = np.float32(DEPTHS / (DEPTH_MOST * LOG_STEPS * 9.0))
    steep = np.float32(RATIOS / (RATIO_MOST - RATIO_LEAST))
    least = np.float32(RATIO_LEAST)
    for j in range(place.size):
        soft = soft_line[j] + soft_line[j + 1] + soft_line[j + 2]
        hard = hard_line[j] + hard_line[j + 1] + hard_line[j + 2]
        row_of = min(np.int32(hard * deep), np.int32(DEPTHS - 1))
        ratio = soft / max(hard, np.float32(1.0))
        column = np.int32(max((ratio - least) * steep, np.float32(0.0)))
        place[j] = row_of * np.int32(RATIOS) + min(column, np.int32(RATIOS - 1))
