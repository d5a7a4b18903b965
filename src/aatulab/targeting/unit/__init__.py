"""An airport unit as things that can be looked up and run: who may do what, who gets what.

The State, its laws and the unit are invented.  Sitting in one room merges no powers: each service
brings its own, and the agreement of the unit adds none.
"""

from aatulab.targeting.unit.handling import lying_minutes, stopped
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
    "RECEIVERS",
    "SERVICES",
    "Stage",
    "flight_stages",
    "lying_minutes",
    "mandate_table",
    "may_get",
    "outside_mandate",
    "practice_handling",
    "practice_shared",
    "sharing_table",
    "stopped",
    "without_approval",
]
