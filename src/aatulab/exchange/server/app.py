"""The exchange as a web service, put together; nothing runs until a server takes it."""

import logging
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from aatulab.exchange import page
from aatulab.exchange.moments import written
from aatulab.exchange.notices.template import templates
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.server import accounts, circles, live, posts
from aatulab.exchange.server.desk import Desk, Inside
from aatulab.exchange.server.live_hub import Hub
from aatulab.exchange.server.settings import NAME, TRAINING, VERSION, Settings
from aatulab.exchange.store.database import server_secret
from aatulab.exchange.store.keeping import Store
from aatulab.web.limits import SmallBodies

logger = logging.getLogger(__name__)

HEADERS = {**page.HEADERS, "Cache-Control": "no-store"}


def build_app(store: Store, settings: Settings) -> FastAPI:
    """Return the service on an open store."""
    app = FastAPI(title=f"AATU Lab: {NAME}", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(store, settings, store.read(server_secret), Hub())
    app.add_middleware(
        SmallBodies,
        most_bytes=settings.most_body,
        larger={"/attachments/": settings.most_attachment},
    )
    _answer_errors_in_words(app)
    _add_headers(app)
    _add_open_readings(app)
    for part in (accounts, circles, posts, live):
        app.include_router(part.routes)
    page.mount_page(app)
    return app


def _add_open_readings(app: FastAPI) -> None:
    @app.get("/api/hello")
    async def hello(desk: Inside) -> dict[str, Any]:
        return {
            "service": NAME,
            "version": VERSION,
            "training": TRAINING,
            "server_time": written(desk.now()),
        }

    @app.get("/api/notices")
    async def notices() -> dict[str, Any]:
        return templates()


def _add_headers(app: FastAPI) -> None:
    @app.middleware("http")
    async def headed(request: Request, call_next: Any) -> Response:
        answer: Response = await call_next(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer


def _answer_errors_in_words(app: FastAPI) -> None:
    @app.exception_handler(RefusedError)
    async def refused(_request: Request, error: RefusedError) -> JSONResponse:
        wait_s = error.details.get("wait_s")
        headers = {"Retry-After": str(wait_s)} if wait_s else {}
        return JSONResponse(error.to_json(), error.status, headers)

    @app.exception_handler(StarletteHTTPException)
    async def unknown(_request: Request, error: HTTPException) -> JSONResponse:
        said = {"error": "There is nothing at this address.", "code": "unknown"}
        return JSONResponse(said, error.status_code)

    @app.exception_handler(Exception)
    async def failed(_request: Request, error: Exception) -> JSONResponse:
        logger.error("a request failed: %s", type(error).__name__)
        said = "The exchange failed; this was not kept. It is not your message."
        return JSONResponse({"error": said, "code": "failed"}, 500)
