"""Run the service with uvicorn over TLS."""

import contextlib
import socket
import ssl
import sys

import uvicorn
from fastapi import FastAPI

from aatulab.exchange.server.certificate import Certificate

# Writer and event loop share one interpreter, and the writer lets go of it at every statement.  By
# Python's own 5 ms it would wait for a busy loop fourteen times for each message: twenty a second.
TURN_S = 0.0001
MOST_FRAME = 128 * 1024  # the app's own, smaller limit answers in words


def config_of(app: FastAPI, host: str, port: int, certificate: Certificate) -> uvicorn.Config:
    """Return how the service is run: TLS 1.2 or later, quiet, frames limited."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        log_level="warning",
        ws="websockets-sansio",
        ws_max_size=MOST_FRAME,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
        ssl_certfile=certificate.chain,
        ssl_keyfile=certificate.key,
    )
    config.load()
    assert isinstance(config.ssl, ssl.SSLContext)
    config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return config


def run(app: FastAPI, host: str, port: int, certificate: Certificate) -> None:
    """Serve until the process is told to end; Ctrl-C is an ordinary end."""
    sys.setswitchinterval(TURN_S)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config_of(app, host, port, certificate)).run()


def free_port(host: str = "127.0.0.1") -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
