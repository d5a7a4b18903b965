"""What comes after a seizure: what was known when, records, luck, and where one looks next.

Called by the lesson *After the seizure*, its exercise and its widget.  Nothing here says whom to
stop; it says what a unit may conclude from what it has found.
"""

from aatulab.targeting.feedback.known import known_to
from aatulab.targeting.feedback.luck import best_rules, expected_rate
from aatulab.targeting.feedback.practice import (
    practice_debrief,
    practice_months,
    practice_quarters,
    practice_records,
)
from aatulab.targeting.feedback.records import record_slips, short_form
from aatulab.targeting.feedback.rounds import ROUTES, play_weeks

__all__ = [
    "ROUTES",
    "best_rules",
    "expected_rate",
    "known_to",
    "play_weeks",
    "practice_debrief",
    "practice_months",
    "practice_quarters",
    "practice_records",
    "record_slips",
    "short_form",
]
