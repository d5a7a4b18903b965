"""The web service of one exercise: views, lists, decisions, live events, the instructor's panel.

Who asks is read from the token.  All work with the session is done in the event loop's one thread,
so no two requests meet inside it.  A refused decision is an answer (status 200 with
`accepted: false`); other statuses are those of the service: 401 no token, 403 not the
instructor, 404 no such list, 413 too large, 422 not in form, 429 too many.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import FileResponse, JSONResponse, Response

from aatulab.errors import AatuLabError
from aatulab.joint.scoring import score
from aatulab.joint.server.seats import INSTRUCTOR, Seats
from aatulab.joint.session import Session
from aatulab.web.limits import RateLimit, SmallBodies

_PAGE = Path(__file__).with_name("page")
_FILES = {"page.js": "text/javascript", "page.css": "text/css"}
_SAFE = {
    "Content-Security-Policy": "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors "
    "'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_CALLS = {"pause", "resume", "speed", "inject"}


@dataclass(frozen=True)
class Settings:
    """What the service needs from outside: a clock of seconds that only grow, and limits.

    A stretch between two ticks counts `most_gap_s` at most: while the machine slept, nobody played.
    """

    clock: Callable[[], float]
    tick_s: float = 1.0
    most_gap_s: float = 5.0
    requests_a_minute: int = 300
    most_bytes: int = 16_384


def build_app(session: Session, seats: Seats, settings: Settings) -> FastAPI:
    """Return the service; the exercise's time passes while a server runs it."""
    app = FastAPI(title="AATU Lab joint exercise", docs_url=None, redoc_url=None,
                  openapi_url=None, lifespan=_clockwork(session, settings))  # fmt: skip
    app.add_middleware(SmallBodies, most_bytes=settings.most_bytes)
    limit = RateLimit(settings.requests_a_minute, settings.clock)

    async def seated(authorization: Annotated[str, Header()] = "") -> str:
        kind, _, token = authorization.partition(" ")
        seat = seats.seat(token) if kind.lower() == "bearer" else None
        if seat is None:
            raise HTTPException(401, "Send your token: Authorization: Bearer …")
        if wait_s := limit.wait_s(seat):
            raise HTTPException(429, f"Too many requests; wait {wait_s:.0f} s.")
        return seat

    async def instructing(seat: Annotated[str, Depends(seated)]) -> str:
        if seat != INSTRUCTOR:
            raise HTTPException(403, "Only the instructor may do that.")
        return seat

    async def playing(seat: Annotated[str, Depends(seated)]) -> str:
        if seat == INSTRUCTOR:
            raise HTTPException(403, "The instructor plays no role; open the panel.")
        return seat

    @app.exception_handler(AatuLabError)
    async def in_words(_request: Request, error: AatuLabError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 422)

    _add_page(app)
    _add_desk(app, session, playing)
    _add_panel(app, session, instructing)
    _add_live(app, session, seats, settings)
    return app


def _clockwork(
    session: Session, settings: Settings
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def run(_app: FastAPI) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_tick(session, settings))
        yield
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking

    return run


async def _tick(session: Session, settings: Settings) -> None:
    last = settings.clock()
    while True:
        await asyncio.sleep(settings.tick_s)
        now = settings.clock()
        session.elapse(min(max(0.0, now - last), settings.most_gap_s))
        last = now


def _add_page(app: FastAPI) -> None:
    @app.get("/")
    async def page() -> FileResponse:
        return FileResponse(_PAGE / "page.html", media_type="text/html", headers=_SAFE)

    @app.get("/page/{name}")
    async def part(name: str) -> Response:
        if name not in _FILES:
            raise HTTPException(404, "There is no such file.")
        return FileResponse(_PAGE / name, media_type=_FILES[name], headers=_SAFE)


def _add_desk(app: FastAPI, session: Session, playing: Callable[..., object]) -> None:
    @app.get("/view")
    async def view(seat: Annotated[str, Depends(playing)]) -> dict[str, object]:
        return session.view(seat)

    @app.get("/events")
    async def events(seat: Annotated[str, Depends(playing)], since: int = 0) -> list[object]:
        return list(session.events(max(0, since), seat))

    @app.get("/records/{table}")
    async def records(
        seat: Annotated[str, Depends(playing)], table: str, flight: str = ""
    ) -> list[dict[str, object]]:
        return session.records(seat, table, flight)

    @app.post("/decide")
    async def decide(seat: Annotated[str, Depends(playing)], request: Request) -> dict[str, object]:
        return session.decide(seat, _json(await request.body()))


def _add_panel(app: FastAPI, session: Session, instructing: Callable[..., object]) -> None:
    @app.get("/panel")
    async def panel(_seat: Annotated[str, Depends(instructing)]) -> dict[str, object]:
        return _overview(session)

    @app.post("/panel/{call}")
    async def called(
        _seat: Annotated[str, Depends(instructing)], call: str, request: Request
    ) -> dict[str, object]:
        if call not in _CALLS:
            raise HTTPException(404, f"There are {', '.join(sorted(_CALLS))}.")
        content = _json(await request.body())
        if call == "inject":
            session.inject(content)
        elif call == "speed":
            session.speed(content)  # type: ignore[arg-type]  # the session refuses what is no number
        elif call == "pause":
            session.pause()
        else:
            session.resume()
        return _overview(session)


def _add_live(app: FastAPI, session: Session, seats: Seats, settings: Settings) -> None:
    @app.websocket("/live")
    async def live(socket: WebSocket) -> None:
        """Take a token and the number of the last entry seen; then send what is new."""
        await socket.accept()
        try:
            hello = _json((await socket.receive_text()).encode("utf-8", "replace"))
            seat = seats.seat(str(hello.get("token"))) if isinstance(hello, dict) else None
            if seat is None:
                await socket.close(4401, "no valid token")
                return
            since = hello.get("since", 0) if isinstance(hello, dict) else 0
            await _send_news(socket, session, seat, since if type(since) is int else 0, settings)
        except (WebSocketDisconnect, RuntimeError):  # gone, and welcome again with its number
            return


async def _send_news(
    socket: WebSocket, session: Session, seat: str, since: int, settings: Settings
) -> None:
    while True:
        if seat == INSTRUCTOR:
            await socket.send_json({"panel": _overview(session)})
        else:
            news = session.events(max(0, since), seat)
            since = len(session.log)
            await socket.send_json({"since": since, "events": news, "view": session.view(seat)})
        await asyncio.sleep(settings.tick_s)


def _overview(session: Session) -> dict[str, object]:
    """Return what the instructor sees: all, the truth too."""
    play, scenario = session.play, session.scenario
    return {
        "title": scenario.title,
        "twist": scenario.twist,
        "now": play.moment(session.now_s).isoformat(),
        "minute": session.now_s // 60,
        "minutes": scenario.minutes,
        "is_paused": session.is_paused,
        "rate": session.rate,
        "is_over": session.is_over,
        "players": {str(role): player for role, player in session.players.items()},
        "cast": [
            {
                "who": member.title,
                "record": play.stage.cast[key],
                "truth": member.truth,
                "right": member.right,
                "state": play.states[play.stage.cast[key]].phase(session.now_s),
            }
            for key, member in scenario.cast.items()
        ],
        "points": {name: part.points for name, part in score(play).parts.items()},
    }


def _json(body: bytes) -> object:
    """Return what a body says, or its beginning as a text, which is then refused in words."""
    try:
        content: object = json.loads(body)
    except (ValueError, RecursionError):
        return body[:80].decode("utf-8", "replace")
    return content
