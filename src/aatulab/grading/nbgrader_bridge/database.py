"""Create the gradebook's database with nbgrader's own tables, and open it so that nothing is lost.

nbgrader creates it by calling the program `alembic`, which is only found when the virtual
environment is activated; everything after that is nbgrader's.  SQLite gets a write-ahead log,
so that the formgrader reads while we write, and its writers wait for each other.
"""

from typing import Any

from nbgrader.api import Base, Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, event, inspect, text

BUSY_MS = 60_000
WRITERS = 0xAA70  # the number of the lock that our writers take on a PostgreSQL server
# nbgrader looks grades up by the notebook they stand in, and has no index for that
INDEXES = (
    ("grade", "notebook_id"),
    ("comment", "notebook_id"),
    ("submitted_notebook", "assignment_id"),
    ("submitted_assignment", "student_id"),
)


def ensure_database(url: str) -> None:
    """Create tables and indexes and note the version of the tables, as far as they are missing."""
    engine = create_engine(url)
    try:
        names = inspect(engine).get_table_names()
        with engine.begin() as connection:
            if not names:
                _create_tables(connection)
            for table, column in INDEXES:
                connection.execute(
                    text(f"CREATE INDEX IF NOT EXISTS ix_aatulab_{table} ON {table} ({column})")
                )
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:  # kept in the file, for every later connection
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    finally:
        engine.dispose()


def open_gradebook(url: str, course_id: str) -> Any:
    """Return nbgrader's gradebook, whose writers wait for others instead of giving up."""
    gradebook = Gradebook(url, course_id)
    if gradebook.engine.dialect.name == "sqlite":
        gradebook.engine.dispose()  # the connection that it has opened, without the settings
        event.listen(gradebook.engine, "connect", _be_patient)
    return gradebook


def begin_writing(session: Any) -> None:
    """Begin a transaction that nobody else's can come between; wait until it is our turn."""
    session.rollback()
    dialect = session.get_bind().dialect.name
    if dialect == "sqlite":
        session.execute(text("BEGIN IMMEDIATE"))
    elif dialect == "postgresql":
        # two writers that enter the same trainees in different orders would block each other;
        # the lock is the database's own, and is given back when the transaction ends
        session.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))


def _be_patient(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA synchronous = FULL")  # a report says that this has been kept


def _create_tables(connection: Any) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - once in the life of a course

    head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    Base.metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head}
    )
