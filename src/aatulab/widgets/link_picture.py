"""Draw a party as SVG: what is shared at the left, the bookings that share it at the right.

A triangle is a booking with something to find, a square an innocent one, a small ring a booking
of another day.  Shape says it, colour only helps; a list in words says the same.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd

from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE, PALE

WIDTH, _STEP, _TOP = 720, 26, 16
_LEFT, _RIGHT = 300, 520
MOST_BOOKINGS = 16  # more would not be a picture


def party_picture(
    links: pd.DataFrame, kinds: Sequence[str], illicit: "pd.Series[bool]", limits: tuple[int, int]
) -> str:
    """Return the picture of one party; `links` has its bookings, `illicit` those of today.

    Shown are values that two bookings of the party share at least; `limits` say how many bookings
    of `links` as a whole may share one.
    """
    shown = links.head(MOST_BOOKINGS)
    shared = shared_values(shown, kinds, limits)
    height = _TOP * 2 + _STEP * max(len(shown), len(shared), 2)
    gap = (height - 2 * _TOP) / max(len(shared), 1)
    step = (height - 2 * _TOP) / max(len(shown), 1)
    places = {pnr: _TOP + step * (n + 0.5) for n, pnr in enumerate(shown.index)}
    lines, squares = [], []
    for number, (kind, value, pnrs) in enumerate(shared):
        y = _TOP + gap * (number + 0.5)
        lines += [
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_RIGHT}" y2="{places[pnr]:.1f}" '
            f'stroke="{PALE}" stroke-width="2"/>'
            for pnr in pnrs
        ]
        squares.append(
            f'<circle cx="{_LEFT}" cy="{y:.1f}" r="6" fill="{INK}"/>'
            f'<text x="{_LEFT - 12}" y="{y + 4:.1f}" text-anchor="end" font-size="12.5" '
            f'fill="{INK}">{escape(kind)} {escape(value)}</text>'
        )
    marks = [_mark(pnr, y, illicit) for pnr, y in places.items()]
    words = f"{len(links)} bookings that share {len(shared)} values"
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" width="100%" '
        f'style="max-width:{WIDTH}px;display:block" aria-label="{escape(words)}">'
        f"<title>{escape(words)}</title>{''.join((*lines, *squares, *marks))}</svg>"
        f'<p style="margin:0;font-size:12.5px;color:{MUTED}">▲ something to find &nbsp; ■ innocent '
        "&nbsp; ○ lands on another day</p>"
    )


def shared_values(
    party: pd.DataFrame, kinds: Sequence[str], limits: tuple[int, int]
) -> list[tuple[str, str, list[str]]]:
    """Return kind, value and bookings of what holds a party together, in the order of `kinds`."""
    return [
        (kind, str(value), rows.index.tolist())
        for kind in kinds
        for value, rows in party.groupby(kind, sort=True)
        if max(limits[0], 2) <= len(rows) <= limits[1]
    ]


def _mark(pnr: str, y: float, illicit: "pd.Series[bool]") -> str:
    text = (
        f'<text x="{_RIGHT + 14}" y="{y + 4:.1f}" font-size="12.5" '
        f'fill="{INK}">{escape(pnr)}</text>'
    )
    if pnr not in illicit.index:
        return f'<circle cx="{_RIGHT}" cy="{y:.1f}" r="5" fill="white" stroke="{MUTED}"/>{text}'
    if illicit[pnr]:
        points = f"{_RIGHT},{y - 8:.1f} {_RIGHT - 8},{y + 6:.1f} {_RIGHT + 8},{y + 6:.1f}"
        return f'<polygon points="{points}" fill="{ORANGE}"/>{text}'
    return f'<rect x="{_RIGHT - 6}" y="{y - 6:.1f}" width="12" height="12" fill="{BLUE}"/>{text}'
