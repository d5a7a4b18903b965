"""Take a message or a receipt in: every rule, then the entry, its audit line and the counter.

Each function is one job of the writer, so that all of it is durable or none of it happened.  What
is refused leaves nothing.  Signatures were checked before, outside the writer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from aatulab.exchange.moments import written
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import audit, circles, tables
from aatulab.exchange.store.audit import digest_of, dumped
from aatulab.exchange.store.circles import Standing, Stored
from aatulab.exchange.store.prepared import Prepared
from aatulab.exchange.wire.message import AttachmentRef, Header, Message
from aatulab.exchange.wire.receipt import Receipt

_PEOPLE, _KEPT = tables.accounts.c, tables.messages.c
_KNOWN = Prepared(
    select(_KEPT.seq, _KEPT.at, _KEPT.sha256, _KEPT.sender, _KEPT.group_id).where(
        _KEPT.id == bindparam("wanted")
    )
)
_KEEP = Prepared(insert(tables.messages))
_LAST = Prepared(select(_PEOPLE.last_counter).where(_PEOPLE.name == bindparam("whose")))
_COUNT = Prepared(
    update(tables.accounts)
    .where(_PEOPLE.name == bindparam("whose"))
    .values(last_counter=bindparam("counter"))
)


@dataclass(frozen=True)
class Ack:
    """What the server promises: it is stored, as this entry, since that moment."""

    id: str
    seq: int
    at: str
    again: bool

    def to_json(self) -> dict[str, Any]:
        """Return the promise as it goes over the line."""
        return {"id": self.id, "seq": self.seq, "at": self.at, "again": self.again}


Taken = tuple[Ack, Stored | None]


def take_message(
    connection: Connection, message: Message, now: datetime, window: timedelta
) -> Taken:
    """Store a message once; the same one again gets the same promise."""
    header, body = message.header, dumped(message.raw)
    stands = circles.standing(connection, header.group, header.sender)
    digest = digest_of(body)
    if (ack := _have_it(connection, header, digest)) is not None:
        return ack, None
    _check_epoch(stands, header.epoch)
    check_clock(header.sent_at, now, window)
    _check_counter(connection, header)
    if header.in_reply_to is not None:
        _message_row(connection, header.group, header.in_reply_to, stands.since)
    for named in header.attachments:
        _use_attachment(connection, header, named)
    at = written(now)
    entry = circles.append(
        connection,
        header.group,
        epoch=header.epoch,
        type_="message",
        body=body,
        at=at,
        kind=header.kind,
        urgency=header.urgency,
        sender=header.sender,
    )
    _remember(connection, header, entry.seq, at, digest)
    subject = f"{entry.seq} {header.id} {digest}"
    audit.note(connection, now, header.sender, "message", header.group, subject)
    to = circles.members_in(connection, header.group)
    return Ack(header.id, entry.seq, at, again=False), Stored(entry, to)


def take_receipt(
    connection: Connection, receipt: Receipt, now: datetime, window: timedelta
) -> Taken:
    """Store a receipt; the first of its kind stays, whatever comes later."""
    stands = circles.standing(connection, receipt.group, receipt.by)
    known = _message_row(connection, receipt.group, receipt.message, stands.since)
    if known.sender == receipt.by:
        raise RefusedError("no_message", "Nobody acknowledges a message of his or her own.")
    kept = tables.receipts
    mine = (kept.c.message == receipt.message) & (kept.c.by == receipt.by)
    row = connection.execute(select(kept).where(mine, kept.c.what == receipt.what)).first()
    if row is not None:
        return Ack(receipt.message, row.seq, row.at, again=True), None
    _check_epoch(stands, receipt.epoch)
    check_clock(receipt.at, now, window)
    at, body = written(now), dumped(receipt.raw)
    entry = circles.append(
        connection,
        receipt.group,
        epoch=receipt.epoch,
        type_="receipt",
        body=body,
        at=at,
        sender=receipt.by,
    )
    seq = entry.seq
    values = {"message": receipt.message, "by": receipt.by, "what": receipt.what}
    connection.execute(insert(kept), {**values, "seq": seq, "at": at})
    subject = f"{seq} {receipt.what} {receipt.message} {digest_of(body)}"
    audit.note(connection, now, receipt.by, "receipt", receipt.group, subject)
    to = circles.members_in(connection, receipt.group)
    return Ack(receipt.message, seq, at, again=False), Stored(entry, to)


def check_clock(said: datetime, now: datetime, window: timedelta) -> None:
    """Refuse what claims another time than the server has, and name both."""
    if abs(said - now) > window:
        raise RefusedError(
            "wrong_clock",
            f"Your clock says {written(said)}, the exchange's {written(now)}; more than"
            f" {window.total_seconds():.0f} s apart. Set your clock and send again."
            " (An old message that is sent anew looks like this, too.)",
            server_time=written(now),
            sent_at=written(said),
        )


def _have_it(connection: Connection, header: Header, digest: str) -> Ack | None:
    row = _KNOWN.first(connection, wanted=header.id)
    if row is None:
        return None
    seq, at, *as_stored = row
    if as_stored != [digest, header.sender, header.group]:
        raise RefusedError(
            "replayed",
            "A message with this id stands there already, with other content. It was not kept a"
            " second time; if it is new, give it an id of its own.",
        )
    return Ack(header.id, seq, at, again=True)


def _check_epoch(stands: Standing, epoch: int) -> None:
    now = stands.epoch
    if epoch != now:
        raise RefusedError(
            "stale_epoch",
            f"The group has changed its members and its key: it is in epoch {now}, this was"
            f" sealed for epoch {epoch}. Fetch the group's keys and seal it anew.",
            epoch=now,
        )
    if stands.rotation_due:
        raise RefusedError(
            "rotation_due",
            "Somebody has left the group: its key has to be renewed before anything is written.",
            epoch=now,
        )


def _check_counter(connection: Connection, header: Header) -> None:
    ((last,),) = _LAST.rows(connection, whose=header.sender)
    if header.counter <= last:
        raise RefusedError(
            "counter",
            f"Your messages are numbered; this is number {header.counter}, the last one was"
            f" {last}. It may be a replay, or another of your windows has sent meanwhile.",
            last_counter=last,
        )


def _message_row(connection: Connection, group: str, message: str, since: int) -> Any:
    kept = tables.messages
    query = select(kept).where(
        kept.c.id == message, kept.c.group_id == group, kept.c.epoch >= since
    )
    row = connection.execute(query).first()
    if row is None:
        raise RefusedError("no_message", "There is no such message for you in this group.")
    return row


def _use_attachment(connection: Connection, header: Header, named: AttachmentRef) -> None:
    kept = tables.attachments
    waits = (kept.c.id == named.id) & (kept.c.owner == header.sender) & kept.c.message.is_(None)
    here = (kept.c.group_id == header.group) & (kept.c.epoch == header.epoch)
    same = (kept.c.bytes == named.bytes) & (kept.c.sha256 == named.sha256)
    query = update(kept).where(waits, here, same).values(message=header.id)
    if connection.execute(query).rowcount != 1:
        raise RefusedError(
            "no_attachment",
            "An attachment that the message names was not uploaded by you, for this group and"
            " epoch, with this size and digest. Upload it (again) and send.",
        )


def _remember(connection: Connection, header: Header, seq: int, at: str, digest: str) -> None:
    _KEEP.rows(
        connection,
        id=header.id,
        group_id=header.group,
        seq=seq,
        epoch=header.epoch,
        sender=header.sender,
        counter=header.counter,
        at=at,
        sha256=digest,
    )
    _COUNT.rows(connection, whose=header.sender, counter=header.counter)
