"""Talk to one server only: the one whose certificate has the fingerprint that was read out."""

import hmac
import socket
import ssl
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

import httpx

from aatulab.exchange.client.line import HttpLine, LostError
from aatulab.exchange.refusal import RefusedError, malformed

TIMEOUT_S = 15.0


@dataclass(frozen=True)
class Server:
    """An address, and the only certificate that is taken for it."""

    url: str
    trust: ssl.SSLContext

    def line(self) -> HttpLine:
        """Return a line for requests."""
        return HttpLine(httpx.Client(base_url=self.url, verify=self.trust, timeout=TIMEOUT_S))


def pinned(url: str, fingerprint: str) -> Server:
    """Return a server, seen to have the certificate with this SHA-256 fingerprint."""
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname is None:
        raise malformed("url", repr(url[:80]), "https://name:port")
    wanted = "".join(fingerprint.split()).replace(":", "").lower()
    pem = _certificate(parts.hostname, parts.port or 443)
    found = sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    if not hmac.compare_digest(found, wanted):
        raise RefusedError(
            "bad_signature",
            f"{url} shows the certificate {found[:16]}…, expected {wanted[:16]}…: it is another"
            " server, or somebody is in between. Nothing was sent. Ask the instructor to read the"
            " fingerprint out.",
        )
    trust = ssl.create_default_context(cadata=pem)
    trust.check_hostname = False  # the certificate itself is pinned, whatever it is called
    trust.minimum_version = ssl.TLSVersion.TLSv1_2
    return Server(url.rstrip("/"), trust)


def _certificate(host: str, port: int) -> str:
    try:
        return ssl.get_server_certificate((host, port), timeout=TIMEOUT_S)
    except (OSError, socket.gaierror) as error:
        raise LostError(str(error)) from error
