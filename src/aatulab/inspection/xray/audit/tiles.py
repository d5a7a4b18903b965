"""Lay pictures out on a sheet, with a line of words above each; draw outlines of masks.

A sheet is an array of pixels, (rows, columns, 3); nothing here knows about X-rays.
"""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from aatulab.inspection.xray.arrays import Bytes, Flags

LABEL_ROWS, GAP = 22, 10
_INK, _PAPER, _OUTLINE = (25, 25, 25), 255, (230, 0, 120)


def labelled(picture: Bytes, words: str) -> Bytes:
    """Return the picture with one line of words above it; what is too long is cut."""
    rows, columns, _ = picture.shape
    tile = Image.new("RGB", (columns, rows + LABEL_ROWS), (_PAPER,) * 3)
    tile.paste(Image.fromarray(picture), (0, LABEL_ROWS))
    font = ImageFont.load_default(13)
    while words and font.getlength(words) > columns - 4:
        words = words[:-2].rstrip() + "…" if len(words) > 2 else ""
    ImageDraw.Draw(tile).text((3, 3), words, fill=_INK, font=font)
    return np.asarray(tile)


def sheet(tiles: Sequence[Bytes], across: int) -> Bytes:
    """Return all tiles in rows of `across`, each in a cell as large as the largest."""
    rows = max(tile.shape[0] for tile in tiles) + GAP
    columns = max(tile.shape[1] for tile in tiles) + GAP
    down = -(-len(tiles) // across)
    page = np.full((rows * down + GAP, columns * across + GAP, 3), _PAPER, np.uint8)
    for place, tile in enumerate(tiles):
        top, left = GAP + place // across * rows, GAP + place % across * columns
        page[top : top + tile.shape[0], left : left + tile.shape[1]] = tile
    return page


def outlined(picture: Bytes, mask: Flags, width: int = 2) -> Bytes:
    """Return the picture with a line around the places where the mask is true."""
    grown = mask.copy()
    for _ in range(width + 1):
        padded = np.pad(grown, 1)
        grown = padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:] | grown
    marked = picture.copy()
    marked[grown & ~_shrunk(grown, width)] = _OUTLINE
    return marked


def _shrunk(mask: Flags, width: int) -> Flags:
    for _ in range(width):
        padded = np.pad(mask, 1)
        mask = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:] & mask
    return mask


def cropped(picture: Bytes, margin: int = 8) -> Bytes:
    """Return the part of a picture that is not white, with a margin around it."""
    red, green, blue = (picture[..., k] for k in range(3))
    inked: Flags = (red < 250) | (green < 250) | (blue < 250)
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not rows.size:
        return picture
    top, left = max(rows[0] - margin, 0), max(columns[0] - margin, 0)
    return picture[top : rows[-1] + margin + 1, left : columns[-1] + margin + 1]


def halved(picture: Bytes) -> Bytes:
    """Return the picture at half its size, each pixel the mean of four."""
    rows, columns = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    four = picture[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2, 3)
    mean: Bytes = four.mean(axis=(1, 3)).round().astype(np.uint8)
    return mean


def beside(pictures: Sequence[Bytes]) -> Bytes:
    """Return pictures side by side, on a common middle line."""
    rows = max(picture.shape[0] for picture in pictures)
    padded = []
    for picture in pictures:
        above = (rows - picture.shape[0]) // 2
        below = rows - picture.shape[0] - above
        wide = ((above, below), (GAP // 2, GAP // 2), (0, 0))
        padded.append(np.pad(picture, wide, constant_values=_PAPER))
    return np.hstack(padded)


def png(picture: Bytes) -> bytes:
    """Return a picture, (rows, columns, 3), as PNG."""
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(buffer, format="PNG", compress_level=3)
    return buffer.getvalue()
