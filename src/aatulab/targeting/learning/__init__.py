"""Learn from the results of inspections, and see what they cannot teach.

Called by the lessons *Learning from results* and *Fairness*, by their exercises and widgets.
A model puts bookings in an order and gives a chance; it selects nobody, and a person decides.
"""

from aatulab.targeting.learning.calibration import brier, reliability
from aatulab.targeting.learning.models import (
    chances,
    coefficients,
    fit_boosting,
    fit_logistic,
    importance,
)
from aatulab.targeting.learning.rounds import play_rounds, summary
from aatulab.targeting.learning.table import landing_day, learning_signals, results
from aatulab.targeting.learning.weeks import found_by_week

__all__ = [
    "brier",
    "chances",
    "coefficients",
    "fit_boosting",
    "fit_logistic",
    "found_by_week",
    "importance",
    "landing_day",
    "learning_signals",
    "play_rounds",
    "reliability",
    "results",
    "summary",
]
