"""A specimen of a passport's data page, drawn: what people read, what machines read, and no face.

Fields that stand twice carry the same number in the upper part and in the zone.
"""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Rectangle

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style

_PAPER = "#F6F3EA"
_STEP, _LEFT = 2.1, 4.8  # between two characters of the zone, and where it begins
# field: where it stands on the page, and in the zone (line, first and last character from 1)
_PLACES: Mapping[str, tuple[float, float, tuple[int, int, int] | None]] = {
    "surname": (30, 51.5, (1, 6, 44)),
    "given_names": (30, 44.5, (1, 6, 44)),
    "document_number": (72, 58, (2, 1, 9)),
    "nationality": (30, 37.5, (2, 11, 13)),
    "born_on": (30, 30.5, (2, 14, 19)),
    "sex": (56, 30.5, (2, 21, 21)),
    "issued_on": (56, 37.5, None),
    "signed_on": (72, 25, None),
    "expires_on": (76, 37.5, (2, 22, 27)),
}
_NUMBERED = ("document_number", "surname", "nationality", "born_on", "sex", "expires_on")


def data_page(page: "pd.Series[str]", *, mark: str = "", ax: Axes | None = None) -> Axes:
    """Return the page of one row of `practice_pages`; `mark` names a field to be framed twice."""
    with lab_style():
        ax = axes_for(ax, (8.6, 5.6))
        ax.set(xlim=(0, 100), ylim=(0, 66))
        ax.axis("off")
        _paper(ax)
        for field, (x, y, place) in _PLACES.items():
            _field(ax, field, _text(page[field]), (x, y), is_marked=field == mark)
            if place and field in _NUMBERED:
                _zone_frame(ax, field, place, is_marked=field == mark)
        for line in (1, 2):
            for column, letter in enumerate(str(page[f"mrz_{line}"])):
                ax.text(_LEFT + column * _STEP, _line_y(line), letter, family="monospace",
                        fontsize=10.5, ha="center", va="center", color=INK, zorder=3)  # fmt: skip
    return describe(ax, _in_words(page))


def _paper(ax: Axes) -> None:
    ax.add_patch(FancyBboxPatch((1, 1), 98, 64, boxstyle="round,pad=0,rounding_size=2",
                                facecolor=_PAPER, edgecolor=PALE))  # fmt: skip
    ax.text(4, 60.5, "UTOPIA", fontsize=13, fontweight="bold", color=INK)
    ax.text(30, 60.5, "PASSPORT · PASSEPORT · specimen", fontsize=9, color=MUTED)
    ax.add_patch(Rectangle((4, 26), 22, 31, facecolor="white", edgecolor=PALE))
    ax.text(15, 41.5, "no picture:\na specimen\nhas no face", ha="center", va="center",
            fontsize=8, color=MUTED)  # fmt: skip
    ax.add_patch(Rectangle((2.4, 3.2), 95.2, 18.6, facecolor="white", edgecolor=PALE))


def _field(ax: Axes, field: str, text: str, place: tuple[float, float], *, is_marked: bool) -> None:
    x, y = place
    number = f"{_NUMBERED.index(field) + 1}  " if field in _NUMBERED else ""
    ax.text(x, y + 2.9, number + field.replace("_", " "), fontsize=7.5, color=MUTED)
    style = "italic" if field == "signed_on" else "normal"
    ax.text(x, y, text, fontsize=11, color=INK, style=style)
    if is_marked:
        ax.add_patch(Rectangle((x - 0.8, y - 1), max(8, 1.9 * len(text)), 3.5, fill=False,
                               edgecolor=ORANGE, linewidth=2))  # fmt: skip


def _zone_frame(ax: Axes, field: str, place: tuple[int, int, int], *, is_marked: bool) -> None:
    line, first, last = place
    left = _LEFT + (first - 1.5) * _STEP
    width, y = (last - first + 1) * _STEP, _line_y(line)
    ax.add_patch(Rectangle((left, y - 1.9), width, 3.8, fill=False, zorder=4 if is_marked else 2,
                           edgecolor=ORANGE if is_marked else BLUE,
                           linewidth=2 if is_marked else 0.9))  # fmt: skip
    ax.text(left + width / 2, y + (3.2 if line == 1 else -3.4), str(_NUMBERED.index(field) + 1),
            ha="center", va="center", fontsize=7.5, color=BLUE)  # fmt: skip


def _line_y(line: int) -> float:
    return 15.6 if line == 1 else 9.2


def _text(value: object) -> str:
    return f"{value:%d %b %Y}" if isinstance(value, pd.Timestamp) else str(value)


def _in_words(page: "pd.Series[str]") -> str:
    told = ", ".join(f"{field.replace('_', ' ')} {_text(page[field])}" for field in _PLACES)
    return (
        f"Specimen of a passport of Utopia, without a face. Printed: {told}. Zone for machines:"
        f" {page['mrz_1']} and {page['mrz_2']}."
    )
