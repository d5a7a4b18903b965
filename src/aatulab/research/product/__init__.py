"""From finding to product: words of probability, a check of the text, and who may get what.

The check reads words, not thoughts: a text without a finding may still be wrong.
"""

from aatulab.research.product.checker import LABELS, Finding, check_text
from aatulab.research.product.handling import HANDLING, USES, may_pass, redact
from aatulab.research.product.practice import (
    practice_claims,
    practice_hits,
    practice_judgments,
    practice_pieces,
)
from aatulab.research.product.words import CONFIDENCE, KENT, YARDSTICK, Word, range_of, word_for

__all__ = [
    "CONFIDENCE",
    "HANDLING",
    "KENT",
    "LABELS",
    "USES",
    "YARDSTICK",
    "Finding",
    "Word",
    "check_text",
    "may_pass",
    "practice_claims",
    "practice_hits",
    "practice_judgments",
    "practice_pieces",
    "range_of",
    "redact",
    "word_for",
]
