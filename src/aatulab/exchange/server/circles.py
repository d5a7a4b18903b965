"""Closed user groups over HTTP."""

from fastapi import APIRouter
from sqlalchemy import Connection

from aatulab.exchange.refusal import RefusedError, malformed
from aatulab.exchange.server.bodies import shape_of
from aatulab.exchange.server.desk import Asking, Body, Desk, Inside
from aatulab.exchange.store import circles
from aatulab.exchange.store.circles import Stored, Wraps
from aatulab.exchange.store.people import Account
from aatulab.exchange.wire.record import Record, check_wraps

routes = APIRouter(prefix="/api/groups")


@routes.get("")
async def groups(desk: Inside, account: Asking) -> dict[str, object]:
    """Return one's own groups, and nothing of others."""
    found = await desk.read(lambda c: circles.groups_of(c, account.name))
    return {"groups": found}


@routes.post("")
async def begin(body: Body, desk: Inside, account: Asking) -> dict[str, object]:
    """Begin a group."""
    record, signature, wraps = _epoch(body, account)
    now = desk.now()
    stored = await desk.write(lambda c: circles.begin_group(c, record, signature, wraps, now))
    return await _told(desk, stored, record.group, account)


@routes.post("/{group}/epochs")
async def next_epoch(group: str, body: Body, desk: Inside, account: Asking) -> dict[str, object]:
    """Let members in or go, and take the new key into use."""
    record, signature, wraps = _epoch(body, account)
    if record.group != group:
        raise malformed("record.group", "another group", "the one in the address")
    now = desk.now()
    stored = await desk.write(lambda c: circles.next_epoch(c, record, signature, wraps, now))
    desk.hub.tell(stored.removed, {"type": "gone", "group": group})
    return await _told(desk, stored, group, account)


@routes.post("/{group}/leave")
async def leave(group: str, _body: Body, desk: Inside, account: Asking) -> dict[str, object]:
    """Go at once; the others renew the key."""
    now = desk.now()

    def left(c: Connection) -> tuple[str, ...]:
        circles.leave(c, group, account.name, now)
        return circles.members_in(c, group)

    staying = await desk.write(left)
    desk.hub.tell((account.name,), {"type": "gone", "group": group})
    desk.hub.tell(staying, {"type": "rotation_due", "group": group})
    return {}


@routes.get("/{group}/keys")
async def keys(group: str, desk: Inside, account: Asking) -> dict[str, object]:
    """Return the records and one's own wrapped keys."""
    found = await desk.read(lambda c: circles.keys_of(c, group, account.name))
    return {"epochs": found}


def _epoch(body: object, account: Account) -> tuple[Record, str, Wraps]:
    shape = shape_of(body, "record", "signature", "wraps")
    record = Record.from_json(shape.content["record"])
    if record.made_by != account.name:
        raise RefusedError("bad_signature", "A record is handed in by whoever made it.")
    return record, shape.raw("signature", 64), check_wraps(record, shape.content["wraps"])


async def _told(desk: Desk, stored: Stored, group: str, account: Account) -> dict[str, object]:
    desk.hub.tell_entry(stored.to, stored.entry.text)
    try:
        return await desk.read(lambda c: circles.group_json(c, group, account.name))
    except RefusedError:  # who made it has put himself out
        return {}
