"""Draw a thousand bookings as marks, with the words and the cost: HTML and SVG, no script.

Shape and fill say who is who, colour only helps; every number of the picture stands in a sentence.
"""

from html import escape

from aatulab.targeting import Confusion, OfficerTime
from aatulab.widgets.box import framed
from aatulab.widgets.panel import percent, queue_bar
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE

_ROWS, _STEP, _EDGE = 20, 13.0, 8.0
_DOT = "#9AA3AB"  # darker than the plots' pale: single dots on white


def covered(carriers: int, found: int, false: int) -> str:
    """Return what is known before the guess."""
    text = (
        f"Of 1,000 bookings {carriers} carry something. The signal is on {found} of 100 who do, "
        f"and on {false} of 100 who do not. You check everybody with the signal. "
        "Set your guess; then the picture opens."
    )
    return framed(_status(text))


def uncovered(outcome: Confusion, time: OfficerTime, guess: int | None) -> str:
    """Return the picture, what it says in words, and what it costs both sides."""
    return framed(
        _status(sentence(outcome, guess))
        + _tiles(outcome, time)
        + _picture(outcome)
        + queue_bar(outcome.stopped, time)
    )


def sentence(outcome: Confusion, guess: int | None) -> str:
    """Return in whole people what the signal does."""
    carriers = outcome.hits + outcome.missed
    innocent = outcome.innocent_stopped + outcome.innocent_passed
    text = (
        f"{carriers} of 1,000 carry something, and {outcome.hits} of them show the signal. "
        f"{innocent:,} are innocent, and {outcome.innocent_stopped} of them show it too. "
    )
    if not outcome.stopped:
        return text + "Nobody is checked."
    rate = 100 * outcome.hits / outcome.stopped
    text += (
        f"So of {outcome.stopped} checks {outcome.hits} are hits: {rate:.0f} of 100, "
        f"and {100 - rate:.0f} of 100 in vain."
    )
    return text if guess is None else f"{text} Your guess was {guess} of 100."


def _tiles(outcome: Confusion, time: OfficerTime) -> str:
    per_hit = outcome.innocent_per_hit
    waiting_h = outcome.innocent_stopped * time.minutes_per_check / 60
    tiles = (
        ("▲ hits", f"{outcome.hits}", ORANGE),
        ("■ innocent, checked", f"{outcome.innocent_stopped}", BLUE),
        ("△ missed", f"{outcome.missed}", ORANGE),
        ("hit rate", percent(outcome.hit_rate), INK),
        ("innocent for one hit", "–" if per_hit is None else f"{per_hit:.1f}", INK),
        ("hours that the innocent wait", f"{waiting_h:,.0f}", INK),
    )
    items = "".join(
        f'<div style="flex:1 1 96px;border-top:3px solid {colour};padding:4px 2px">'
        f'<div style="font-size:22px;font-weight:700;line-height:1.2">{value}</div>'
        f'<div style="font-size:12.5px;color:{MUTED}">{escape(name)}</div></div>'
        for name, value, colour in tiles
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:10px;margin:0 0 10px">{items}</div>'


def _picture(outcome: Confusion) -> str:
    """Return one mark a booking, in columns from the left; one path for each kind."""
    up, square, dot = "m-4 4h8l-4-8z", "m-4-4h8v8h-8z", "m-1.5-1.5h3v3h-3z"
    kinds = (
        (outcome.hits, up, ORANGE, ORANGE),
        (outcome.innocent_stopped, square, BLUE, BLUE),
        (outcome.missed, up, "white", ORANGE),
        (outcome.innocent_passed, dot, _DOT, _DOT),
    )
    start, paths = 0, []
    for count, shape, fill, edge in kinds:
        marks = "".join(_at(place) + shape for place in range(start, start + count))
        start += count
        if marks:
            paths.append(f'<path d="{marks}" fill="{fill}" stroke="{edge}" stroke-width="1.2"/>')
    width, height = -(-start // _ROWS) * _STEP + _EDGE, _ROWS * _STEP + _EDGE
    words = escape(sentence(outcome, None))
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" width="100%" '
        f'style="max-width:{width:.0f}px;display:block" aria-label="{words}">'
        f"<title>A thousand bookings, one mark each</title>{''.join(paths)}</svg>"
        f'<p style="margin:2px 0 0;font-size:12.5px;color:{MUTED}">▲ carries something, checked '
        "&nbsp; ■ innocent, checked &nbsp; △ carries something, missed &nbsp; "
        "· innocent, not checked</p>"
    )


def _at(place: int) -> str:
    column, row = divmod(place, _ROWS)
    return f"M{_EDGE + column * _STEP:.0f} {_EDGE + row * _STEP:.0f}"


def _status(text: str) -> str:
    style = "margin:0 0 8px;font-size:15px"
    return f'<p role="status" aria-live="polite" style="{style}">{escape(text)}</p>'
