"""Count in whole people what a signal is worth where few or many carry something.

A signal that is frequent among the guilty and rare among the innocent still stops mostly the
innocent when there are many of them.  Called by the first lesson on targeting and its widget.
"""

from aatulab.errors import TargetingError
from aatulab.targeting.metrics import Confusion


def expected_outcome(
    base_rate: float, found_share: float, false_share: float, people: int = 1000
) -> Confusion:
    """Return what checking everybody with a signal does to `people`, in whole people.

    `base_rate` is the share of all who carry something, `found_share` the share of those who show
    the signal, `false_share` the share of the innocent who do; all from 0 to 1.

    >>> expected_outcome(0.01, 0.8, 0.1).stopped
    107
    """
    if people < 1:
        raise TargetingError(f"people: found {people}, expected at least 1.")
    _need_shares(base_rate=base_rate, found_share=found_share, false_share=false_share)
    carriers = round(people * base_rate)
    hits = round(carriers * found_share)
    in_vain = round((people - carriers) * false_share)
    return Confusion(
        threshold=1.0,
        hits=hits,
        innocent_stopped=in_vain,
        missed=carriers - hits,
        innocent_passed=people - carriers - in_vain,
    )


def worth_at(base_rate: float, found_share: float, false_share: float) -> float:
    """Return the hit rate of a signal at a base rate: 0 where nobody shows it.

    >>> round(worth_at(0.01, 0.8, 0.1), 3)
    0.075
    """
    _need_shares(base_rate=base_rate, found_share=found_share, false_share=false_share)
    hits, in_vain = base_rate * found_share, (1 - base_rate) * false_share
    return hits / (hits + in_vain) if hits + in_vain else 0.0


def _need_shares(**shares: float) -> None:
    for name, share in shares.items():
        if not 0 <= share <= 1:
            raise TargetingError(f"{name}: found {share}, expected 0 to 1 (5 % is 0.05).")
