"""Requests to the server, with refusals as they were said there."""

from typing import Any, Protocol

import httpx

from aatulab.exchange.refusal import STATUS, RefusedError


class LostError(RefusedError):
    """The server cannot be reached; nobody knows whether the last request arrived."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "unavailable",
            f"The exchange cannot be reached ({why}). What waits in the outbox is sent again as"
            " soon as it can be; nothing is sent twice.",
        )


class Line(Protocol):
    """What a session needs of a way to the server."""

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Return the answer in JSON."""

    def put_bytes(self, path: str, content: bytes) -> Any:
        """Send bytes and return the answer in JSON."""

    def get_bytes(self, path: str) -> bytes:
        """Return bytes."""


class HttpLine:
    """A line over HTTP; `token` is set by whoever logs in."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self.token = ""

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Return the answer in JSON, or raise what the server refused."""
        given = {} if body is None else {"json": body}
        return _answer(self._ask(method, path, **given))

    def put_bytes(self, path: str, content: bytes) -> Any:
        """Send bytes and return the answer in JSON."""
        return _answer(self._ask("PUT", path, content=content))

    def get_bytes(self, path: str) -> bytes:
        """Return bytes."""
        answer = self._ask("GET", path)
        if answer.status_code != 200:
            _answer(answer)
        return answer.content

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            return self._http.request(method, f"/api{path}", headers=headers, **given)
        except httpx.TransportError as error:
            raise LostError(type(error).__name__) from error


def _answer(answer: httpx.Response) -> Any:
    try:
        content = answer.json()
    except ValueError as error:
        raise LostError(f"answer {answer.status_code} is not of an exchange") from error
    if answer.status_code < 400:
        return content
    said = dict(content) if isinstance(content, dict) else {}
    code, says = said.pop("code", "failed"), said.pop("error", "no reason given")
    raise RefusedError(code if code in STATUS else "failed", str(says), **said)
