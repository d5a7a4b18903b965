"""An airport unit as things that can be looked up and run: who may do, decide and get what.

The State, its laws and the unit are invented.  Sitting in one room merges no powers: each service
brings its own, and the agreement of the unit adds none.
"""

from aatulab.targeting.unit.decisions import (
    ACTS,
    MATTERS,
    PLACES,
    deciders,
    decision_table,
    gaps,
    overlaps,
    rows_for,
    situations,
)
from aatulab.targeting.unit.handling import lying_minutes, stopped
from aatulab.targeting.unit.joint_practice import (
    practice_agreement,
    practice_files,
    practice_handovers,
    practice_kept,
)
from aatulab.targeting.unit.mandate import (
    RECEIVERS,
    SERVICES,
    mandate_table,
    may_get,
    outside_mandate,
    sharing_table,
    without_approval,
)
from aatulab.targeting.unit.practice import practice_handling, practice_shared
from aatulab.targeting.unit.stages import Stage, flight_stages

__all__ = [
    "ACTS",
    "MATTERS",
    "PLACES",
    "RECEIVERS",
    "SERVICES",
    "Stage",
    "deciders",
    "decision_table",
    "flight_stages",
    "gaps",
    "lying_minutes",
    "mandate_table",
    "may_get",
    "outside_mandate",
    "overlaps",
    "practice_agreement",
    "practice_files",
    "practice_handling",
    "practice_handovers",
    "practice_kept",
    "practice_shared",
    "rows_for",
    "sharing_table",
    "situations",
    "stopped",
    "without_approval",
]
