"""Draw what has come in over the exchange, as HTML: a notice, its receipts, the watch log.

Whatever somebody wrote is shown as text.  Characters that would hide a part of it, or turn its
direction, are shown by their number.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Literal

from aatulab.exchange.client.circles import Circle
from aatulab.exchange.client.inbox import Inbox, Letter, Refused, Seen
from aatulab.exchange.client.watch import WatchRow
from aatulab.exchange.notices import rows, subject_of, templates
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE

Lang = Literal["en", "fr"]
_CELL = "text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-top:1px solid #ddd"
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_STATES = {
    "overdue": "▲ overdue",
    "waiting": "◷ waiting",
    "acknowledged": "✓ acknowledged",
    "no deadline": "· no deadline",
}


def plain(text: object) -> str:
    r"""Return a text as HTML that shows it and does nothing else.

    >>> plain("<b>gpj\u202e.exe</b>")
    '&lt;b&gt;gpj‹U+202E›.exe&lt;/b&gt;'
    """
    seen = _HIDDEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", str(text))
    return escape(seen)


def when(at: datetime, now: datetime) -> str:
    """Return a moment in UTC, with the day if it is another one."""
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%d %b, %H:%M}"


def list_line(letter: Letter, *, is_new: bool, now: datetime) -> str:
    """Return a message as one line of a list."""
    mark = "● " if is_new else ""
    loud = f"{letter.header.urgency.upper()} " if letter.header.ack_by is not None else ""
    return f"{mark}{when(letter.at, now)} {loud}{subject_of(letter.notice)} – {letter.unit}"


def letter_html(letter: Letter, seen: Sequence[Seen], lang: Lang, now: datetime) -> str:
    """Return a message to read: what it is, its notice, its files, who has answered."""
    header, known = letter.header, templates()
    kind = known["kinds"][header.kind]["name"][lang]  # type: ignore[index]
    urgency = known["urgency"][header.urgency][lang]  # type: ignore[index]
    edge = ORANGE if header.ack_by is not None else BLUE
    due = "" if header.ack_by is None else f" · acknowledge by {when(header.ack_by, now)} UTC"
    facts = f"From {letter.unit} ({header.sender}) at {when(header.sent_at, now)} UTC{due}"
    body = "".join(
        f'<tr><th scope="row" style="{_CELL};color:{MUTED};font-weight:normal;width:170px">'
        f'{plain(row.heading)}</th><td style="{_CELL};white-space:pre-wrap" dir="auto">'
        f"{plain(_value(row.value, now))}</td></tr>"
        for row in rows(letter.notice, lang)[1:]  # the subject stands above
    )
    return (
        f'<div style="border-left:5px solid {edge};padding:2px 12px;margin:8px 0">'
        f'<p style="margin:2px 0;color:{MUTED}">{plain(kind)} · {plain(urgency)}</p>'
        f'<p style="margin:2px 0;font-size:17px;font-weight:700">'
        f"{plain(subject_of(letter.notice))}</p>"
        f'<p style="margin:2px 0 8px;color:{MUTED}">{plain(facts)}. '
        "Signed by its sender, unchanged.</p>"
        f'<table style="border-collapse:collapse;width:100%">{body}</table>'
        f"{_files(letter)}{_receipts(seen, now)}</div>"
    )


def refused_html(refused: Iterable[Refused]) -> str:
    """Return what came in and cannot be trusted; nobody acts on it."""
    lines = "".join(f"<li>{plain(one.says)}</li>" for one in refused)
    if not lines:
        return ""
    return (
        f'<div style="border-left:5px solid {ORANGE};padding:2px 12px;margin:8px 0">'
        f"<p style='margin:2px 0'><b>✕ Not to be trusted, not shown:</b></p><ul>{lines}</ul></div>"
    )


def watch_html(watch: Sequence[WatchRow], now: datetime) -> str:
    """Return the watch log of 24 hours, the worst first."""
    heads = ("State", "Time (UTC)", "Notice", "From", "Not yet acknowledged by", "Done about it")
    lines = [
        (
            _STATES[one.state],
            when(one.at, now),
            f"{one.urgency}: {one.subject}",
            one.unit,
            ", ".join(one.missing),
            "; ".join(one.actions),
        )
        for one in watch
    ]
    return _table("The watch log: the last 24 hours", heads, lines)


def letters_html(inbox: Inbox, circles: Sequence[Circle], now: datetime) -> str:
    """Return all messages as a table, for where no list can be worked."""
    names = {circle.group: circle.name for circle in circles}
    lines = [
        (when(one.at, now), names.get(one.header.group, ""), one.unit, subject_of(one.notice))
        for one in inbox.search()
    ]
    return _table("Messages, the newest first", ("Time (UTC)", "Group", "From", "Subject"), lines)


def status_html(says: str) -> str:
    """Return a sentence that a screen reader reads out when it changes."""
    return f'<p role="status" aria-live="polite" style="margin:4px 0;color:{INK}">{plain(says)}</p>'


def _value(value: str, now: datetime) -> str:
    if not _MOMENT.fullmatch(value):
        return value
    return f"{when(datetime.fromisoformat(value), now)} UTC"


def _files(letter: Letter) -> str:
    if not letter.attached:
        return ""
    items = "".join(
        f'<li><bdi dir="ltr">{plain(one.name)}</bdi> ({one.bytes:,} bytes)</li>'
        for one in letter.attached
    )
    return (
        f'<p style="margin:8px 0 0;color:{MUTED}">Attachments</p>'
        f'<ul style="margin:2px 0">{items}</ul>'
    )


def _receipts(seen: Sequence[Seen], now: datetime) -> str:
    if not seen:
        return f'<p style="margin:8px 0 2px;color:{MUTED}">No receipt yet.</p>'
    lines = [
        (
            one.unit,
            "✓✓ acted" if one.receipt.what == "action" else "✓ read and acknowledged",
            when(one.at, now),
            one.text,
        )
        for one in seen
    ]
    return _table("Receipts", ("Unit", "Receipt", "Time (UTC)", "What was done"), lines)


def _table(caption: str, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col" style="{_CELL}">{plain(head)}</th>' for head in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}" dir="auto">{plain(v)}</td>' for v in line) + "</tr>"
        for line in lines
    )
    empty = f'<tr><td style="{_CELL}" colspan="{len(heads)}">Nothing yet.</td></tr>'
    return (
        '<table style="border-collapse:collapse;font-size:13px;width:100%">'
        f'<caption style="text-align:left;padding:8px 0 2px">{plain(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body or empty}</tbody></table>"
    )
