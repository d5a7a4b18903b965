"""Let nbgrader's queries run on PostgreSQL, in its own processes as well as in ours.

nbgrader groups by `coalesce(x, FALSE)` and sends FALSE as a parameter, twice.  A server that gets
parameters apart from the sentence, as from pg8000, cannot know that both are the same, and
refuses.  SQLAlchemy loads this plug-in where a database's URL says `plugin=aatulab` (see the entry
point in pyproject.toml), which our settings add; it writes truth values and numbers into the
sentence.
"""

import math
import re
from typing import Any

from sqlalchemy import CreateEnginePlugin, event
from sqlalchemy.engine import URL

# a percent sign of the sentence itself is doubled
_PLACE = re.compile(r"%%|%s")


class NbgraderOnPostgres(CreateEnginePlugin):
    """Write truth values and numbers into the sentences that go to the server."""

    def __init__(self, url: URL, kwargs: dict[str, Any]) -> None:
        super().__init__(url, kwargs)
        self.url = url

    def update_url(self, url: URL) -> URL:
        """Return the URL without this plug-in's name."""
        return url.difference_update_query(["plugin"])

    def engine_created(self, engine: Any) -> None:
        """Look at every sentence of the engine before it is sent."""
        if engine.dialect.name == "postgresql" and engine.dialect.paramstyle == "format":
            event.listen(engine, "before_cursor_execute", _write_in, retval=True)


def _write_in(
    _connection: Any,
    _cursor: Any,
    statement: str,
    parameters: Any,
    _context: Any,
    many: bool,  # noqa: FBT001 - SQLAlchemy calls it
) -> tuple[str, Any]:
    if many or not isinstance(parameters, tuple):
        return statement, parameters
    return write_in(statement, parameters)


def write_in(statement: str, parameters: tuple[object, ...]) -> tuple[str, tuple[object, ...]]:
    """Return a sentence with its truth values and numbers in it, and the other parameters.

    >>> write_in("SELECT coalesce(x, %s), '%%s' WHERE name = %s", (False, "ps1"))
    ("SELECT coalesce(x, FALSE), '%%s' WHERE name = %s", ('ps1',))
    """
    rest: list[object] = []
    given = iter(parameters)

    def fill(place: re.Match[str]) -> str:
        if place.group() == "%%":
            return "%%"
        value = next(given)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float) and math.isfinite(value):
            return repr(value)
        rest.append(value)
        return "%s"

    return _PLACE.sub(fill, statement), tuple(rest)
