"""Trade figures from declarations: lines of goods, chapters, unit values, duty at stake."""

from aatulab.targeting.trade.duty import FREE_UP_TO_EUR, PRACTICE_RATES, duty_at_stake, how_few
from aatulab.targeting.trade.lines import declared_lines
from aatulab.targeting.trade.statistics import by_chapter

__all__ = [
    "FREE_UP_TO_EUR",
    "PRACTICE_RATES",
    "by_chapter",
    "declared_lines",
    "duty_at_stake",
    "how_few",
]
