"""Say how far scores can be trusted to rank people, and when a test is too short for that.

A longer test is more reliable, as Spearman and Brown (1910) computed.  The anchor is a field study:
1.2 million projected threats, 728 readers, reliability 0.7 from about 100 events on, as long as the
mean hit rate is below 0.9 (Buser, Schwaninger, Rehor and Sterchi 2025, Transp. Res. A 200).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

import numpy as np

from aatulab.errors import InspectionError

ENOUGH = 0.7  # the usual least reliability for a statement about one person among others
HIGH_HIT_RATE = 0.9  # above it, hardly any event tells readers apart
ANCHOR_EVENTS, ANCHOR_RELIABILITY = 100, 0.7


@dataclass(frozen=True)
class Verdict:
    """Whether a score of so many events may rank people."""

    events: int
    reliability: float
    can_rank: bool
    needed: float  # events that would be enough; inf when none would

    def sentence(self) -> str:
        """Return the verdict in words."""
        if self.can_rank:
            return (
                f"{self.events} threat images: reliability about {self.reliability:.2f}, enough to "
                "compare people."
            )
        more = "no length would do" if self.needed == inf else f"about {self.needed:.0f} would do"
        return (
            f"{self.events} threat images: reliability about {self.reliability:.2f}, too short to "
            f"rank people ({more}). Use it for feedback only."
        )


def spearman_brown(reliability: float, times: float) -> float:
    """Return the reliability of a test that is `times` as long.

    >>> round(spearman_brown(0.5, 2), 3)
    0.667
    """
    if not -1 < reliability <= 1 or not times > 0:
        raise InspectionError(
            f"reliability: found {reliability} and {times} times the length, expected a "
            "reliability above -1 and at most 1, and a length above 0."
        )
    return times * reliability / (1 + (times - 1) * reliability)


def one_event(reliability: float = ANCHOR_RELIABILITY, events: int = ANCHOR_EVENTS) -> float:
    """Return the reliability of a single event, from that of a test of many.

    >>> round(one_event(), 4)
    0.0228
    """
    return spearman_brown(reliability, 1 / events)


def events_needed(target: float = ENOUGH, single: float | None = None) -> float:
    """Return how many events give the target reliability; inf when none do."""
    each = one_event() if single is None else single
    if each <= 0:
        return inf
    return float(ceil(target * (1 - each) / (each * (1 - target)) - 1e-9))


def judge_length(events: int, *, single: float | None = None, hit_rate: float = 0.8) -> Verdict:
    """Return whether a test with so many threat images may rank people.

    `single` is the reliability of one event, measured where possible, else the anchor's.  When
    nearly everything is found, no length of such a test tells readers apart.
    """
    if events < 1:
        raise InspectionError(f"events: found {events}, expected at least one threat image.")
    each = one_event() if single is None else single
    reliability = spearman_brown(each, events) if each > 0 else 0.0
    spread = hit_rate < HIGH_HIT_RATE
    return Verdict(
        events=events,
        reliability=reliability,
        can_rank=spread and reliability >= ENOUGH,
        needed=events_needed(single=each) if spread else inf,
    )


def split_half(scores: Sequence[Sequence[float]]) -> float:
    """Return the reliability of a test from its odd and even images, (people, images) of 0 and 1.

    The correlation of the halves is that of a test half as long, so it is stepped up.
    """
    table = np.asarray(scores, dtype=float)
    if table.ndim != 2 or table.shape[0] < 3 or table.shape[1] < 2:
        raise InspectionError(
            f"scores: found a table of shape {table.shape}, expected at least three people and "
            "two images."
        )
    odd, even = table[:, ::2].mean(axis=1), table[:, 1::2].mean(axis=1)
    if odd.std() == 0 or even.std() == 0:
        return 0.0  # everybody is alike: such a test ranks nobody
    return spearman_brown(max(float(np.corrcoef(odd, even)[0, 1]), -0.99), 2)
