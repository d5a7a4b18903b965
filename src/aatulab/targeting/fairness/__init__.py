"""Audit a list: who was selected, who for nothing, and which column gave them away.

Groups come in here, after the selection, and nowhere before it: no score may read them.
"""

from aatulab.targeting.fairness.groups import letters
from aatulab.targeting.fairness.practice import (
    POINTS,
    drill_result,
    evening_list,
    lead_groups,
)
from aatulab.targeting.fairness.proxies import carries
from aatulab.targeting.fairness.rates import FOUR_FIFTHS, rates_by_group

__all__ = [
    "FOUR_FIFTHS",
    "POINTS",
    "carries",
    "drill_result",
    "evening_list",
    "lead_groups",
    "letters",
    "rates_by_group",
]
