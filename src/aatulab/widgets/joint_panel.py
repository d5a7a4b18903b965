"""Draw a desk of the joint exercise as HTML: the clocks, what came, what is known, about whom.

Everything is shown as text, and everything comes from the view of one role.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any

from aatulab.cases.clocks import to_local
from aatulab.joint.told import entry_words
from aatulab.widgets.picture import BLUE, MUTED, ORANGE

View = Mapping[str, Any]
_CELL = "text-align:left;vertical-align:top;padding:3px 8px;border-top:1px solid #ddd"
_WEIGHS = {
    "for": "▲ a reason to look closer",
    "against": "○ speaks for the person",
    "proof": "■ proof",
    "protect": "♥ this person may be in danger",
    "context": "· background",
}
_WAYS = {"own": "own desk", "message": "told by", "look-up": "database", "verify": "record's owner"}
# answered at once, or seen in another part of the desk
_QUIET = ("result", "begin", "decision", "turned away", "end")


def clocks(moment: datetime, airports: Iterable[str]) -> str:
    """Return one moment as UTC and on the clock of each airport.

    >>> from datetime import UTC
    >>> clocks(datetime(2026, 4, 13, 5, 39, tzinfo=UTC), ("LIS", "AMS"))
    '05:39 UTC (LIS 06:39, AMS 07:39)'
    """
    local = ", ".join(f"{hub} {str(to_local(moment, hub))[-5:]}" for hub in airports)
    return f"{moment:%H:%M} UTC ({local})"


def news_lines(events: Iterable[Mapping[str, Any]], begins: datetime) -> list[str]:
    """Return what came as lines with their time; what a fact says stands in the table below."""
    lines = []
    for event in events:
        what, data = str(event["what"]), event["data"]
        if what in _QUIET or (what == "message" and not data["text"]):
            continue  # facts without a text are told by what was learned from them
        words = entry_words(what, str(event["who"]), data)
        if what == "learned":
            words = f"new fact: {data['fact']} ({_way(data)})"
        lines.append(f"{_clock(begins, event['s'])} {words}")
    return lines


def desk_html(view: View, answer: str, news: Sequence[str], airports: Sequence[str]) -> str:
    """Return the whole desk."""
    now = datetime.fromisoformat(view["now"])
    minute = f"minute {view['now_s'] // 60} of {view['ends_s'] // 60}"
    over = " <b>The exercise is over.</b>" if view["is_over"] else ""
    return (
        f'<p style="margin:0;font-size:15px"><b>{escape(view["role"])}</b> · '
        f"{escape(clocks(now, airports))} · {minute}.{over}</p>"
        f'<p style="margin:0 0 6px;color:{MUTED}">{_powers(view)}</p>'
        f'<p role="status" aria-live="polite" style="margin:4px 0;padding:2px 10px;'
        f'border-left:5px solid {ORANGE}">{escape(answer)}</p>'
        f"{_news(news)}{facts_html(view)}{_people(view)}{_flights(view)}"
    )


def facts_html(view: View) -> str:
    """Return what the role knows, each fact with whom it may be told."""
    begins = _begins(view)
    rows = [
        (
            str(fact["id"]),
            str(fact["says"]),
            _WEIGHS[fact["weighs"]],
            ", ".join(fact["may_go_to"]),
            f"{_clock(begins, fact['since_s'])}, {_way(fact)}",
        )
        for fact in view["facts"]
    ]
    heads = ("fact", "what it says", "weighs", "may go to", "here since (UTC)")
    return _table("What you know", heads, rows, "Nothing yet.")


def _people(view: View) -> str:
    rows = [
        (ref, str(each["called"]), str(each["airport"]), _state(each))
        for ref, each in view["subjects"].items()
    ]
    return _table("Whom it is about", ("record", "name or goods", "at", "now"), rows, "Nobody yet.")


def _flights(view: View) -> str:
    rows = [
        (str(each["flight_id"]), str(each["origin"]), each["arrives_at"][11:16], each["status"])
        for each in view["flights"]
    ]
    inside = _table("", ("flight", "from", "lands (UTC)", "state"), rows, "None.")
    return (
        f'<details><summary style="cursor:pointer">Flights of {escape(view["airport"])} '
        f"({len(rows)})</summary>{inside}</details>"
    )


def _state(each: View) -> str:
    if "phase" not in each:
        return "elsewhere; ask the services there"
    held = f", held by {each['held_by']}" if each["held_by"] else ""
    busy = f", with {each['busy_with']}" if each["busy_with"] else ""
    steps = ", ".join(f"{one['step']} by {one['by']}" for one in each["steps"])
    return f"{each['phase']}{held}{busy}" + (f"; done: {steps}" if steps else "")


def _powers(view: View) -> str:
    powers = view["powers"]
    persons = ", ".join(powers["persons"]) or "nothing"
    return escape(
        f"You may, with persons: {persons}; decide: {', '.join(powers['acts'])}. Officers free: "
        f"{view['staff_free']} of {view['staff']}."
    )


def _news(news: Sequence[str]) -> str:
    if not news:
        return ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in news)
    return (
        f'<p style="margin:6px 0 0"><b>New</b></p><ul style="margin:2px 0 6px;padding-left:20px;'
        f'border-left:5px solid {BLUE}">{lines}</ul>'
    )


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> str:
    titled = f'<caption style="text-align:left;padding:6px 0 2px"><b>{caption}</b></caption>'
    if not rows:
        return f'<p style="margin:6px 0"><b>{caption}</b> {none}</p>'
    top = "".join(f'<th scope="col" style="{_CELL}">{escape(head)}</th>' for head in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return (
        '<table style="border-collapse:collapse;font-size:13px;width:100%">'
        f"{titled if caption else ''}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def _way(fact: Mapping[str, Any]) -> str:
    way = _WAYS.get(fact["via"], str(fact["via"]))
    return f"{way} {fact['told_by']}" if fact["told_by"] else way


def _begins(view: View) -> datetime:
    return datetime.fromisoformat(view["now"]) - timedelta(seconds=view["now_s"])


def _clock(begins: datetime, second: int) -> str:
    return f"{begins + timedelta(seconds=second):%H:%M}"
