"""A partner's duty desk that works by rules: looks, reads, asks back, acts, says what came of it.

It reads with its own keys over the exchange, as any member does.  How often it looks hangs on the
urgency; what it does on `weak_points`.  All minutes are this lab's own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import pandas as pd

from aatulab.exchange.client.inbox import Letter
from aatulab.exchange.client.session import Session
from aatulab.exchange.notices import Alert, PlainMessage, Reply, notice_json, subject_of
from aatulab.exchange.practice.pace import EXAMINES, LOOKS_AFTER, SETS_UP, THINKS
from aatulab.exchange.practice.points import Point, numbers_of, weak_points
from aatulab.exchange.room.server import RoomClock

AS_ON_PAPER = "Weighed and examined: as on paper. Released at once."
_WITHDRAWN = "withdrawn"


@dataclass
class DutyDesk:
    """One unit's desk; `finds` says what is in a waybill's consignment, if not as on paper."""

    session: Session
    airport: str
    arrivals: pd.DataFrame
    finds: Mapping[str, str] = field(default_factory=dict)
    agenda: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _stopped: set[str] = field(default_factory=set)

    def take_in(self) -> None:
        """Fetch what is new, and plan when to look at it."""
        self.session.sync()
        for letter in self.session.inbox.letters.values():
            if letter.id not in self._known and letter.header.sender != self.session.account:
                due = letter.at + LOOKS_AFTER[letter.header.urgency]
                self._plan(due, partial(self._read, letter))
            self._known.add(letter.id)

    def _plan(self, at: datetime, task: Callable[[], None]) -> None:
        self.agenda.append((at, task))

    def _read(self, letter: Letter) -> None:
        self.session.acknowledge(letter.id)
        now = self.session.clock.now()
        notice = letter.notice
        if isinstance(notice, PlainMessage):
            self._take_back(letter, notice)
        if not isinstance(notice, Alert) or notice.airport.strip().upper() != self.airport:
            return  # somebody else's: read, and nothing more
        points = weak_points(notice_json(notice), self.arrivals, now, letter.header.ack_by)
        if any(point.stops for point in points):
            self._plan(now + THINKS, lambda: self._ask_back(letter, points))
        else:
            self._plan(now + SETS_UP, lambda: self._act(letter, notice, points))

    def _ask_back(self, letter: Letter, points: Sequence[Point]) -> None:
        says = " ".join(point.says for point in points)
        self._answer(letter, "later", f"We cannot act on this yet. {says}")

    def _act(self, letter: Letter, notice: Alert, points: Sequence[Point]) -> None:
        if letter.id in self._stopped:
            return
        says = f"Two officers meet {notice.reference} at the aircraft and do what you ask."
        self.session.acknowledge(letter.id, says)
        lands = datetime.fromisoformat(notice.expected_at)
        self._plan(lands + EXAMINES, lambda: self._tell(letter, notice, points))

    def _tell(self, letter: Letter, notice: Alert, points: Sequence[Point]) -> None:
        if letter.id in self._stopped:
            return
        found = self.finds.get(numbers_of(notice.reference), AS_ON_PAPER)
        better = " ".join(point.says for point in points)
        self._answer(letter, "given", f"{found} {'For the next time: ' + better if points else ''}")

    def _take_back(self, letter: Letter, notice: PlainMessage) -> None:
        named = letter.header.in_reply_to
        if named is not None and subject_of(notice).casefold().startswith(_WITHDRAWN):
            self._stopped.add(named)
            says = "Struck from our list. Whoever was told has been told again."
            self.session.acknowledge(letter.id, says)

    def _answer(self, letter: Letter, outcome: str, text: str) -> None:
        reply = Reply(subject=subject_of(letter.notice), outcome=outcome, text=text.strip())
        self.session.post(letter.header.group, reply, in_reply_to=letter.id)


def let_pass(clock: RoomClock, desks: Sequence[DutyDesk], until: datetime) -> None:
    """Let the room's time go on to a moment, each desk doing its work when it is due."""
    while True:
        for desk in desks:
            desk.take_in()
        due = [
            (at, place, number)
            for place, desk in enumerate(desks)
            for number, (at, _) in enumerate(desk.agenda)
        ]
        if not due or min(due)[0] > until:
            break
        at, place, number = min(due)
        _, task = desks[place].agenda.pop(number)
        clock.go_to(max(clock.now(), at))
        task()
    clock.go_to(max(clock.now(), until))


def lines_of(session: Session) -> pd.DataFrame:
    """Return what a session holds, as a table: `at`, `unit`, `what`, `says`; receipts included."""
    rows = []
    for letter in session.inbox.letters.values():
        said = notice_json(letter.notice)
        text = said.get("text") or said.get("asked") or ""
        rows.append((letter.at, letter.unit, letter.header.kind, f"{said['subject']}: {text}"))
        rows += [
            (one.at, one.unit, f"receipt: {one.receipt.what}", one.text)
            for one in session.inbox.receipts.get(letter.id, [])
        ]
    table = pd.DataFrame(rows, columns=["at", "unit", "what", "says"])
    return table.sort_values("at", kind="stable", ignore_index=True)
