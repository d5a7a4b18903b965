"""From a selected traveller to a search: the ladder of measures, and what each step needs.

Whether a measure is lawful is for national law to say.  The ladder here is the lab's own: one rung
at a time, each with a ground, the higher ones with somebody who approves and somebody who sees.
"""

from aatulab.inspection.search.ladder import LADDER, Finding, Step, check_measures, may_take
from aatulab.inspection.search.plan import first_by_points
from aatulab.inspection.search.practice import practice_measures, practice_selection

__all__ = [
    "LADDER",
    "Finding",
    "Step",
    "check_measures",
    "first_by_points",
    "may_take",
    "practice_measures",
    "practice_selection",
]
