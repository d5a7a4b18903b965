"""Three airports and one clock: what each knew when, who may have it, who acts, and how late it is.

The tables are logs as services write them, each in the local time of its airport.  Nothing here
describes how a controlled operation is run: it is about decision, information and safeguards.
"""

from aatulab.targeting.borders.clock import in_utc, latest_local
from aatulab.targeting.borders.knowing import enough_at, first_known, unmet
from aatulab.targeting.borders.practice import BorderCase, practice_borders
from aatulab.targeting.borders.rules import against_handling, double_acts

__all__ = [
    "BorderCase",
    "against_handling",
    "double_acts",
    "enough_at",
    "first_known",
    "in_utc",
    "latest_local",
    "practice_borders",
    "unmet",
]
