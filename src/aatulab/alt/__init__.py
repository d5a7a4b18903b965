"""A text for every picture: for who cannot see it, and for where pictures cannot be shown.

`axes_for` of the lab's plots makes figures that speak by themselves; `describe(ax, "...")` gives
any figure better words; `Picture(png, alt=...)` shows an image that is no figure.
"""

from aatulab.alt.figure import describe, let_speak
from aatulab.alt.picture import Picture
from aatulab.alt.words import words_for

__all__ = ["Picture", "describe", "let_speak", "words_for"]
