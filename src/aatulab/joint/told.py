"""An entry of the log, and a desk, as lines that a person reads."""

from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]


def entry_words(what: str, who: str, data: Data) -> str:
    """Return what an entry says, in words.

    >>> entry_words("landed", "0Z449-20260302", {"airport": "LIS", "flight": "0Z449-20260302"})
    '0Z449-20260302 has landed'
    """
    make = _WORDS.get(what)
    return make(who, data) if make else what


def _learned(_who: str, data: Data) -> str:
    told_by = f" from {data['told_by']}" if data["told_by"] else ""
    return f"now known: {data['fact']} ({data['via']}{told_by})"


def _message(_who: str, data: Data) -> str:
    facts = f" [{', '.join(data['facts'])}]" if data["facts"] else ""
    verb = "asks" if data["asks"] else "writes"
    return f"{data['from']} {verb}:{facts} {data['text']}".rstrip().removesuffix(":")


def _answer(_who: str, data: Data) -> str:
    records = ", ".join(match["record"] for match in data["matches"])
    found = f" Records: {records}." if records else ""
    return f"{data['database']} (entry {data['entry']}): {data['outcome']}. {data['says']}{found}"


def _owner(_who: str, data: Data) -> str:
    return f"the owner of {data['record']}: {data['status']}. {data['says']}"


def _done(_who: str, data: Data) -> str:
    found = ", ".join(data["found"]) or "nothing unusual"
    if "stopped_by" in data:
        found = f"broken off, {data['stopped_by']} protects this person"
    lacks = f"; it lacked: {'; '.join(data['lacks'])}" if data["lacks"] else ""
    return f"{data['step']} of {data['subject']}: {found}{lacks}"


def _act(who: str, data: Data) -> str:
    return f"{who}: {data['act']} {data['subject']}"


def _inject(_who: str, data: Data) -> str:
    return str(data.get("text") or data["kind"])


def _decision(_who: str, data: Data) -> str:
    asked = data["asked"]
    return f"decides: {asked['do']} {asked.get('subject', '')}".rstrip()


def _said(_who: str, data: Data) -> str:
    return str(data["says"])


_WORDS: Mapping[str, Callable[[str, Data], str]] = {
    "learned": _learned,
    "message": _message,
    "answer": _answer,
    "owner": _owner,
    "done": _done,
    "act": _act,
    "inject": _inject,
    "decision": _decision,
    "result": _said,
    "turned away": _said,
    "landed": lambda who, _: f"{who} has landed",
    "begin": lambda _who, data: f"the exercise begins: {data['scenario']}",
    "end": lambda _who, _data: "the exercise is over",
    "pause": lambda _who, _data: "the instructor stops the clock",
    "resume": lambda _who, _data: "the clock goes on",
    "speed": lambda _who, data: f"{data['rate']:g} seconds in one",
}


def desk_words(view: Data) -> str:
    """Return a role's view as a page."""
    lines = [f"{view['role']}, {view['now'][11:16]} UTC, {view['title']}"]
    lines.append(
        f"officers free {view['staff_free']} of {view['staff']}, {view['x_ray_waiting']} wait "
        f"at the X-ray; databases: {', '.join(view['databases']) or 'none'}"
    )
    lines += ["Flights:"] + [
        f"  {each['flight_id']} from {each['origin']} {each['arrives_at'][11:16]} {each['status']}"
        for each in view["flights"]
    ]
    lines.append("Facts:")
    for fact in view["facts"]:
        lines.append(f"  {fact['id']} ({fact['weighs']}; may go to {', '.join(fact['may_go_to'])})")
        lines.append(f"    {fact['says']}")
    lines.append("Whom you have to do with:")
    for ref, each in view["subjects"].items():
        state = each.get("phase", f"at {each['airport']}")
        by = f", held by {each['held_by']}" if each.get("held_by") else ""
        busy = f", with {each['busy_with']}" if each.get("busy_with") else ""
        lines.append(f"  {ref} {each['called']}: {state}{by}{busy}")
    return "\n".join(lines)
