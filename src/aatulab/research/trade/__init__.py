"""Follow the goods and the money: mirror figures, unit values, cash, and one firm's balance.

Every figure here is a question to somebody who knows the trade; none of them proves anything.
"""

from aatulab.research.trade.balance import balance
from aatulab.research.trade.cash import LIMIT_EUR, just_below, round_share, runs
from aatulab.research.trade.mirror import READINGS, mirror, reading
from aatulab.research.trade.practice import practice_cash, practice_firm, practice_mirror
from aatulab.research.trade.unit_values import spread

__all__ = [
    "LIMIT_EUR",
    "READINGS",
    "balance",
    "just_below",
    "mirror",
    "practice_cash",
    "practice_firm",
    "practice_mirror",
    "reading",
    "round_share",
    "runs",
    "spread",
]
