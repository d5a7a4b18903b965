"""Draw what a threshold does, as HTML and SVG: no script, readable by eye and by ear.

Every picture carries a title and a description in words, every number stands in text beside
it, and meaning never hangs on colour alone.  Colours are fixed, on white, so that the panel
reads the same in a light and in a dark JupyterLab and in an exported page.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd

from aatulab.targeting import Confusion, OfficerTime
from aatulab.widgets.box import framed
from aatulab.widgets.picture import BLUE, INK, MARGIN, MUTED, ORANGE, WIDTH, label, picture

_QUEUE_MAX = 2.0  # the bar for the queue ends at twice the team's time


def panel(
    points: "pd.Series[int]",
    illicit: "pd.Series[bool]",
    outcome: Confusion,
    time: OfficerTime | None,
) -> str:
    """Return the whole panel: sentence, numbers, picture and queue."""
    parts = [
        _status(sentence(outcome, time)),
        _tiles(outcome, time),
        picture(points, illicit, outcome),
    ]
    if time is not None:
        parts.append(queue_bar(outcome.stopped, time))
    return framed("".join(parts))


def sentence(outcome: Confusion, time: OfficerTime | None) -> str:
    """Return in one or two sentences what the threshold does."""
    everything = outcome.hits + outcome.missed
    found = f"{outcome.hits} of {everything} found, {outcome.missed} missed."
    text = (
        f"From {_points(outcome.threshold)}: {outcome.stopped:,} bookings are checked, "
        f"{outcome.innocent_stopped:,} of them innocent; {found}"
    )
    if time is None:
        return text
    spare = time.checks - outcome.stopped
    queue = (
        f" The team can do {time.checks:,} checks: {-spare:,} too many."
        if spare < 0
        else f" The team can do {time.checks:,} checks: {spare:,} to spare."
    )
    return text + queue


def _points(number: float) -> str:
    return "1 point" if number == 1 else f"{number:g} points"


def table(outcomes: Sequence[Confusion], time: OfficerTime | None) -> str:
    """Return every threshold's numbers as a plain table: all of the widget without the widget."""
    heads = ["From points", "Checked", "Hits", "Innocent, checked", "Missed", "Hit rate"]
    if time is not None:
        heads.append("Team time needed")
    head = "".join(
        f'<th scope="col" style="text-align:right;padding:2px 10px">{h}</th>' for h in heads
    )
    body = "".join(_row(outcome, time) for outcome in outcomes)
    return framed(
        '<table style="border-collapse:collapse"><caption style="text-align:left;padding:4px 0">'
        "What each threshold finds and costs</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def queue_bar(checks: int, time: OfficerTime) -> str:
    """Return the queue against the team's time, as a bar whose full mark is all that they have."""
    load = time.load(checks)
    width, full = WIDTH - 2 * MARGIN, (WIDTH - 2 * MARGIN) / _QUEUE_MAX
    inside, over = min(load, 1) * full, max(min(load, _QUEUE_MAX) - 1, 0) * full
    hours = time.needed_minutes(checks) / 60
    text = (
        f"Queue: {checks:,} checks of {time.minutes_per_check:g} minutes keep {time.officers} "
        f"officers busy for {hours:,.1f} hours; they have {time.minutes / 60:,.1f}."
    )
    return (
        f'<p style="margin:10px 0 2px">{escape(text)}</p>'
        f'<svg viewBox="0 0 {WIDTH} 42" role="img" width="100%" '
        f'style="max-width:{WIDTH}px;display:block" aria-label="{escape(text)}">'
        '<defs><pattern id="aatu-over" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{ORANGE}"/>'
        '<line x1="0" y1="0" x2="0" y2="7" stroke="white" stroke-width="3"/></pattern></defs>'
        f'<rect x="{MARGIN}" y="6" width="{width}" height="18" fill="#EEF0F2"/>'
        f'<rect x="{MARGIN}" y="6" width="{inside:.1f}" height="18" fill="{BLUE}"/>'
        f'<rect x="{MARGIN + full:.1f}" y="6" width="{over:.1f}" height="18" '
        'fill="url(#aatu-over)"/>'
        f'<line x1="{MARGIN + full:.1f}" x2="{MARGIN + full:.1f}" y1="1" y2="28" '
        f'stroke="{INK}" stroke-width="2"/>'
        f"{label(MARGIN + full, 40, 'all the time there is')}</svg>"
    )


def percent(value: float | None) -> str:
    """Return a share in per cent, or a dash where there is none.

    >>> percent(0.0345), percent(None)
    ('3.5 %', '–')
    """
    return "–" if value is None else f"{100 * value:.1f} %"


def _status(text: str) -> str:
    style = "margin:0 0 8px;font-size:15px"
    return f'<p role="status" aria-live="polite" style="{style}">{escape(text)}</p>'


def _tiles(outcome: Confusion, time: OfficerTime | None) -> str:
    tiles = [
        ("checked", f"{outcome.stopped:,}", INK),
        ("▲ hits", f"{outcome.hits:,}", ORANGE),
        ("■ innocent, checked", f"{outcome.innocent_stopped:,}", BLUE),
        ("△ missed", f"{outcome.missed:,}", ORANGE),
        ("hit rate", percent(outcome.hit_rate), INK),
    ]
    if time is not None:
        tiles.append(("of the team's time", f"{100 * time.load(outcome.stopped):,.0f} %", INK))
    items = "".join(
        '<div style="flex:1 1 96px;border-top:3px solid '
        f'{colour};padding:4px 2px">'
        f'<div style="font-size:22px;font-weight:700;line-height:1.2">{value}</div>'
        f'<div style="font-size:12.5px;color:{MUTED}">{label}</div></div>'
        for label, value, colour in tiles
    )
    # not a <dl>: JupyterLab's own style sheet floats its parts into each other
    return f'<div style="display:flex;flex-wrap:wrap;gap:10px;margin:0 0 10px">{items}</div>'


def _row(outcome: Confusion, time: OfficerTime | None) -> str:
    cells = [
        f"{outcome.stopped:,}",
        f"{outcome.hits:,}",
        f"{outcome.innocent_stopped:,}",
        f"{outcome.missed:,}",
        percent(outcome.hit_rate),
    ]
    if time is not None:
        cells.append(f"{100 * time.load(outcome.stopped):,.0f} %")
    style = 'style="text-align:right;padding:2px 10px;border-top:1px solid #ddd"'
    return (
        f'<tr><th scope="row" {style}>{outcome.threshold:g}</th>'
        + "".join(f"<td {style}>{cell}</td>" for cell in cells)
        + "</tr>"
    )
