"""Open the database: SQLite by default, PostgreSQL by URL.

SQLite writes ahead (WAL) and waits for the disk at every commit (synchronous=FULL), since an
acknowledgement is a promise.  A write takes the lock at its beginning, so that it never fails half
way for want of it.
"""

import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from aatulab.errors import ExchangeError
from aatulab.exchange.store import tables

VERSION = "1"
SQLITE_WAIT_S = 10


def url_of(place: str | Path) -> str:
    """Return the URL of a database; a path is SQLite, `postgresql://` is PostgreSQL by pg8000."""
    text = str(place)
    if text.startswith("postgresql://"):
        return text.replace("postgresql://", "postgresql+pg8000://", 1)
    return text if "://" in text else f"sqlite:///{text}"


def open_engine(place: str | Path) -> Engine:
    """Return an engine on a database that has its tables; `ExchangeError` says why it cannot."""
    url = make_url(url_of(place))
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ExchangeError(
            f"{url.render_as_string()}: the exchange keeps its messages in SQLite or PostgreSQL;"
            " give a path or a URL such as postgresql://name@server/exchange."
        )
    try:
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgres(url)
        with engine.begin() as connection:
            tables.META.create_all(connection)
            _check_version(connection)
    except (DBAPIError, ModuleNotFoundError) as error:
        raise ExchangeError(
            f"{url.render_as_string()}: the database does not open ({first_line(error)}). See that"
            " the place exists and can be written, or that the server runs and lets you in"
            " (PostgreSQL needs `pip install aatulab[postgres]`)."
        ) from error
    return engine


def server_secret(connection: Connection) -> bytes:
    """Return a secret that the server made when its database was made."""
    query = select(tables.settings.c.value).where(tables.settings.c.name == "secret")
    return bytes.fromhex(connection.execute(query).scalar_one())


def first_line(error: BaseException) -> str:
    """Return what a driver says, without its statement and parameters."""
    said = getattr(error, "orig", None) or error
    return str(said).strip().splitlines()[0][:160] if str(said).strip() else type(said).__name__


def _sqlite(url: Any) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": SQLITE_WAIT_S})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get("reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgres(url: Any) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10)


def _check_version(connection: Connection) -> None:
    query = select(tables.settings.c.value).where(tables.settings.c.name == "version")
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        rows = [("version", VERSION), ("secret", secrets.token_hex(32))]
        connection.execute(
            insert(tables.settings), [{"name": name, "value": value} for name, value in rows]
        )
    elif found != VERSION:
        raise ExchangeError(
            f"The database is of version {found}, this program reads {VERSION}. Use the program"
            " that made it, or begin a new database."
        )
