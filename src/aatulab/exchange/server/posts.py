"""Messages, receipts and attachments over HTTP; `take` serves the live line, too."""

from typing import Any

from fastapi import APIRouter, Request, Response

from aatulab.exchange.moments import moment_of, written
from aatulab.exchange.notices.choices import URGENCY
from aatulab.exchange.notices.kinds import KINDS
from aatulab.exchange.refusal import RefusedError, malformed
from aatulab.exchange.server.bodies import shape_of
from aatulab.exchange.server.desk import Asking, Body, Desk, Inside
from aatulab.exchange.store import files, post, reading
from aatulab.exchange.store.people import Account
from aatulab.exchange.store.post import Ack, Taken
from aatulab.exchange.wire.message import Message
from aatulab.exchange.wire.receipt import Receipt
from aatulab.exchange.wire.shape import Shape

routes = APIRouter(prefix="/api")
_SEARCH = ("kind", "urgency", "sender", "since", "until", "after", "limit")


async def take_message(desk: Desk, account: Account, content: object) -> Ack:
    """Return the promise that a message is kept, after it is, and tell the group."""
    desk.count("messages", account.name, desk.settings.posts_a_minute)
    message = Message.from_json(content)
    if message.header.sender != account.name:
        raise RefusedError("bad_signature", "The header names another sender than you.")
    message.check_signature(account.keys.sign_key)
    window = desk.settings.window
    return _told(
        desk, await desk.write(lambda c: post.take_message(c, message, desk.now(), window))
    )


async def take_receipt(desk: Desk, account: Account, content: object) -> Ack:
    """Return the promise that a receipt is kept, after it is, and tell the group."""
    desk.count("receipts", account.name, desk.settings.posts_a_minute)
    receipt = Receipt.from_json(content)
    if receipt.by != account.name:
        raise RefusedError("bad_signature", "The receipt is another's.")
    receipt.check_signature(account.keys.sign_key)
    window = desk.settings.window
    return _told(
        desk, await desk.write(lambda c: post.take_receipt(c, receipt, desk.now(), window))
    )


@routes.post("/groups/{group}/messages")
async def send(group: str, body: Body, desk: Inside, account: Asking) -> dict[str, Any]:
    """Take a message in."""
    _is_here(body, "header", group)
    return (await take_message(desk, account, body)).to_json()


@routes.post("/groups/{group}/receipts")
async def acknowledge(group: str, body: Body, desk: Inside, account: Asking) -> dict[str, Any]:
    """Take a receipt in."""
    _is_here(body, "receipt", group)
    return (await take_receipt(desk, account, body)).to_json()


@routes.get("/groups/{group}/messages")
async def search(group: str, request: Request, desk: Inside, account: Asking) -> dict[str, Any]:
    """Return messages by their header fields; what is in them the server cannot search."""
    wanted = _wanted(dict(request.query_params))
    found = await desk.read(lambda c: reading.messages(c, group, account.name, wanted))
    return {"entries": found}


@routes.put("/groups/{group}/attachments/{file}")
async def upload(
    group: str, file: str, request: Request, desk: Inside, account: Asking
) -> dict[str, Any]:
    """Keep sealed bytes until a message names them."""
    desk.count("attachments", account.name, desk.settings.posts_a_minute)
    Shape("address", {"file": file}).id("file")
    epoch = _whole(dict(request.query_params), "epoch", 0)
    content, now = await request.body(), desk.now()
    return await desk.write(lambda c: files.keep(c, group, file, epoch, account.name, content, now))


@routes.get("/groups/{group}/attachments/{file}")
async def download(group: str, file: str, desk: Inside, account: Asking) -> Response:
    """Return sealed bytes."""
    content = await desk.read(lambda c: files.read(c, group, file, account.name))
    return Response(content, media_type="application/octet-stream")


@routes.post("/sync")
async def sync(body: Body, desk: Inside, account: Asking) -> dict[str, Any]:
    """Return what is new in one's groups."""
    after = shape_of(body, "after").content["after"]
    if not isinstance(after, dict) or len(after) > 1_000:
        raise malformed("body.after", type(after).__name__, "groups with the last number of each")
    shape = Shape("body.after", after)
    known = {group: shape.whole(group, 0) for group in after}
    return await desk.read(lambda c: reading.sync(c, account.name, known))


def _told(desk: Desk, taken: Taken) -> Ack:
    ack, stored = taken
    if stored is not None:
        desk.hub.tell_entry(stored.to, stored.entry.text)
    return ack


def _is_here(body: object, part: str, group: str) -> None:
    inner = body.get(part) if isinstance(body, dict) else None
    if isinstance(inner, dict) and inner.get("group") != group:
        raise malformed(f"{part}.group", "another group", "the one in the address")


def _wanted(query: dict[str, str]) -> reading.Wanted:
    if unknown := set(query) - set(_SEARCH):
        raise malformed(min(unknown)[:40], "a field that is not searched", ", ".join(_SEARCH))
    shape = Shape("address", query)
    for key in ("since", "until"):
        if key in query:
            query[key] = written(moment_of(query[key], key))
    return reading.Wanted(
        kind=shape.one_of("kind", KINDS) if "kind" in query else None,
        urgency=shape.one_of("urgency", URGENCY) if "urgency" in query else None,
        sender=shape.account("sender") if "sender" in query else None,
        since=query.get("since"),
        until=query.get("until"),
        after=_whole(query, "after", 0),
        limit=min(_whole(query, "limit", reading.MOST), reading.MOST),
    )


def _whole(query: dict[str, str], key: str, default: int) -> int:
    text = query.get(key, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise malformed(key, repr(text[:20]), "a whole number")
    return int(text)
