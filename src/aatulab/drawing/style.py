"""The one look of every picture: colours that everybody can tell apart, and a style sheet.

Meaning never hangs on colour alone: each group has a shape or a hatch of its own.  Rooms add what
their own colours mean.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib import style
from matplotlib.axes import Axes

from aatulab.alt import let_speak
from aatulab.colours import BLUE, GREEN, INK, MUTED, ORANGE, PALE, SKY

__all__ = [
    "BLUE",
    "GREEN",
    "INK",
    "MUTED",
    "ORANGE",
    "PALE",
    "SKY",
    "STYLE_SHEET",
    "axes_for",
    "lab_style",
]

STYLE_SHEET = Path(__file__).with_name("aatu.mplstyle")


@contextmanager
def lab_style() -> Iterator[None]:
    """Draw what is inside with the lab's style sheet, and leave the reader's settings alone."""
    with style.context(STYLE_SHEET):
        yield
        is_interactive = mpl.is_interactive()
    # In a notebook the first figure switches the inline backend on.  When that was ours, leaving
    # the context has just switched its interactive mode off again, and no later figure would show.
    mpl.interactive(is_interactive)


def axes_for(ax: Axes | None, size: tuple[float, float] = (8, 4.2)) -> Axes:
    """Return `ax`, or the axes of a new figure of `size` inches, which speaks for itself.

    `describe(ax, "...")` gives it better words than those that can be read from it.
    """
    if ax is not None:
        return ax
    figure, new = plt.subplots(figsize=size, layout="constrained")
    let_speak(figure)
    return new
