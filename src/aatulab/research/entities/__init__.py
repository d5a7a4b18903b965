"""When are two records one person?  Write alike, block, compare with reasons, weigh, measure.

    levels = compare_pairs(records, pairs_on(records, blocking_keys(records)))
    weights = agreement_weights(levels, same_person(levels, drill.person))
    bits = bits_of(levels, weights)

A number decides nothing here: the middle band is a person's, and so is every merge that costs
somebody something.
"""

from aatulab.research.entities.addresses import compare_addresses, plain_address
from aatulab.research.entities.blocks import blocking_keys, pairs_on
from aatulab.research.entities.compare import FIELDS, compare_pairs, compare_phones
from aatulab.research.entities.drill import Drill, register_drill, same_person
from aatulab.research.entities.measure import PairCounts, counts_at, curve
from aatulab.research.entities.merge import inner_conflicts, merged
from aatulab.research.entities.phones import e164
from aatulab.research.entities.weigh import agreement_weights, bands, bits_of

__all__ = [
    "FIELDS",
    "Drill",
    "PairCounts",
    "agreement_weights",
    "bands",
    "bits_of",
    "blocking_keys",
    "compare_addresses",
    "compare_pairs",
    "compare_phones",
    "counts_at",
    "curve",
    "e164",
    "inner_conflicts",
    "merged",
    "pairs_on",
    "plain_address",
    "register_drill",
    "same_person",
]
