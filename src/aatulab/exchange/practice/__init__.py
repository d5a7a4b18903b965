"""Alerts to practise on: how a desk reads one, and a month and a night of made-up traffic.

The rules by which a practice desk judges stand in `points` and `pace`; months and logs are drawn.
Nothing here says anything about real units.  Room and partners are in `aatulab.exchange.room`.
"""

from aatulab.exchange.practice.arrivals import practice_line
from aatulab.exchange.practice.charts import action_chart
from aatulab.exchange.practice.month import action_times, practice_month
from aatulab.exchange.practice.points import Point, weak_points
from aatulab.exchange.practice.words import is_definite, too_much

__all__ = [
    "Point",
    "action_chart",
    "action_times",
    "is_definite",
    "practice_line",
    "practice_month",
    "too_much",
    "weak_points",
]
