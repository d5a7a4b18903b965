"""Look-ups: databases behind one desk, near names with reasons, a log that shows tampering.

    desk = desk_of_case(case)
    answer = desk.ask(Request(officer, role, at, purpose, legal_ground, database, query))

For training: the databases are simulated and everybody in them is invented.
"""

from aatulab.research.audit import audit
from aatulab.research.desk import (
    Desk,
    desk_of_case,
    desk_of_tables,
    desk_of_world,
    subject_of,
    subjects_of,
)
from aatulab.research.log import RequestLog, digest_of
from aatulab.research.names.compare import Name, NameMatch, compare_names
from aatulab.research.request import OUTCOMES, Answer, Checked, Match, Request
from aatulab.research.scenario import Scenario, load_scenario, read_scenario, scenario_names

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
