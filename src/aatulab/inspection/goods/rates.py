"""How often a question was right before: finds of earlier openings, and what to expect today.

A chance comes from a count, never from a feeling.  Half a find is added to each count, as with
hits and false alarms, so that a question that was asked four times without a find is not called
hopeless.
"""

from dataclasses import dataclass

import pandas as pd

from aatulab.inspection.columns import need_columns

IMAGE_MINUTES = 4
SHADOW_IF_FOUND, SHADOW_IF_NOT = 0.85, 0.15  # how often the image shows a place left open


@dataclass(frozen=True)
class Expected:
    """What a way of checking brings on average: finds, and minutes."""

    finds: float
    minutes: float

    @property
    def per_hour(self) -> float:
        """Return the finds that an hour of it brings."""
        return 60 * self.finds / self.minutes


def rates(log: pd.DataFrame) -> pd.DataFrame:
    """Return how often each question was right: `opened`, `found`, `chance`, by `group`.

    `log` has one row an opening: `group` (its question) and `found`.
    """
    need_columns(log, "log", ("group", "found"), "Pass the log of `practice_openings`.")
    by_group = log.groupby("group")["found"]
    table = pd.DataFrame({"opened": by_group.size(), "found": by_group.sum()})
    return table.assign(chance=(table["found"] + 0.5) / (table["opened"] + 1))


def open_at_once(chance: float, minutes: float) -> Expected:
    """Return what it brings to open a unit at once."""
    return Expected(chance, minutes)


def image_first(chance: float, minutes: float) -> Expected:
    """Return what it brings to X-ray a unit, and to open it only where the image asks for it.

    >>> round(image_first(0.1, 30).minutes, 1), round(image_first(0.1, 30).finds, 3)
    (10.6, 0.085)
    """
    opened = chance * SHADOW_IF_FOUND + (1 - chance) * SHADOW_IF_NOT
    return Expected(chance * SHADOW_IF_FOUND, IMAGE_MINUTES + opened * minutes)
