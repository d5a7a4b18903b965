"""The desk as a web service: the same questions, the same answers, the same log.

Who asks is read from the token, never from the question; when is the service's own time.  An answer
is always status 200, whatever the database behind it did: `outcome` says whether it was out of
service.  Other statuses are those of the service: 401 no valid token, 413 too large, 422 not in
form, 429 too many, 400 and 500 with a sentence and no traceback.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

from aatulab.errors import AatuLabError
from aatulab.research import request as questions
from aatulab.research.desk import Desk
from aatulab.research.http.officers import AUDITOR, Officer, officer_of
from aatulab.web.limits import RateLimit, SmallBodies

logger = logging.getLogger(__name__)

Short = Annotated[StrictStr, Field(max_length=120)]
Query = Annotated[dict[Short, Short], Field(max_length=12)]


@dataclass(frozen=True)
class Settings:
    """What the service needs from outside: its time, a clock for limits, and the limits.

    `now` gives the moment of the simulation, `clock` seconds that only grow.  With `sleep` an
    answer takes as long as the simulated line; without it answers come at once.
    """

    now: Callable[[], datetime]
    clock: Callable[[], float]
    requests_a_minute: int = 60
    most_bytes: int = 65_536
    most_screened: int = 400
    sleep: Callable[[float], None] | None = None


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Grounds(_Form):
    database: Short
    purpose: Short = ""
    legal_ground: Short = ""
    case: Short = ""


class Ask(_Grounds):
    """One question."""

    query: Query


class Screen(_Grounds):
    """Many questions to one database, such as a flight's passengers."""

    queries: Annotated[list[Query], Field(min_length=1, max_length=1_000)]


class Verify(_Form):
    """A question to the owner of a record."""

    entry: StrictInt
    record: Short
    second: Short = ""


def build_app(desk: Desk, officers: Mapping[str, Officer], settings: Settings) -> FastAPI:
    """Return the service; nothing runs until a server takes it."""
    app = FastAPI(title="AATU Lab look-ups", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SmallBodies, most_bytes=settings.most_bytes)
    _answer_errors_in_words(app)
    limit = RateLimit(settings.requests_a_minute, settings.clock)

    def asking(authorization: Annotated[str, Header()] = "") -> Officer:
        kind, _, token = authorization.partition(" ")
        officer = officer_of(token, officers) if kind.lower() == "bearer" else None
        if officer is None:
            raise HTTPException(401, "Send your token: Authorization: Bearer ...")
        wait_s = limit.wait_s(officer.name)
        if wait_s:
            says = f"Over {settings.requests_a_minute} requests a minute; wait {wait_s:.0f} s."
            raise HTTPException(429, says, {"Retry-After": f"{wait_s:.0f}"})
        return officer

    _add_questions(app, desk, settings, asking)
    _add_readings(app, desk, asking)
    return app


def _add_questions(
    app: FastAPI, desk: Desk, settings: Settings, asking: Callable[..., Officer]
) -> None:
    def request_of(officer: Officer, form: _Grounds, query: Mapping[str, str]) -> questions.Request:
        return questions.Request(
            officer=officer.name,
            role=officer.role,
            at=settings.now(),
            purpose=form.purpose,
            legal_ground=form.legal_ground,
            database=form.database,
            query=query,
            case=form.case,
        )

    def waited(answer: questions.Answer) -> None:
        if settings.sleep is not None:
            settings.sleep(answer.waited_s)

    @app.post("/ask")
    def ask(form: Ask, officer: Annotated[Officer, Depends(asking)]) -> dict[str, Any]:
        answer = desk.ask(request_of(officer, form, form.query))
        waited(answer)
        return answer.to_json()

    @app.post("/screen")
    def screen(form: Screen, officer: Annotated[Officer, Depends(asking)]) -> list[dict[str, Any]]:
        if len(form.queries) > settings.most_screened:
            raise HTTPException(422, f"queries: {settings.most_screened} at most.")
        now = settings.now()
        requests = [replace(request_of(officer, form, query), at=now) for query in form.queries]
        answers = desk.screen(requests)
        waited(answers[0])
        return [answer.to_json() for answer in answers]

    @app.post("/verify")
    def verify(form: Verify, officer: Annotated[Officer, Depends(asking)]) -> dict[str, Any]:
        return desk.verify(
            form.entry,
            form.record,
            officer=officer.name,
            at=settings.now(),
            second=form.second,
        ).to_json()


def _add_readings(app: FastAPI, desk: Desk, asking: Callable[..., Officer]) -> None:
    @app.get("/databases")
    def databases(_officer: Annotated[Officer, Depends(asking)]) -> list[dict[str, Any]]:
        rows = desk.register().reset_index().to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in rows]

    @app.get("/log")
    def log(officer: Annotated[Officer, Depends(asking)]) -> dict[str, Any]:
        """Return an officer's own entries, and to an auditor all of them."""
        rows = desk.log.table()
        if officer.role != AUDITOR:
            rows = rows[rows["officer"] == officer.name]
        return {"entries": rows.to_dict("records"), "head": desk.log.head}


def _answer_errors_in_words(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return JSONResponse({"error": error.detail}, error.status_code, error.headers)

    @app.exception_handler(RequestValidationError)
    def not_in_form(_request: Request, error: RequestValidationError) -> JSONResponse:
        # place and rule only: what was sent is not sent back
        found = [
            f"{'.'.join(str(part)[:40] for part in each['loc'][1:4])}: {each['type']}"
            for each in error.errors()[:5]
        ]
        return JSONResponse({"error": "; ".join(found) or "not in form"}, 422)

    @app.exception_handler(AatuLabError)
    def said(_request: Request, error: AatuLabError) -> JSONResponse:
        return JSONResponse({"error": str(error)}, 400)

    @app.exception_handler(Exception)
    def failed(_request: Request, error: Exception) -> JSONResponse:
        logger.error("a request failed: %s", type(error).__name__)
        return JSONResponse({"error": "The service failed. It is not your question."}, 500)
