"""May this be asked?  The rules that stand before every search, and what they say when not.

A purpose and a legal ground are named before anything is looked up (directive (EU) 2016/681,
articles 1(2) and 6, for passenger data; the lab asks them for every database).
"""

from collections.abc import Mapping

from aatulab.errors import shown
from aatulab.research.kinds import KINDS
from aatulab.research.names.spelling import words_of
from aatulab.research.request import Request
from aatulab.research.scenario import Database, Scenario

MOST_LETTERS = 120  # of one value in a query
_NAMES = ("surname", "given_names", "name", "title")


def refusal(request: Request, scenario: Scenario, connected: Mapping[str, object]) -> str:
    """Return why a request is refused, or an empty text."""
    database = scenario.databases.get(request.database)
    if database is None or request.database not in connected:
        known = [name for name in scenario.databases if name in connected]
        return f"There is no database {shown(request.database)} here; there are {', '.join(known)}."
    return _unlawful(request, database, scenario) or malformed(request.database, request.query)


def _unlawful(request: Request, database: Database, scenario: Scenario) -> str:
    """Return what is missing or wrong about who asks, for what and on which ground."""
    if not request.officer.strip():
        return "Who asks? Name the officer."
    if not request.purpose.strip():
        return "The purpose is missing. Say what the answer is needed for; nothing was searched."
    if request.purpose not in database.purposes:
        return (
            f"{database.title} may not be asked for {shown(request.purpose)}, only for "
            f"{', '.join(database.purposes)}."
        )
    if request.legal_ground not in scenario.legal_grounds:
        return (
            f"The legal ground is {shown(request.legal_ground)}, expected one of "
            f"{', '.join(scenario.legal_grounds)}."
        )
    if request.role not in database.may_ask:
        return f"{database.title} may be asked by {', '.join(database.may_ask)} only."
    return ""


def malformed(database: str, query: Mapping[str, str]) -> str:
    """Return what is wrong with the form of a query, or an empty text."""
    kind = KINDS[database]
    given = {key for key, value in query.items() if isinstance(value, str) and value.strip()}
    if unknown := sorted(set(query) - set(kind.keys)):
        return f"{shown(unknown[0])} cannot be asked here; ask by {', '.join(kind.keys)}."
    for key, value in query.items():
        if not isinstance(value, str) or len(value) > MOST_LETTERS or not value.isprintable():
            return f"{key}: expected a text of {MOST_LETTERS} characters at most on one line."
    if not any(given >= set(needed) for needed in kind.needs):
        ways = "; or ".join(" and ".join(needed) for needed in kind.needs)
        return f"Too little to search with: give {ways}."
    for key in given & set(_NAMES):
        if not words_of(query[key]):
            return f"{key}: found {shown(query[key])}, expected a name with letters."
    if "birth_date" in given and not _is_day(query["birth_date"]):
        return f"birth_date: found {shown(query['birth_date'])}, expected a day such as 1984-04-29."
    return ""


def _is_day(text: str) -> bool:
    parts = text.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(
        part.isascii() and part.isdigit() for part in parts
    )
