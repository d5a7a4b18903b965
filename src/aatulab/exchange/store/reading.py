"""Read a group's log, as one of its members may."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from json import loads
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from aatulab.exchange.store import circles, tables

MOST = 500


@dataclass(frozen=True)
class Wanted:
    """What a search by header fields asks for; what is None does not matter."""

    kind: str | None = None
    urgency: str | None = None
    sender: str | None = None
    since: str | None = None
    until: str | None = None
    after: int = 0
    limit: int = MOST


def messages(
    connection: Connection, group: str, account: str, wanted: Wanted
) -> list[dict[str, Any]]:
    """Return a group's messages by their header fields."""
    since = circles.member_since(connection, group, account)
    held = tables.entries
    where = [held.c.type == "message", *_where(wanted)]
    return _entries(connection, group, since, wanted.after, wanted.limit, where)


def sync(connection: Connection, account: str, after: Mapping[str, int]) -> dict[str, Any]:
    """Return what is new in all groups of an account, and where each of them stands."""
    found: list[dict[str, Any]] = []
    last: dict[str, int] = {}
    more = False
    for group, since, newest in _standing(connection, account):
        last[group] = newest
        begin = after.get(group, 0)
        if newest <= begin or more:
            continue
        room = MOST - len(found)
        got = _entries(connection, group, since, begin, room + 1, ())
        more = len(got) > room
        found += got[:room]
    return {"entries": found, "more": more, "last": last}


def last_counter(connection: Connection, account: str) -> int:
    """Return the number of an account's last message."""
    people = tables.accounts
    query = select(people.c.last_counter).where(people.c.name == account)
    return int(connection.execute(query).scalar_one())


def _standing(connection: Connection, account: str) -> list[tuple[str, int, int]]:
    rows, circle = tables.members, tables.groups
    query = (
        select(circle.c.id, rows.c.from_epoch, circle.c.last_seq)
        .join(rows, rows.c.group_id == circle.c.id)
        .where(rows.c.account == account, rows.c.gone.is_(False))
        .order_by(circle.c.id)
    )
    return [(row.id, row.from_epoch, row.last_seq) for row in connection.execute(query)]


def _entries(
    connection: Connection,
    group: str,
    since: int,
    after: int,
    limit: int,
    where: Iterable[ColumnElement[bool]],
) -> list[dict[str, Any]]:
    held = tables.entries
    query = (
        select(held)
        .where(held.c.group_id == group, held.c.seq > after, held.c.epoch >= since, *where)
        .order_by(held.c.seq)
        .limit(limit)
    )
    return [
        {
            "group": row.group_id,
            "seq": row.seq,
            "epoch": row.epoch,
            "type": row.type,
            "at": row.at,
            "body": loads(row.body),
        }
        for row in connection.execute(query)
    ]


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    held = tables.entries
    same = {"kind": wanted.kind, "urgency": wanted.urgency, "sender": wanted.sender}
    found = [held.c[name] == value for name, value in same.items() if value is not None]
    if wanted.since is not None:
        found.append(held.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(held.c.at < wanted.until)
    return found
