"""The live line: what is new comes by itself, and messages can be sent on it."""

import asyncio
import contextlib
import json
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from aatulab.exchange.moments import written
from aatulab.exchange.refusal import RefusedError, malformed
from aatulab.exchange.server.bodies import strict_json
from aatulab.exchange.server.desk import Desk
from aatulab.exchange.server.live_hub import Line
from aatulab.exchange.server.posts import take_message, take_receipt
from aatulab.exchange.store.people import Account
from aatulab.exchange.wire.shape import Shape

MALFORMED, NO_TOKEN, NO_HELLO, TOO_LARGE, TOO_MANY = 4400, 4401, 4408, 4413, 4429
MOST_REF = 40
routes = APIRouter()


class _ClosedError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@routes.websocket("/api/live")
async def live(socket: WebSocket) -> None:
    """Serve one connection until it ends."""
    desk: Desk = socket.app.state.desk
    await socket.accept()
    try:
        account = await _greeted(socket, desk)
    except (_ClosedError, RefusedError) as error:
        await _close(socket, error.code if isinstance(error, _ClosedError) else NO_TOKEN)
        return
    except WebSocketDisconnect:
        return
    line = Line(account.name)
    if not desk.hub.join(line, desk.settings.most_connections):
        await _close(socket, TOO_MANY)
        return
    hello = {"type": "welcome", "account": account.name, "server_time": written(desk.now())}
    await socket.send_json(hello)
    sending = asyncio.create_task(_send(socket, line))
    try:
        await _receive(socket, desk, account, line)
    finally:
        desk.hub.part(line)
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sending


async def _greeted(socket: WebSocket, desk: Desk) -> Account:
    try:
        async with asyncio.timeout(desk.settings.hello_s):
            frame = await _frame(socket, desk)
    except TimeoutError:
        raise _ClosedError(NO_HELLO) from None
    shape = Shape.of(frame, "frame", ("type", "token"))
    shape.one_of("type", ("hello",))
    return await desk.account_of(shape.text("token", 100))


async def _receive(socket: WebSocket, desk: Desk, account: Account, line: Line) -> None:
    try:
        while True:
            frame = await _frame(socket, desk)
            line.put(_text(await _answer(desk, account, frame)))
    except _ClosedError as error:
        await _close(socket, error.code)
    except WebSocketDisconnect:
        return


async def _answer(desk: Desk, account: Account, frame: Any) -> dict[str, Any]:
    ref = frame.get("ref") if isinstance(frame, dict) else None
    ref = ref if isinstance(ref, str) and len(ref) <= MOST_REF else ""
    try:
        desk.count("requests", account.name, desk.settings.requests_a_minute)
        return await _done(desk, account, frame, ref)
    except RefusedError as error:
        return {"type": "refused", "ref": ref, **error.to_json()}


async def _done(desk: Desk, account: Account, frame: Any, ref: str) -> dict[str, Any]:
    type_ = frame.get("type") if isinstance(frame, dict) else None
    if type_ == "ping":
        return {"type": "pong", "server_time": written(desk.now())}
    if type_ == "send":
        ack = await take_message(desk, account, frame.get("message"))
    elif type_ == "receipt":
        ack = await take_receipt(desk, account, frame.get("receipt"))
    else:
        raise malformed("frame.type", repr(type_)[:40], "send, receipt or ping")
    return {"type": "ack", "ref": ref, **ack.to_json()}


async def _frame(socket: WebSocket, desk: Desk) -> Any:
    got = await socket.receive()
    if got["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(got.get("code", 1005))
    text = got.get("text")
    if text is None:
        raise _ClosedError(MALFORMED)
    if len(text.encode("utf-8", "replace")) > desk.settings.most_body:
        raise _ClosedError(TOO_LARGE)
    try:
        return strict_json(text, "frame")
    except RefusedError:
        raise _ClosedError(MALFORMED) from None


async def _send(socket: WebSocket, line: Line) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while (text := await line.queue.get()) is not None:
            await socket.send_text(text)
        await socket.close(line.close_code)


async def _close(socket: WebSocket, code: int) -> None:
    with contextlib.suppress(RuntimeError, WebSocketDisconnect):
        await socket.close(code)


def _text(frame: dict[str, Any]) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
