"""Take a message or a receipt in: every rule, then the entry, its audit line and the counter.

Each function is one job of the writer, so that all of it is durable or none of it happened.  What
is refused leaves nothing.  Signatures were checked before, outside the writer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from aatulab.exchange.moments import written
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import audit, circles, tables
from aatulab.exchange.store.audit import digest_of, dumped
from aatulab.exchange.store.circles import Standing, Stored
from aatulab.exchange.wire.message import AttachmentRef, Header, Message
from aatulab.exchange.wire.receipt import Receipt


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
    header, raw = message.header, dict(message.raw)
    stands = circles.standing(connection, header.group, header.sender)
    digest = digest_of(dumped(raw))
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
    entry, digest = circles.append(
        connection,
        header.group,
        epoch=header.epoch,
        type_="message",
        body=raw,
        at=at,
        kind=header.kind,
        urgency=header.urgency,
        sender=header.sender,
    )
    _remember(connection, header, entry["seq"], at, digest)
    subject = f"{entry['seq']} {header.id} {digest}"
    audit.note(connection, now, header.sender, "message", header.group, subject)
    to = circles.members_in(connection, header.group)
    return Ack(header.id, entry["seq"], at, again=False), Stored(entry, to)


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
    at = written(now)
    entry, digest = circles.append(
        connection,
        receipt.group,
        epoch=receipt.epoch,
        type_="receipt",
        body=dict(receipt.raw),
        at=at,
        sender=receipt.by,
    )
    seq = entry["seq"]
    values = {"message": receipt.message, "by": receipt.by, "what": receipt.what}
    connection.execute(insert(kept), {**values, "seq": seq, "at": at})
    subject = f"{seq} {receipt.what} {receipt.message} {digest}"
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
    kept = tables.messages
    row = connection.execute(select(kept).where(kept.c.id == header.id)).first()
    if row is None:
        return None
    if (row.sha256, row.sender, row.group_id) != (digest, header.sender, header.group):
        raise RefusedError(
            "replayed",
            "A message with this id stands there already, with other content. It was not kept a"
            " second time; if it is new, give it an id of its own.",
        )
    return Ack(header.id, row.seq, row.at, again=True)


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
    people = tables.accounts
    query = select(people.c.last_counter).where(people.c.name == header.sender)
    last = connection.execute(query).scalar_one()
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
    people = tables.accounts
    row = {
        "id": header.id,
        "group_id": header.group,
        "seq": seq,
        "epoch": header.epoch,
        "sender": header.sender,
        "counter": header.counter,
        "at": at,
        "sha256": digest,
    }
    connection.execute(insert(tables.messages), row)
    mine = people.c.name == header.sender
    connection.execute(update(people).where(mine).values(last_counter=header.counter))
