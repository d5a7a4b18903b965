"""Small parts of a picture: a hologram, a name in print, a batch, a seal; each by its code.

Every code looks different in shape, so that no difference hangs on colour alone.  Places are in the
units of the axes, (x, y) the lower left corner.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from aatulab.colours import BLUE, GREEN, INK, MUTED, ORANGE, PALE, SKY

Place = tuple[float, float]
_BLURS = ((0.05, 0.03), (-0.05, -0.03), (0.04, -0.05), (-0.04, 0.05))


def name_in_print(ax: Axes, at: Place, name: str, code: str) -> None:
    """Draw a brand's name as it is printed."""
    x, y = at
    size = 17
    bold: dict[str, Any] = {"fontweight": "bold", "va": "center"}
    if code == "raised-name":
        ax.text(x + 0.05, y - 0.06, name, fontsize=size, color=PALE, **bold)
    if code == "matt-gloss":
        ax.add_patch(Rectangle((x - 0.1, y - 0.42), 4.9, 0.84, color="#E9F2F8", zorder=0.9))
    if code == "blurred":
        for dx, dy in _BLURS:
            ax.text(x + dx, y + dy, name, fontsize=size, color=BLUE, alpha=0.3, **bold)
        return
    colour = "#9CC3DC" if code == "pale" else BLUE
    ax.text(x, y, name, fontsize=size, color=colour, **bold)
    if code == "dots":
        across, up = np.meshgrid(np.arange(x, x + 4.6, 0.14), np.arange(y - 0.4, y + 0.45, 0.14))
        ax.plot(across, up, ".", color="white", markersize=1.8)


def line_of_text(ax: Axes, at: Place, words: str, code: str) -> None:
    """Draw the line below the name, spelled as the code says."""
    middle = len(words) // 2
    written = {
        "letter-wrong": words[:middle] + words[middle] + words[middle:],
        "words-missing": words[: middle + 1],
        "two-languages": words.split(" ", 1)[0] + " por dia y",
    }.get(code, words)
    ax.text(*at, written, fontsize=10, color=INK, va="center")


def hologram(ax: Axes, at: Place, code: str) -> None:
    """Draw the hologram, one unit wide."""
    x, y = at
    if code == "none":
        return
    if code == "flat-silver":
        for step, colour in enumerate(("#E8D5E8", "#D5DCEC", "#D5ECE0", "#ECE9D5", "#ECD9D5")):
            ax.add_patch(Rectangle((x + step / 5, y), 0.2, 1, color=colour))
    elif code == "printed":
        ax.add_patch(Rectangle(at, 1, 1, facecolor=PALE, hatch="...", edgecolor="white"))
    elif code == "peels-whole":
        ax.add_patch(Rectangle(at, 1, 1, facecolor="#DDE3E8", edgecolor=MUTED))
        ax.add_patch(Polygon([(x + 0.5, y + 1), (x + 1, y + 1), (x + 1, y + 0.5)], color="white"))
        ax.add_patch(
            Polygon([(x + 0.5, y + 1), (x + 1, y + 0.5), (x + 0.55, y + 0.55)], color=MUTED)
        )
    else:
        ax.add_patch(Rectangle(at, 1, 1, color=SKY))
        if code == "two-colours":
            ax.add_patch(Polygon([at, (x + 1, y), (x + 1, y + 1)], color=GREEN))
        elif code == "moving-star":
            ax.plot(x + 0.5, y + 0.5, "*", color="white", markersize=17)
            ax.plot(x + 0.66, y + 0.6, "*", color="white", markersize=17, alpha=0.45)
        else:
            ax.text(x + 0.5, y + 0.5, "NAME", fontsize=8, color="white", ha="center", va="center",
                    fontweight="bold")  # fmt: skip


def batch(ax: Axes, at: Place, words: str, code: str) -> None:
    """Draw batch and date as they were put on."""
    x, y = at
    style: dict[str, Any] = {"fontsize": 10, "family": "monospace", "va": "center"}
    if code == "sticker-over":
        corners = [
            (x - 0.1, y - 0.3),
            (x + 3.4, y - 0.22),
            (x + 3.38, y + 0.4),
            (x - 0.12, y + 0.32),
        ]
        ax.text(x + 0.25, y - 0.42, words, color=PALE, **style)
        ax.add_patch(Polygon(corners, facecolor="white", edgecolor=INK, linewidth=1.1, zorder=3))
    if code == "embossed":
        ax.text(x + 0.03, y - 0.04, words, color=PALE, **style)
    if code == "smears":
        for step in range(1, 5):
            ax.text(x + 0.07 * step, y, words, color=INK, alpha=0.14, **style)
    colour = {"embossed": MUTED, "same-ink": BLUE}.get(code, INK)
    ax.text(x, y, words, color=colour, zorder=4, **style)
    if code == "ink-jet":
        across = np.arange(x, x + 3.2, 0.07)
        ax.plot(across, np.full(len(across), y), ".", color="white", markersize=0.9, zorder=5)
    if code == "laser":
        ax.plot([x, x + 3.2], [y - 0.3, y - 0.3], color=INK, linewidth=0.6)


def seal(ax: Axes, at: Place, height: float, code: str) -> None:
    """Draw what closes the pack, on its right edge."""
    x, y = at
    middle = y + height / 2
    if code == "tear-strip":
        ax.add_patch(Rectangle((x, y), 0.34, height, color="#F3DCCB"))
        for edge in (x, x + 0.34):
            ax.plot([edge, edge], [y, y + height], color=ORANGE, linestyle=(0, (2, 2)))
    elif code == "cut-label":
        ax.add_patch(Circle((x + 0.15, middle), 0.55, facecolor="#F3DCCB", edgecolor=ORANGE))
        for side in (-0.25, 0.25):
            ax.plot([x + 0.15 - side, x + 0.15 + side], [middle - 0.3, middle + 0.3], color=ORANGE)
    elif code == "clear-tape":
        ax.add_patch(Rectangle((x - 1.1, middle - 0.35), 1.9, 0.7, facecolor="#E6E0C8",
                               edgecolor=MUTED, alpha=0.75, zorder=4))  # fmt: skip
    elif code == "tucked-in":
        ax.plot([x, x - 0.35, x - 0.35, x], [y + 0.4, y + 0.7, y + height - 0.7, y + height - 0.4],
                color=MUTED)  # fmt: skip
    else:
        lines = (x, x + 0.2) if code == "glue-twice" else (x,)
        for line in lines:
            ax.plot([line, line], [y, y + height], color=MUTED, linewidth=3.5)


Foil = Callable[[int], str]
FOILS: Mapping[str, Foil] = {
    "name-on-foil": lambda _: "name",
    "batch-on-foil": lambda number: "batch" if number % 2 else "date",
    "plain-foil": lambda _: "",
    "foil-blank": lambda _: "",
    "foil-shifted": lambda _: "ame n",
    "other-batch": lambda number: "9Z9Z9" if number % 2 else "date",
}


def blister(ax: Axes, at: Place, code: str) -> None:
    """Draw two rows of tablets, and what stands on the foil."""
    x, y = at
    ax.add_patch(Rectangle((x, y), 4.6, 1.5, facecolor="#EEF0F2", edgecolor=MUTED))
    if code == "plain-foil":
        ax.add_patch(Rectangle((x + 0.08, y + 0.06), 4.44, 1.38, fill=False, edgecolor=BLUE,
                               linewidth=2.4))  # fmt: skip
    for number in range(10):
        column, row = number % 5, number // 5
        middle = (x + 0.5 + column * 0.9, y + 0.42 + row * 0.68)
        ax.add_patch(Circle(middle, 0.25, facecolor="white", edgecolor=MUTED))
        ax.text(middle[0], middle[1] - 0.36, FOILS[code](number), fontsize=5.5, ha="center",
                va="center", color=INK)  # fmt: skip


def leaflet(ax: Axes, at: Place, code: str) -> None:
    """Draw the leaflet inside, 1.2 units wide."""
    x, y = at
    if code == "no-leaflet":
        ax.add_patch(Rectangle(at, 1.2, 1.5, fill=False, edgecolor=PALE, linestyle=":"))
        return
    paper = "#D9D9D9" if code == "copied" else "white"
    ax.add_patch(Rectangle(at, 1.2, 1.5, facecolor=paper, edgecolor=MUTED))
    if code == "booklet":
        ax.plot([x + 0.6, x + 0.6], [y, y + 1.5], color=MUTED, linewidth=2)
    if code == "folded-in":
        ax.plot([x, x + 1.2], [y + 0.75, y + 0.75], color=MUTED, linewidth=0.8)
    head = "other" if code == "other-product" else "name"
    ax.text(x + 0.1, y + 1.28, head, fontsize=6.5, va="center", fontweight="bold")
    for step in range(4):
        ax.plot([x + 0.1, x + 0.5], [y + 0.25 + step * 0.22] * 2, color=MUTED, linewidth=0.8)
