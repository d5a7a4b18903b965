"""The lab's pictures: each function takes plain tables and returns matplotlib axes."""

from aatulab.drawing import (
    STYLE_SHEET,
    axes_for,
    bar_chart,
    describe,
    lab_style,
    share_chart,
)
from aatulab.targeting.plots.bars import lead_time_chart
from aatulab.targeting.plots.base_rate import worth_curve
from aatulab.targeting.plots.cash import cash_chart
from aatulab.targeting.plots.decisions import decision_chart
from aatulab.targeting.plots.fairness import rates_chart
from aatulab.targeting.plots.feedback import quarters_chart, where_chart
from aatulab.targeting.plots.history import history_chart
from aatulab.targeting.plots.known import known_curve
from aatulab.targeting.plots.learning import calibration_chart, weeks_chart
from aatulab.targeting.plots.maps import route_map
from aatulab.targeting.plots.mirror import mirror_chart
from aatulab.targeting.plots.pairs import band_chart, bits_chart
from aatulab.targeting.plots.ratios import ratio_chart
from aatulab.targeting.plots.retention import retention_chart
from aatulab.targeting.plots.rules import rule_chart
from aatulab.targeting.plots.selection import everybody_chart, found_curve, points_chart
from aatulab.targeting.plots.trade import duty_curve, trade_chart
from aatulab.targeting.plots.unit import dossier_chart, mandate_chart
from aatulab.targeting.plots.web import contact_web
from aatulab.targeting.plots.weights import weight_chart
from aatulab.targeting.plots.yardstick import yardstick_chart

__all__ = [
    "STYLE_SHEET",
    "axes_for",
    "band_chart",
    "bar_chart",
    "bits_chart",
    "calibration_chart",
    "cash_chart",
    "contact_web",
    "decision_chart",
    "describe",
    "dossier_chart",
    "duty_curve",
    "everybody_chart",
    "found_curve",
    "history_chart",
    "known_curve",
    "lab_style",
    "lead_time_chart",
    "mandate_chart",
    "mirror_chart",
    "points_chart",
    "quarters_chart",
    "rates_chart",
    "ratio_chart",
    "retention_chart",
    "route_map",
    "rule_chart",
    "share_chart",
    "trade_chart",
    "weeks_chart",
    "weight_chart",
    "where_chart",
    "worth_curve",
    "yardstick_chart",
]
