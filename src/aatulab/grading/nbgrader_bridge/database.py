"""Create the gradebook's database with nbgrader's own tables, in this process.

nbgrader does this by calling the program `alembic`, which is only found when the virtual
environment is activated; everything after that is nbgrader's.
"""

from alembic.script import ScriptDirectory
from nbgrader.api import Base
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect, text


def ensure_database(url: str) -> None:
    """Create the tables and note their version, unless there are some."""
    engine = create_engine(url)
    try:
        if inspect(engine).get_table_names():
            return
        head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            connection.execute(
                text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
            )
            connection.execute(
                text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head}
            )
    finally:
        engine.dispose()
