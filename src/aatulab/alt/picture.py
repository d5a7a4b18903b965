"""Show an image with its text, in a form that JupyterLab and exported pages both keep.

JupyterLab and nbconvert drop the alternative text of a bare `image/png`, so the image travels
as an HTML element with an `alt`, beside the bare one for what reads no HTML (PDF).
"""

from base64 import b64encode
from html import escape

from aatulab.errors import TargetingError

FEWEST_WORDS = 3


class Picture:
    """A PNG image and what it shows in words; `width` in pixels, else its own."""

    def __init__(self, png: bytes, *, alt: str, width: int | None = None) -> None:
        self._encoded = b64encode(png).decode("ascii")
        self.alt = check_words(alt)
        self._width = width

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude
        return picture_bundle(self._encoded, self.alt, self._width)


def picture_bundle(encoded: str, alt: str, width: int | None = None) -> dict[str, str]:
    """Return what a notebook shows for a PNG in base64: HTML, the image alone, the words alone."""
    size = f' width="{width}"' if width else ""
    html = (
        f'<img alt="{escape(alt)}" src="data:image/png;base64,{encoded}"{size}'
        ' style="max-width:100%;height:auto">'
    )
    return {"text/html": html, "image/png": encoded, "text/plain": alt}


def check_words(alt: str) -> str:
    """Return an alternative text, or refuse one that says nothing.

    >>> check_words("Bookings by points")
    'Bookings by points'
    """
    if len(alt.split()) < FEWEST_WORDS:
        raise TargetingError(
            f"alt: found {alt!r}, expected {FEWEST_WORDS} words or more that say what the picture"
            " shows."
        )
    return " ".join(alt.split())
