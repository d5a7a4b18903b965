"""Words of probability and their ranges, so that writer and reader mean the same.

The yardstick is that of Intelligence Community Directive 203 of the United States; `KENT` is the
older list of Sherman Kent (1964), in which some of the same words mean something else.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aatulab.errors import ResearchError, shown


class Word(NamedTuple):
    """A word of probability, a second one for the same range, and the range (0 to 1)."""

    name: str
    other: str
    low: float
    high: float


YARDSTICK = (
    Word("almost no chance", "remote", 0.01, 0.05),
    Word("very unlikely", "highly improbable", 0.05, 0.20),
    Word("unlikely", "improbable", 0.20, 0.45),
    Word("roughly even chance", "roughly even odds", 0.45, 0.55),
    Word("likely", "probable", 0.55, 0.80),
    Word("very likely", "highly probable", 0.80, 0.95),
    Word("almost certain", "nearly certain", 0.95, 0.99),
)
# middle and margin
KENT: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "almost certainly not": (0.07, 0.05),
        "probably not": (0.30, 0.10),
        "chances about even": (0.50, 0.10),
        "probable": (0.75, 0.12),
        "almost certain": (0.93, 0.06),
    }
)
CONFIDENCE = ("low confidence", "moderate confidence", "high confidence")


def word_for(chance: float) -> Word:
    """Return the word for a chance; an edge belongs to the word that is further from even.

    >>> word_for(0.7).name, word_for(0.8).name, word_for(0.2).name
    ('likely', 'very likely', 'very unlikely')
    """
    if not 0 < chance < 1:
        raise ResearchError(
            f"chance: found {chance:g}, expected a number between 0 and 1; what is certain is a "
            "fact, and stands there as one."
        )
    if chance < 0.5:
        return next(word for word in YARDSTICK if chance <= word.high)
    return next(word for word in reversed(YARDSTICK) if chance >= word.low)


def range_of(name: str) -> tuple[float, float]:
    """Return the range of a word, whichever of the two it is.

    >>> range_of("probable")
    (0.55, 0.8)
    """
    for word in YARDSTICK:
        if name.strip().lower() in (word.name, word.other):
            return word.low, word.high
    raise ResearchError(
        f"word: found {shown(name)}, expected one of {', '.join(word.name for word in YARDSTICK)}."
    )
