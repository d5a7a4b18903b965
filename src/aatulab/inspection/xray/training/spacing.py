"""Spread practice over days: what went well comes back later, what went badly tomorrow.

Each object that a reader has met has a card in a box; a success when it is due moves it one box on,
a failure at any time back to the first (Leitner 1972).  Gaps grow, because growing gaps keep recall
higher throughout the training than equal ones and end no worse (Kang, Lindsey, Mozer and Pashler
2014, Psychon. Bull. Rev. 21:1544), and spaced practice lasts longer than massed practice (Cepeda et
al. 2009, Exp. Psychol. 56:236).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

GAPS_DAYS = (1, 2, 4, 8, 16, 30)
PASSED_SHARE = 0.75  # of a day's images of an object that must be found


@dataclass(frozen=True)
class Card:
    """When an object is due again."""

    name: str
    due: date
    box: int = 0

    def reviewed(self, today: date, *, found: int, shown: int) -> "Card":
        """Return the card after a day's practice.

        What is found before it is due stays where it is: that it is known so soon says little.

        >>> Card("gold", date(2026, 11, 2)).reviewed(date(2026, 11, 2), found=8, shown=8).due
        datetime.date(2026, 11, 4)
        """
        passed = shown > 0 and found / shown >= PASSED_SHARE
        if passed and today < self.due:
            return self
        box = min(self.box + 1, len(GAPS_DAYS) - 1) if passed else 0
        return Card(self.name, today + timedelta(days=GAPS_DAYS[box]), box)


def due_today(cards: Iterable[Card], today: date) -> list[Card]:
    """Return what is due, what has waited longest first."""
    waiting = [card for card in cards if card.due <= today]
    return sorted(waiting, key=lambda card: (card.due, card.box, card.name))
