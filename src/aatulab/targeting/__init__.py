"""What a targeting officer computes with: signals, scores with reasons, metrics.

The pictures are in `aatulab.targeting.plots`, apart, so that grading need not load matplotlib.
"""

from aatulab.targeting.baggage import baggage_for_stay, checked_kg, excess_paid
from aatulab.targeting.base_rate import expected_outcome, worth_at
from aatulab.targeting.contacts import bookings_per_contact, bookings_sharing, contact_reuse
from aatulab.targeting.journeys import journey_signals
from aatulab.targeting.links import link_table, parties, shared_by
from aatulab.targeting.metrics import (
    Confusion,
    best_precision,
    best_recall,
    best_revenue,
    capacity_for,
    confusion_at,
    precision_at,
    recall_at,
    revenue_at,
    sweep,
)
from aatulab.targeting.money import paid_cash, payer_is_not_traveller
from aatulab.targeting.plans import last_change_h, onward_journeys, ticketed_h
from aatulab.targeting.routes import detour_ratio, flown_km, great_circle_km
from aatulab.targeting.scores import NEVER_SCORES, Rule, score, shortlist
from aatulab.targeting.show import readable
from aatulab.targeting.signals import signal_table
from aatulab.targeting.times import lead_time_band, lead_time_h, stay_h
from aatulab.targeting.workload import OfficerTime

__all__ = [
    "NEVER_SCORES",
    "Confusion",
    "OfficerTime",
    "Rule",
    "baggage_for_stay",
    "best_precision",
    "best_recall",
    "best_revenue",
    "bookings_per_contact",
    "bookings_sharing",
    "capacity_for",
    "checked_kg",
    "confusion_at",
    "contact_reuse",
    "detour_ratio",
    "excess_paid",
    "expected_outcome",
    "flown_km",
    "great_circle_km",
    "journey_signals",
    "last_change_h",
    "lead_time_band",
    "lead_time_h",
    "link_table",
    "onward_journeys",
    "paid_cash",
    "parties",
    "payer_is_not_traveller",
    "precision_at",
    "readable",
    "recall_at",
    "revenue_at",
    "score",
    "shared_by",
    "shortlist",
    "signal_table",
    "stay_h",
    "sweep",
    "ticketed_h",
    "worth_at",
]
