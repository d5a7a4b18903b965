"""How every picture of the lab looks: style sheet, colours, axes that speak, and the plain bars.

Below all rooms: pictures of targeting and of inspection are drawn with it.
"""

from aatulab.alt import describe
from aatulab.drawing.bars import bar_chart, share_chart
from aatulab.drawing.style import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    PALE,
    SKY,
    STYLE_SHEET,
    axes_for,
    lab_style,
)

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
    "bar_chart",
    "describe",
    "lab_style",
    "share_chart",
]
