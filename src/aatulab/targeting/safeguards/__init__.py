"""Safeguards as things that can be run: masking, retention, a log of look-ups, its chain.

The rules are those of a unit that follows Directive (EU) 2016/681, articles 1(2) and 12, and the
judgment C-817/19.  National law may be stricter; a lesson says which rule is the lab's own.
"""

from aatulab.chain import chained, first_break
from aatulab.targeting.safeguards.masking import (
    IDENTITY,
    KEPT_YEARS,
    OPEN_MONTHS,
    depersonalise,
    must_be_deleted,
    must_be_masked,
)
from aatulab.targeting.safeguards.practice import (
    PURPOSES,
    practice_archive,
    practice_custody,
    practice_lookups,
    practice_rules,
)
from aatulab.targeting.safeguards.protection import practice_protection

__all__ = [
    "IDENTITY",
    "KEPT_YEARS",
    "OPEN_MONTHS",
    "PURPOSES",
    "chained",
    "depersonalise",
    "first_break",
    "must_be_deleted",
    "must_be_masked",
    "practice_archive",
    "practice_custody",
    "practice_lookups",
    "practice_protection",
    "practice_rules",
]
