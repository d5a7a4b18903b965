"""Bags, cargo and parcels at arrival: what they weigh, what changed, and what to open first.

Compares a unit with what its goods can weigh and with itself at acceptance; counts how often each
question was right before; and spends the minutes that there are where they bring most.  A few of
them go by lot, always.
"""

from aatulab.inspection.budget import best_choice, first_by_ratio
from aatulab.inspection.goods.measures import (
    chargeable_kg,
    kg_per_litre,
    litres,
    volumetric_kg,
)
from aatulab.inspection.goods.packed import PACKED, can_weigh, packed_table
from aatulab.inspection.goods.plan import Plan, opening_table, plan_openings
from aatulab.inspection.goods.practice import practice_openings, practice_shed
from aatulab.inspection.goods.questions import (
    all_questions,
    arrival_questions,
    density_question,
    group_of,
)
from aatulab.inspection.goods.rates import Expected, image_first, open_at_once, rates

__all__ = [
    "PACKED",
    "Expected",
    "Plan",
    "all_questions",
    "arrival_questions",
    "best_choice",
    "can_weigh",
    "chargeable_kg",
    "density_question",
    "first_by_ratio",
    "group_of",
    "image_first",
    "kg_per_litre",
    "litres",
    "open_at_once",
    "opening_table",
    "packed_table",
    "plan_openings",
    "practice_openings",
    "practice_shed",
    "rates",
    "volumetric_kg",
]
