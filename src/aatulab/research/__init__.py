"""Look-ups: databases behind one desk, near names with reasons, a log that shows tampering.

    desk = desk_of_case(case)
    answer = desk.ask(Request(officer, role, at, purpose, legal_ground, database, query))

Beside the desk lie `trade` (goods and money) and `product` (how a finding is written).  The desk
is imported when it is asked for: it brings a database engine, which a log does not need.

For training: the databases are simulated and everybody in them is invented.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from aatulab.research.audit import audit
from aatulab.research.log import RequestLog, digest_of
from aatulab.research.names.compare import Name, NameMatch, compare_names
from aatulab.research.request import OUTCOMES, Answer, Checked, Match, Request

if TYPE_CHECKING:
    from aatulab.research.desk import (
        Desk,
        desk_of_case,
        desk_of_tables,
        desk_of_world,
        subject_of,
        subjects_of,
    )
    from aatulab.research.scenario import Scenario, load_scenario, read_scenario, scenario_names

_PLACES = {
    "Desk": "desk",
    "Scenario": "scenario",
    "desk_of_case": "desk",
    "desk_of_tables": "desk",
    "desk_of_world": "desk",
    "load_scenario": "scenario",
    "read_scenario": "scenario",
    "scenario_names": "scenario",
    "subject_of": "desk",
    "subjects_of": "desk",
}

__all__ = [
    "OUTCOMES",
    "Answer",
    "Checked",
    "Desk",
    "Match",
    "Name",
    "NameMatch",
    "Request",
    "RequestLog",
    "Scenario",
    "audit",
    "compare_names",
    "desk_of_case",
    "desk_of_tables",
    "desk_of_world",
    "digest_of",
    "load_scenario",
    "read_scenario",
    "scenario_names",
    "subject_of",
    "subjects_of",
]


def __getattr__(name: str) -> object:
    """Import what belongs to the desk by its name."""
    if name in _PLACES:
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Let a notebook complete the names of the desk, too."""
    return __all__
