"""Closed user groups, as rows: who is in, since which epoch, and with which wrapped key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from json import dumps, loads
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from aatulab.exchange.moments import written
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import audit, people, tables
from aatulab.exchange.store.audit import dumped
from aatulab.exchange.store.prepared import Prepared
from aatulab.exchange.wire.record import Record

Wraps = Mapping[str, Mapping[str, str]]


_NEXT_SEQ = Prepared(
    update(tables.groups)
    .where(tables.groups.c.id == bindparam("wanted"))
    .values(last_seq=tables.groups.c.last_seq + 1)
    .returning(tables.groups.c.last_seq)
)
_OTHERS = tables.members.alias()
_STANDING = Prepared(
    select(
        tables.members.c.from_epoch,
        tables.groups.c.epoch,
        exists().where(_OTHERS.c.group_id == bindparam("wanted"), _OTHERS.c.gone).label("due"),
    )
    .join(tables.groups, tables.groups.c.id == tables.members.c.group_id)
    .where(
        tables.members.c.group_id == bindparam("wanted"),
        tables.members.c.account == bindparam("whose"),
        tables.members.c.gone.is_(False),
    )
)
_MEMBERS = Prepared(
    select(tables.members.c.account).where(
        tables.members.c.group_id == bindparam("wanted"), tables.members.c.gone.is_(False)
    )
)
_APPEND = Prepared(insert(tables.entries))


@dataclass(frozen=True)
class Entry:
    """An entry that is new in a group's log: its number there, and its JSON for the live line."""

    seq: int
    text: str


@dataclass(frozen=True)
class Stored:
    """What was stored, and who may see it at once."""

    entry: Entry
    to: tuple[str, ...]
    removed: tuple[str, ...] = ()


def no_group() -> RefusedError:
    """Return the same answer for a group that is not there and one that is closed to you."""
    return RefusedError("no_group", "There is no such group for you.")


def member_since(connection: Connection, group: str, account: str) -> int:
    """Return the epoch since when somebody is in a group; who is not gets `no_group`."""
    rows = tables.members
    query = select(rows.c.from_epoch).where(
        rows.c.group_id == group, rows.c.account == account, rows.c.gone.is_(False)
    )
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise no_group()
    return int(found)


@dataclass(frozen=True)
class Standing:
    """What a member may do now: since which epoch, in which one, and whether the key is due."""

    since: int
    epoch: int
    rotation_due: bool


def standing(connection: Connection, group: str, account: str) -> Standing:
    """Return how a member stands in a group, in one question; who is no member gets `no_group`."""
    row = _STANDING.first(connection, wanted=group, whose=account)
    if row is None:
        raise no_group()
    since, epoch, due = row
    return Standing(since, epoch, bool(due))


def members_in(connection: Connection, group: str) -> tuple[str, ...]:
    """Return who is in a group now."""
    return tuple([account for (account,) in _MEMBERS.rows(connection, wanted=group)])


def gone_from(connection: Connection, group: str) -> frozenset[str]:
    """Return who has left, or was disabled, since the key was last renewed."""
    rows = tables.members
    query = select(rows.c.account).where(rows.c.group_id == group, rows.c.gone.is_(True))
    return frozenset(connection.execute(query).scalars())


def begin_group(
    connection: Connection, record: Record, signature: str, wraps: Wraps, at: datetime
) -> Stored:
    """Keep a new group with its first record."""
    query = select(tables.groups.c.id).where(tables.groups.c.id == record.group)
    if connection.execute(query).first() is not None:
        raise RefusedError("taken", "There is a group with this id already.")
    record.check_begins(signature)
    check_known(connection, record)
    row = {"id": record.group, "name": record.name, "epoch": 1, "last_seq": 0}
    connection.execute(insert(tables.groups), row)
    return _keep(connection, record, signature, wraps, at)


def next_epoch(
    connection: Connection, record: Record, signature: str, wraps: Wraps, at: datetime
) -> Stored:
    """Keep the next record of a group; from now on the old key is refused."""
    member_since(connection, record.group, record.made_by)
    before = current(connection, record.group)
    gone = gone_from(connection, record.group)
    record.check_follows(before, signature, gone)
    check_known(connection, record)
    return _keep(connection, record, signature, wraps, at, before)


def current(connection: Connection, group: str) -> Record:
    """Return a group's newest record."""
    held = tables.epochs
    query = select(held.c.record).where(held.c.group_id == group).order_by(held.c.epoch.desc())
    text = connection.execute(query.limit(1)).scalar_one_or_none()
    if text is None:
        raise no_group()
    return Record.from_json(loads(text))


def leave(connection: Connection, group: str, account: str, at: datetime) -> None:
    """Let somebody go at once; the others renew the key before they write again."""
    member_since(connection, group, account)
    gone = gone_from(connection, group) | {account}
    staying = [one for one in current(connection, group).members if one.account not in gone]
    if not any(one.keeper for one in staying):
        raise RefusedError(
            "not_keeper", "You are the group's last keeper: name another one before you leave."
        )
    rows = tables.members
    mine = (rows.c.group_id == group) & (rows.c.account == account)
    connection.execute(update(rows).where(mine).values(gone=True))
    audit.note(connection, at, account, "leave", group)


def groups_of(connection: Connection, account: str) -> list[dict[str, Any]]:
    """Return the groups that somebody is in; of others not even the number."""
    rows, held, circle = tables.members, tables.epochs, tables.groups
    query = (
        select(circle.c.id, circle.c.epoch, circle.c.last_seq, held.c.record, held.c.signature)
        .join(rows, rows.c.group_id == circle.c.id)
        .join(held, (held.c.group_id == circle.c.id) & (held.c.epoch == circle.c.epoch))
        .where(rows.c.account == account, rows.c.gone.is_(False))
        .order_by(circle.c.name, circle.c.id)
    )
    return [_group_json(connection, row) for row in connection.execute(query).all()]


def group_json(connection: Connection, group: str, account: str) -> dict[str, Any]:
    """Return one group as one of its members may see it."""
    found = [one for one in groups_of(connection, account) if one["group"] == group]
    if not found:
        raise no_group()
    return found[0]


def keys_of(connection: Connection, group: str, account: str) -> list[dict[str, Any]]:
    """Return records and one's own wrapped keys, since one is in the group."""
    since = member_since(connection, group, account)
    held, keys = tables.epochs, tables.wraps
    query = (
        select(held.c.record, held.c.signature, keys.c.wrap)
        .join(keys, (keys.c.group_id == held.c.group_id) & (keys.c.epoch == held.c.epoch))
        .where(held.c.group_id == group, held.c.epoch >= since, keys.c.account == account)
        .order_by(held.c.epoch)
    )
    return [
        {"record": loads(row.record), "signature": row.signature, "wrap": loads(row.wrap)}
        for row in connection.execute(query)
    ]


def append(  # noqa: PLR0913
    connection: Connection,
    group: str,
    *,
    epoch: int,
    type_: str,
    body: str,
    at: str,
    kind: str | None = None,
    urgency: str | None = None,
    sender: str | None = None,
) -> Entry:
    """Add an entry to a group's log; its body is stored, and goes out, as it is given."""
    ((seq,),) = _NEXT_SEQ.rows(connection, wanted=group)
    place = {"seq": seq, "epoch": epoch, "type": type_, "at": at}
    about = {"kind": kind, "urgency": urgency, "sender": sender}
    _APPEND.rows(connection, group_id=group, body=body, **place, **about)
    head = dumps({"group": group, **place}, separators=(",", ":"))
    return Entry(seq, f'{head[:-1]},"body":{body}}}')


def check_known(connection: Connection, record: Record) -> None:
    """Refuse a member who has no account, or other keys or another unit than it says."""
    known = {one.name: one for one in people.directory(connection)}
    for member in record.members:
        account = known.get(member.account)
        if account is None:
            raise RefusedError("unknown", f"There is no account {member.account!r} in use.")
        if account.keys != member.keys or account.unit != member.unit:
            raise RefusedError(
                "bad_signature", f"{member.account}: unit or keys are not those of the account."
            )


def _keep(
    connection: Connection,
    record: Record,
    signature: str,
    wraps: Wraps,
    at: datetime,
    before: Record | None = None,
) -> Stored:
    group, epoch = record.group, record.epoch
    body = dumped({"record": dict(record.raw), "signature": signature})
    place = {"group_id": group, "epoch": epoch}
    text = dumped(record.raw)
    connection.execute(insert(tables.epochs), {**place, "record": text, "signature": signature})
    kept = [{**place, "account": name, "wrap": dumped(wraps[name])} for name in wraps]
    connection.execute(insert(tables.wraps), kept)
    removed = _seat(connection, record, before)
    circle = tables.groups
    changed = {"epoch": epoch, "name": record.name}
    connection.execute(update(circle).where(circle.c.id == group).values(changed))
    moment = written(at)
    entry = append(connection, group, epoch=epoch, type_="group", body=body, at=moment)
    subject = f"{entry.seq} epoch {epoch} {audit.digest_of(body)}"
    audit.note(connection, at, record.made_by, "epoch", group, subject)
    return Stored(entry, tuple(sorted(record.accounts)), removed)


def _seat(connection: Connection, record: Record, before: Record | None) -> tuple[str, ...]:
    """Let in who is new, let go who is not in the record; return who was let go."""
    rows = tables.members
    here = rows.c.group_id == record.group
    gone = gone_from(connection, record.group)
    was = (before.accounts if before else frozenset()) - gone
    connection.execute(delete(rows).where(here, rows.c.account.not_in(was & record.accounts)))
    fresh = [
        {"group_id": record.group, "account": name, "from_epoch": record.epoch, "gone": False}
        for name in sorted(record.accounts - was)
    ]
    if fresh:
        connection.execute(insert(rows), fresh)
    return tuple(sorted(was - record.accounts))


def _group_json(connection: Connection, row: Any) -> dict[str, Any]:
    record = loads(row.record)
    gone = sorted(gone_from(connection, row.id))
    return {
        "group": row.id,
        "name": record["name"],
        "epoch": row.epoch,
        "members": record["members"],
        "gone": gone,
        "rotation_due": bool(gone),
        "last_seq": row.last_seq,
        "record": record,
        "signature": row.signature,
    }
