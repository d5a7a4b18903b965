"""The history of a booking as the lines of a message: number, UTC time, kind, what stood before.

    1 020326/0812 DATE 110326

Carriers push history as free text, each in a form of its own; this is the lab's.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_BEFORE = {"date": "departed_on", "route": "itinerary", "split": "other_pnr"}
_DAY, _MOMENT = "%d%m%y", "%d%m%y/%H%M"


def write_change(row: Mapping[str, Any]) -> str:
    """Return a row of `booking_changes` as a line."""
    kind = row["kind"]
    before: Any = row[_BEFORE[kind]] if kind in _BEFORE else ""
    written = before.strftime(_DAY) if kind == "date" else before
    return f"{row['change_no']} {row['changed_at']:{_MOMENT}} {kind.upper()} {written}".strip()


def read_change(pnr: str, line: str) -> dict[str, Any]:
    """Return the row of `booking_changes` that a line of `write_change` says."""
    number, moment, kind, *before = line.split(" ")
    row: dict[str, Any] = {
        "pnr": pnr,
        "change_no": int(number),
        "changed_at": datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC),
        "kind": kind.lower(),
        **dict.fromkeys(_BEFORE.values()),
    }
    if before:
        (text,) = before
        day = datetime.strptime(text, _DAY).replace(tzinfo=UTC).date() if kind == "DATE" else text
        row[_BEFORE[row["kind"]]] = day
    return row
