"""Attachments: sealed bytes that wait for the message that names them."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import audit, circles, tables
from aatulab.exchange.wire.message import MOST_ATTACHMENTS

MOST_WAITING = 2 * MOST_ATTACHMENTS  # of one account, not yet named by a message


def keep(
    connection: Connection,
    group: str,
    file: str,
    epoch: int,
    owner: str,
    content: bytes,
    at: datetime,
) -> dict[str, Any]:
    """Keep sealed bytes once; the same ones again are as good."""
    circles.member_since(connection, group, owner)
    said = {"id": file, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    kept = tables.attachments
    row = connection.execute(select(kept).where(kept.c.id == file)).first()
    if row is not None:
        if (row.owner, row.group_id, row.sha256) == (owner, group, said["sha256"]):
            return said
        raise RefusedError("taken", "There is an attachment with this id already.")
    waiting = (kept.c.owner == owner) & kept.c.message.is_(None)
    count = connection.execute(select(func.count()).select_from(kept).where(waiting)).scalar_one()
    if count >= MOST_WAITING:
        raise RefusedError(
            "too_many",
            f"{count} attachments of yours wait for a message that names them; send that first.",
            wait_s=0,
        )
    place = {"group_id": group, "epoch": epoch, "owner": owner, "message": None}
    connection.execute(insert(kept), {**said, **place, "content": content})
    audit.note(connection, at, owner, "attachment", group, f"{file} {said['sha256']}")
    return said


def read(connection: Connection, group: str, file: str, account: str) -> bytes:
    """Return sealed bytes to a member who may read the message that names them."""
    since = circles.member_since(connection, group, account)
    kept = tables.attachments
    query = select(kept).where(kept.c.id == file, kept.c.group_id == group, kept.c.epoch >= since)
    row = connection.execute(query).first()
    if row is None or (row.message is None and row.owner != account):
        raise RefusedError("no_attachment", "There is no such attachment for you.")
    return bytes(row.content)
