"""The page of the exchange: static files, served as they stand, under a strict policy.

No template, no build, nothing from elsewhere: what the browser runs is what lies in this folder.
The policy lets the page load its own scripts and style, talk to its own server and nothing else;
a text that somebody sent can therefore never run, even if the page had a defect.  All cryptography
is done in the browser.  Called by the exchange's server.
"""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent
PREFIX = "/page"
RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in RULES.items())
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
# not from `mimetypes`, which asks the computer: a script served as plain text does not run
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def page_files(folder: Path = FOLDER) -> dict[str, tuple[bytes, str]]:
    """Return every file of the page by its address, with its content and type.

    >>> sorted(page_files())[:2]
    ['/', '/page/colours.css']
    """
    files = {
        f"{PREFIX}/{path.relative_to(folder).as_posix()}": (path.read_bytes(), _TYPES[path.suffix])
        for path in sorted(folder.rglob("*"))
        if path.suffix in _TYPES
    }
    return {"/": files.pop(f"{PREFIX}/index.html"), **files}


def mount_page(app: Starlette) -> None:
    """Serve the page at `/`, its scripts and style below `/page/`, and nothing else of the disk."""
    files = page_files()

    async def serve(request: Request) -> Response:
        found = files.get(request.url.path)
        if found is None:
            return Response("There is no such page.", 404, HEADERS, "text/plain")
        return Response(found[0], 200, HEADERS, found[1])

    app.router.routes += [
        Route("/", serve, methods=["GET"]),
        Route(PREFIX + "/{name:path}", serve, methods=["GET"]),
    ]
