"""What an officer computes with an air waybill: weights, goods, parties, and what they add up to.

Everything here compares a record with other records; nothing says what somebody is.
"""

from aatulab.targeting.cargo.consignments import (
    consignments,
    house_sums,
    most_names_at_one_address,
)
from aatulab.targeting.cargo.goods import kg_per_m3, vague_goods, value_per_kg
from aatulab.targeting.cargo.parties import (
    account_age_days,
    consignees_on_phone,
    unfitting_business,
    young_consignee,
)
from aatulab.targeting.cargo.signals import consignment_signals, waybill_scores
from aatulab.targeting.cargo.weights import scale_noise, weight_differences
from aatulab.targeting.usual import against_usual

__all__ = [
    "account_age_days",
    "against_usual",
    "consignees_on_phone",
    "consignment_signals",
    "consignments",
    "house_sums",
    "kg_per_m3",
    "most_names_at_one_address",
    "scale_noise",
    "unfitting_business",
    "vague_goods",
    "value_per_kg",
    "waybill_scores",
    "weight_differences",
    "young_consignee",
]
