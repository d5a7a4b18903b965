"""The watch log: what the officer on duty sees of the last 24 hours, worst first.

A message with a deadline is acknowledged by a unit as soon as one of its members has given a
receipt: a desk that is manned round the clock answers as a unit, not as a person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from aatulab.exchange.client.circles import Circles
from aatulab.exchange.client.inbox import Inbox, Letter, Seen
from aatulab.exchange.notices.choices import URGENCY
from aatulab.exchange.notices.template import subject_of

WATCH = timedelta(hours=24)
State = Literal["overdue", "waiting", "acknowledged", "no deadline"]
_ORDER = ("overdue", "waiting", "acknowledged", "no deadline")
_LOUD = tuple(URGENCY)[::-1]


@dataclass(frozen=True)
class WatchRow:
    """One message of the log."""

    at: datetime
    group: str
    message: str
    sender: str
    unit: str
    kind: str
    urgency: str
    subject: str
    state: State
    ack_by: datetime | None
    missing: tuple[str, ...]  # units that have not acknowledged
    late: tuple[str, ...]  # units that did, after the deadline
    actions: tuple[str, ...]  # "unit: what was done"


def watch_log(inbox: Inbox, circles: Circles, now: datetime) -> list[WatchRow]:
    """Return the messages of 24 hours and all that are still owed an answer, worst first."""
    found = [
        _row(letter, inbox.receipts.get(letter.id, []), _units(circles, letter), now)
        for letter in inbox.letters.values()
    ]
    kept = [one for one in found if now - one.at <= WATCH or one.state in {"overdue", "waiting"}]
    return sorted(
        kept,
        key=lambda one: (_ORDER.index(one.state), _LOUD.index(one.urgency), -one.at.timestamp()),
    )


def _row(letter: Letter, receipts: list[Seen], units: frozenset[str], now: datetime) -> WatchRow:
    header = letter.header
    first: dict[str, datetime] = {}
    for one in receipts:
        at = one.at
        first[one.unit] = min(at, first.get(one.unit, at))
    missing = tuple(sorted(units - {letter.unit} - set(first)))
    late = [unit for unit, at in first.items() if header.ack_by is not None and at > header.ack_by]
    return WatchRow(
        at=letter.at,
        group=header.group,
        message=header.id,
        sender=header.sender,
        unit=letter.unit,
        kind=header.kind,
        urgency=header.urgency,
        subject=subject_of(letter.notice),
        state=_state(header.ack_by, missing, now),
        ack_by=header.ack_by,
        missing=missing if header.ack_by is not None else (),
        late=tuple(sorted(late)),
        actions=tuple(f"{one.unit}: {one.text}" for one in receipts if one.text),
    )


def _state(ack_by: datetime | None, missing: tuple[str, ...], now: datetime) -> State:
    if ack_by is None:
        return "no deadline"
    if not missing:
        return "acknowledged"
    return "overdue" if now > ack_by else "waiting"


def _units(circles: Circles, letter: Letter) -> frozenset[str]:
    record = circles.epoch(letter.header.group, letter.header.epoch).record
    return frozenset(one.unit for one in record.members)
