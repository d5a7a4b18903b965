"""A statement that is asked for each message: put together once, then run by the driver itself.

SQLAlchemy builds, keys and binds a statement, and wraps its answer, anew for each question; that
takes many times as long as the database's own work.  Here a statement is compiled once for each
kind of database; then only its values change.  Connections, transactions and the kinds of errors
stay SQLAlchemy's.
"""

from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

_Compiled = tuple[str, tuple[str, ...], dict[str, object]]


class Prepared:
    """A statement with named values; `rows` and `first` run it.

    >>> from sqlalchemy import bindparam, create_engine, literal, select
    >>> doubled = Prepared(select(bindparam("n") + bindparam("n") + literal(1)))
    >>> with create_engine("sqlite://").connect() as connection:
    ...     doubled.rows(connection, n=20)
    [(41,)]
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **values: object) -> list[Any]:
        """Return what the database answers; a value that is not given is a `KeyError`."""
        text, names, fixed = self._for(connection.dialect)
        given = fixed | values
        if not connection.in_transaction():
            connection.begin()  # the driver alone would not
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text, tuple([given[name] for name in names]))
            return list(cursor.fetchall()) if cursor.description else []
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError(text, None, error) from error
        finally:
            cursor.close()

    def first(self, connection: Connection, **values: object) -> Any:
        """Return the first row, or None if there is none."""
        return next(iter(self.rows(connection, **values)), None)

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._compiled.get(dialect.name)
        if found is None:
            compiled = self._statement.compile(dialect=dialect)
            assert isinstance(compiled, SQLCompiler)
            assert compiled.positiontup is not None, "both kinds of database count their values"
            asked = {name for name, bind in compiled.binds.items() if bind.required}
            fixed = {name: value for name, value in compiled.params.items() if name not in asked}
            found = str(compiled), tuple(compiled.positiontup), fixed
            self._compiled[dialect.name] = found
        return found
