"""A real server in a process of its own, over TLS, that can be killed."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from aatulab.exchange.client.pinned import pinned
from aatulab.exchange.client.session import log_in
from aatulab.exchange.server import staff
from aatulab.exchange.server.run import free_port
from aatulab.exchange.store.keeping import Store

PASSWORD = "four words put together"
STARTS_S = 240  # on a busy machine


class Server:
    """`aatulab exchange serve` on a folder; port and certificate stay from start to start."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.fingerprint, self._process = "", None

    def start(self, most_file_bytes=None):
        def limited():
            if most_file_bytes is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_file_bytes, most_file_bytes))

        with (self.folder / "out").open("w") as out:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "aatulab.cli", "exchange", "serve"),
                    *("--folder", self.folder, "--port", str(self.port)),
                ],
                stdout=out,
                stderr=subprocess.STDOUT,
                preexec_fn=limited,  # noqa: PLW1509 - it calls nothing but setrlimit
            )
        self._await()

    def _await(self):
        end = time.monotonic() + STARTS_S
        while True:
            said = (self.folder / "out").read_text()
            if found := re.search(r"Fingerprint: ([0-9a-f ]+)", said):
                self.fingerprint = found[1]
                try:
                    self.server = pinned(f"https://127.0.0.1:{self.port}", self.fingerprint)
                except Exception:
                    if time.monotonic() > end:
                        raise
                else:
                    return
            assert self._process.poll() is None, said
            assert time.monotonic() < end, said
            time.sleep(0.05)

    def kill(self):
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self):
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(STARTS_S)
        return (self.folder / "out").read_text()

    def log_in(self, name, folder=None):
        return log_in(self.server.line(), name, PASSWORD, time.monotonic, folder)

    def store(self):
        return Store(self.folder / "exchange.sqlite")


@pytest.fixture
def server(tmp_path):
    """A server's folder with the accounts ada, ben and cleo; not started yet."""
    folder = tmp_path / "exchange"
    folder.mkdir()
    made = Server(folder)
    with made.store() as store:
        for name in ("ada", "ben", "cleo"):
            staff.enrol(store, name, f"Unit {name}", "officer", PASSWORD, datetime.now(UTC))
    yield made
    made.stop()
