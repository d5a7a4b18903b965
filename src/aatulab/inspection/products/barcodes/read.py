"""Read the codes in a picture: EAN and UPC, GS1-128, GS1 DataMatrix; or take typed digits.

Nothing that is read is believed: it is taken apart by the rules of its kind, and every problem is
said.  A picture without a readable code gives one sentence with the next step.  Square codes that
hold web addresses are not looked for.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from aatulab.codes.elements import Elements, parse_elements
from aatulab.codes.gtin import parse_gtin
from aatulab.codes.reading import Problem
from aatulab.codes.sscc import parse_sscc
from aatulab.errors import InspectionError, shown
from aatulab.inspection.products.barcodes.draw import Grey

MOST_BYTES, MOST_PIXELS = 40_000_000, 60_000_000
_LARGEST, _SMALLEST = 2_400, 500  # longer side in pixels that is worked on
_TURNS = (15, 30, 45, 60, 75)
_FORMATS = zxingcpp.BarcodeFormats(
    (zxingcpp.EANUPC, zxingcpp.Code128, zxingcpp.DataMatrix, zxingcpp.ITF14)
)
UNREADABLE = (
    "No code could be read: take a second picture, straight from above, without glare and with"
    " white on both sides of the code, or type the digits below the bars."
)


@dataclass(frozen=True)
class Code:
    """One code: what kind of symbol it was in, and what it says; an empty field is not in it."""

    symbol: str
    text: str
    gtin: str = ""
    sscc: str = ""
    elements: Elements | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Scan:
    """All codes of one picture; `advice` is what to do next, empty when there is nothing to add."""

    codes: tuple[Code, ...]
    advice: str = ""

    @property
    def gtin(self) -> str:
        """Return the article number; empty without one, or where the codes name several."""
        sound = [code.gtin for code in self.codes if code.gtin and not code.problems]
        return sound[0] if len({gtin.zfill(14) for gtin in sound}) == 1 else ""

    @property
    def elements(self) -> Elements | None:
        """Return the element string, if one was read."""
        return next((code.elements for code in self.codes if code.elements), None)


def scan(picture: Path | Image.Image | Grey) -> Scan:
    """Return the codes in a picture (a file, or pixels in shades of grey)."""
    image = _opened(picture)
    for attempt in _attempts(image):
        found = zxingcpp.read_barcodes(attempt, formats=_FORMATS)
        if found:
            different = {(code.symbology, bytes(code.bytes)): code for code in found}
            codes = tuple(_code(code) for code in different.values())
            return Scan(codes, _advice(codes))
    return Scan((), UNREADABLE)


def typed_digits(text: str) -> Scan:
    """Return what an officer typed from below the bars, its check digit verified.

    >>> typed_digits("9 520000 000011").gtin
    '9520000000011'
    >>> typed_digits("9520000000012").advice
    "check digit, position 13: found '2', expected 1. Compare digit by digit and type it again."
    """
    if "(" in text:
        code = _of_elements("typed", text)
    else:
        long = sum(character.isdecimal() for character in text) == 18
        code = _of_sscc("typed", text) if long else _of_gtin("typed", text)
    return Scan((code,), _advice((code,), again="Compare digit by digit and type it again."))


def _attempts(image: Image.Image) -> Iterator[Grey]:
    """Give the picture as it is, then as a patient person would look at it."""
    yield np.asarray(image)
    clear = ImageOps.autocontrast(image, cutoff=2)
    yield np.asarray(clear)
    for filtered in (clear.filter(ImageFilter.MedianFilter(3)),
                     clear.filter(ImageFilter.GaussianBlur(1.5))):  # fmt: skip
        yield np.asarray(ImageOps.autocontrast(filtered, cutoff=2))
    smooth = clear.filter(ImageFilter.GaussianBlur(1.0))
    for turn in _TURNS:
        turned = smooth.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        yield np.asarray(turned)


def _opened(picture: Path | Image.Image | Grey) -> Image.Image:
    """Return the picture in shades of grey and of a fair size; refuse what is none."""
    if isinstance(picture, np.ndarray):
        flat = picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)
        if not flat or picture.dtype != np.uint8 or not picture.size:
            raise InspectionError(
                f"picture: found an array of shape {picture.shape} and type {picture.dtype},"
                " expected rows and columns, or those of red, green and blue, from 0 to 255."
            )
        return _fair(Image.fromarray(picture))
    if isinstance(picture, Image.Image):
        return _fair(picture)
    try:
        size = picture.stat().st_size
        if size > MOST_BYTES:
            raise InspectionError(f"{picture}: {size:,} bytes, expected {MOST_BYTES:,} at most.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # measured here
            with Image.open(picture) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise InspectionError(
                        f"{picture}: {image.width} x {image.height} pixels, expected"
                        f" {MOST_PIXELS:,} at most; make it smaller."
                    )
                return _fair(ImageOps.exif_transpose(image))
    except FileNotFoundError:
        raise InspectionError(f"{picture}: there is no such picture.") from None
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError,
            SyntaxError) as error:  # fmt: skip
        raise InspectionError(
            f"{picture}: not readable as a picture ({shown(str(error))}); take it again, as PNG or"
            " JPEG."
        ) from error


def _fair(image: Image.Image) -> Image.Image:
    grey = image.convert("L")
    longer = max(grey.size)
    factor = min(1.0, _LARGEST / longer) if longer >= _SMALLEST else 2.0
    if factor == 1.0:
        return grey
    size = tuple(max(1, round(side * factor)) for side in grey.size)
    return grey.resize((size[0], size[1]), Image.Resampling.LANCZOS)


def _code(found: zxingcpp.Barcode) -> Code:
    symbol, text = str(found.format), bytes(found.bytes).decode("ascii", "replace")
    if found.content_type == zxingcpp.GS1:
        return _of_elements(f"GS1 {symbol}", text)
    if text.isdecimal() and len(text) == 18:
        return _of_sscc(symbol, text)
    if text.isdecimal():
        return _of_gtin(symbol, text)
    return Code(symbol, text, problems=(Problem("code", text, "the number of an article"),))


def _of_gtin(symbol: str, text: str) -> Code:
    read = parse_gtin(text)
    return Code(symbol, read.text, gtin="" if read.problems else read.text, problems=read.problems)


def _of_sscc(symbol: str, text: str) -> Code:
    read = parse_sscc(text)
    return Code(symbol, read.text, sscc="" if read.problems else read.text, problems=read.problems)


def _of_elements(symbol: str, text: str) -> Code:
    read = parse_elements(text)
    return Code(symbol, read.text, read.gtin, read.sscc, read, read.problems)


def _advice(
    codes: tuple[Code, ...], again: str = "Take a second picture, or type the digits."
) -> str:
    problems = [problem for code in codes for problem in code.problems]
    if problems:
        return f"{problems[0]}. {again}"
    named = sorted({code.gtin.zfill(14) for code in codes if code.gtin})
    if len(named) > 1:
        return (
            f"The codes name different articles ({', '.join(named)}): if both stand on one pack,"
            " note both and ask the right holder; else take a picture of one pack alone."
        )
    return ""
