"""Draw the bookings by points, as SVG: who is checked from a threshold on, and who is missed.

Triangles above the axis are bookings with something to find, filled when checked and hollow
when missed; bars below are innocent bookings.  Shape and fill say it, colour only helps.
"""

from dataclasses import dataclass
from html import escape

import pandas as pd

from aatulab.colours import BLUE, INK, ORANGE, PALE
from aatulab.targeting import Confusion

__all__ = ["BLUE", "INK", "MARGIN", "MUTED", "ORANGE", "PALE", "WIDTH", "label", "picture"]

MUTED = "#555555"  # darker than on plots: small letters
WIDTH, MARGIN = 720, 16
_TOP, _STACK, _BARS = 26, 84, 78
_MARK = 9.0


@dataclass(frozen=True)
class _Column:
    """Everybody with the same points."""

    points: int
    x: float
    step: float
    illicit: int
    innocent: int
    is_checked: bool

    @property
    def across(self) -> int:
        """Return how many triangles fit side by side."""
        return max(1, min(self.illicit, int(self.step * 0.8 // (_MARK + 2))))

    @property
    def rows(self) -> int:
        """Return how many rows of triangles the column has."""
        return -(-self.illicit // self.across)


def picture(points: "pd.Series[int]", illicit: "pd.Series[bool]", outcome: Confusion) -> str:
    """Return the picture with its legend; it keeps its size when the threshold moves."""
    columns = _columns(points, illicit, outcome.threshold)
    rows = max(1, *(column.rows for column in columns))
    rise = min(_MARK + 3, _STACK / rows)
    axis_y = _TOP + rows * rise
    tallest = max(1, *(column.innocent for column in columns))
    height = axis_y + _BARS + 48
    parts = [
        mark
        for column in columns
        for mark in (
            *_triangles(column, axis_y, rise),
            _bar(column, axis_y, tallest),
            label(column.x, axis_y + 15, str(column.points), weight="bold"),
        )
    ]
    line_x = columns[0].x + (outcome.threshold - columns[0].points - 0.5) * columns[0].step
    parts.append(_line(line_x, height))
    description = escape(_describe(columns, outcome))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" width="100%" '
        f'style="max-width:{WIDTH}px;display:block" aria-label="{description}">'
        f"<title>Bookings by points</title><desc>{description}</desc>"
        f"{''.join(parts)}</svg>{_legend()}"
    )


def label(x: float, y: float, words: str, *, anchor: str = "middle", weight: str = "normal") -> str:
    """Return one line of text for an SVG picture."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" '
        f'font-weight="{weight}" fill="{INK}">{escape(words)}</text>'
    )


def _columns(
    points: "pd.Series[int]", illicit: "pd.Series[bool]", threshold: float
) -> list[_Column]:
    low, high = int(points.min()), max(int(points.max()), int(points.min()) + 1)
    truth = illicit.reindex(points.index)
    guilty, innocent = points[truth].value_counts(), points[~truth].value_counts()
    step = (WIDTH - 2 * MARGIN) / (high - low + 1)
    return [
        _Column(
            points=value,
            x=MARGIN + (value - low + 0.5) * step,
            step=step,
            illicit=int(guilty.get(value, 0)),
            innocent=int(innocent.get(value, 0)),
            is_checked=value >= threshold,
        )
        for value in range(low, high + 1)
    ]


def _triangles(column: _Column, axis_y: float, rise: float) -> list[str]:
    fill = ORANGE if column.is_checked else "white"
    marks = []
    for number in range(column.illicit):
        row, place = divmod(number, column.across)
        in_row = min(column.across, column.illicit - row * column.across)
        x = column.x + (place - (in_row - 1) / 2) * (_MARK + 2)
        y = axis_y - 4 - row * rise
        marks.append(
            f'<path d="M{x - _MARK / 2:.1f} {y:.1f}h{_MARK}l{-_MARK / 2} {-_MARK}z" '
            f'fill="{fill}" stroke="{ORANGE}" stroke-width="1.4"/>'
        )
    return marks


def _bar(column: _Column, axis_y: float, tallest: int) -> str:
    if not column.innocent:
        return ""
    # by square root: 900 and 9 bookings fit into one picture; the number says the rest
    height = max(2.0, (column.innocent / tallest) ** 0.5 * _BARS)
    top, width = axis_y + 22, column.step * 0.7
    fill = BLUE if column.is_checked else PALE
    return (
        f'<rect x="{column.x - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" fill="{fill}"/>'
        + label(column.x, top + height + 13, f"{column.innocent:,}")
    )


def _line(x: float, height: float) -> str:
    label_x, anchor = (x + 6, "start") if x < WIDTH - 130 else (x - 6, "end")
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{height - 8:.0f}" '
        f'stroke="{INK}" stroke-width="2" stroke-dasharray="6 4"/>'
        + label(label_x, 13, "checked from here →", anchor=anchor)
    )


def _describe(columns: list[_Column], outcome: Confusion) -> str:
    return (
        f"Points from {columns[0].points} to {columns[-1].points}. Above the axis one triangle "
        f"for each booking with something to find: {outcome.hits} filled ones at or right of the "
        f"line, {outcome.missed} hollow ones left of it. Below the axis bars of innocent "
        f"bookings: {outcome.innocent_stopped:,} at or right of the line, "
        f"{outcome.innocent_passed:,} left of it."
    )


def _legend() -> str:
    return (
        f'<p style="margin:2px 0 0;font-size:12.5px;color:{MUTED}">'
        "▲ something to find, checked &nbsp; △ something to find, missed &nbsp; "
        "blue: innocent, checked &nbsp; grey: innocent, not checked "
        "(bar heights by square root; the numbers are exact)</p>"
    )
