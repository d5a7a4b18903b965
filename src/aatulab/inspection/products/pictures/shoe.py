"""A sports shoe from the side, its box label and tag: seams, glue, label, lining."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from aatulab.colours import BLUE, INK, MUTED, ORANGE, PALE
from aatulab.inspection.products.pictures import marks

PLACES: Mapping[str, tuple[float, float]] = {
    "box-print": (0.05, 5.6),
    "spelling": (0.05, 4.85),
    "hologram": (7.25, 5.75),
    "seams": (3.0, 3.4),
    "glue": (0.0, 0.75),
    "lining": (0.85, 4.05),
    "brand-label": (4.85, 3.85),
    "swing-tag": (9.05, 3.7),
    "zip": (3.0, 2.6),
}
_UPPER = ((0.5, 1.0), (0.6, 3.3), (1.1, 3.7), (2.5, 3.5), (3.4, 2.9), (5.2, 2.3), (7.2, 1.9),
          (8.1, 1.5), (8.2, 1.0))  # fmt: skip
_STITCHES = {
    "ten-even": 22,
    "eight-even": 16,
    "twelve-even": 28,
    "few": 8,
    "uneven": 18,
    "doubled": 22,
}


def draw_shoe(ax: Axes, name: str, seen: Mapping[str, str], _batch: str, _expires: str) -> None:
    """Draw a shoe from the codes of its features; a feature without a code is left out."""
    ax.set(xlim=(-0.35, 9.5), ylim=(-0.3, 6.3), aspect="equal")
    ax.axis("off")
    brand, _, rest = name.partition(" ")
    marks.name_in_print(ax, (0.5, 5.6), brand, seen.get("box-print", "sharp-edges"))
    marks.line_of_text(ax, (0.5, 4.85), rest[:44], seen.get("spelling", "as-registered"))
    marks.hologram(ax, (7.6, 5.2), seen.get("hologram", "none"))
    ax.add_patch(Polygon(_UPPER, facecolor="#F4F4F0", edgecolor=INK, linewidth=1.6))
    ax.add_patch(Rectangle((0.35, 0.45), 8.0, 0.55, facecolor=PALE, edgecolor=INK, linewidth=1.4))
    _seams(ax, seen.get("seams", ""))
    _glue(ax, seen.get("glue", ""))
    _lining(ax, seen.get("lining", ""))
    _label(ax, seen.get("brand-label", ""), name.rsplit(" ", 1)[-1])
    _tag(ax, seen.get("swing-tag", ""))


def _seams(ax: Axes, code: str) -> None:
    if not code:
        return
    ends = np.linspace(0, 1, _STITCHES[code] + 1)
    if code == "uneven":
        ends = ends**1.9
    rows = (0.0, 0.14) if code == "doubled" else (0.0,)
    for row in rows:
        for start, end in pairwise(ends):
            stop = start + 0.6 * (end - start)
            across = np.array([3.1 + 4.2 * start, 3.1 + 4.2 * stop])
            ax.plot(across, 2.55 - 0.29 * (across - 3.1) - row, color=BLUE, linewidth=1.8)


def _glue(ax: Axes, code: str) -> None:
    if code == "stitched-sole":
        ax.plot([0.5, 8.2], [0.85, 0.85], color=BLUE, linestyle=(0, (2, 2)))
    elif code == "glue-stains":
        for x in (1.4, 2.9, 3.3, 5.4, 7.1):
            ax.add_patch(Circle((x, 1.05), 0.16, color="#D9C27A"))
    elif code == "gaps":
        for x in (2.2, 4.8, 6.3):
            ax.add_patch(Rectangle((x, 0.95), 0.7, 0.12, color=INK))


def _lining(ax: Axes, code: str) -> None:
    if not code:
        return
    corners = [(1.15, 3.62), (2.45, 3.45), (2.2, 3.05), (1.2, 3.1)]
    if code == "loose-lining":
        corners = [(1.15, 3.62), (2.45, 3.45), (2.3, 2.7), (1.75, 3.0), (1.3, 2.6)]
    hatch = {"pattern": "xx", "mesh": "++", "pattern-cut": "//"}.get(code, "")
    ax.add_patch(Polygon(corners, facecolor="#DDE8EF", edgecolor=MUTED, hatch=hatch))


def _label(ax: Axes, code: str, size: str) -> None:
    if not code:
        return
    ax.add_patch(Rectangle((5.2, 3.1), 2.2, 1.0, facecolor="white", edgecolor=MUTED))
    ax.plot([4.3, 5.2], [2.7, 3.3], color=MUTED, linewidth=0.8)
    words = f"size {size} / 3" if code == "size-differs" else f"size {size}"
    family = "serif" if code == "fonts-mixed" else "sans-serif"
    ax.text(6.3, 3.78, "NAME", fontsize=9, ha="center", va="center", fontweight="bold")
    ax.text(6.3, 3.4, words, fontsize=9, ha="center", va="center", family=family)
    if code == "loose-thread":
        ax.plot([5.25, 4.95, 5.3, 5.0], [3.2, 2.95, 2.8, 2.6], color=ORANGE)
    elif code == "metal-plate":
        ax.plot([5.35, 7.25, 5.35, 7.25], [3.25, 3.25, 3.95, 3.95], "o", color=MUTED, markersize=4)
    elif code == "woven":
        ax.add_patch(Rectangle((5.2, 3.1), 2.2, 1.0, fill=False, hatch="---", edgecolor=PALE))
    elif code == "stuck-label":
        ax.add_patch(Rectangle((5.1, 3.0), 2.4, 1.2, fill=False, edgecolor=PALE, linewidth=1.2))


def _tag(ax: Axes, code: str) -> None:
    if not code:
        return
    ax.add_patch(Rectangle((7.8, 2.6), 1.2, 1.5, facecolor="white", edgecolor=MUTED))
    if code in {"code-tag", "tag-dead"}:
        rng = np.random.default_rng(3)
        for x, y in rng.integers(0, 6, (18, 2)):
            ax.add_patch(Rectangle((8.05 + x * 0.12, 2.95 + y * 0.12), 0.12, 0.12, color=INK))
        if code == "tag-dead":
            ax.plot([7.95, 8.85], [2.85, 3.75], color=ORANGE, linewidth=2.5)
    else:
        numbers = ("007", "007") if code == "same-number" else ("No 4172",)
        for step, words in enumerate(numbers):
            ax.text(8.4, 3.6 - step * 0.45, words, fontsize=7.5, ha="center", va="center")
