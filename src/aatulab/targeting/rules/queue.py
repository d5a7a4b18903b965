"""The queue that officers work through: by points with reasons, and a few places by lot."""

import numpy as np
import pandas as pd

from aatulab.errors import TargetingError

BY_LOT = "drawn by lot: what do the rules miss?"


def checking_queue(
    scores: pd.DataFrame, capacity: int, by_lot: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the queue: `place`, `points`, `why` and `speaks_for`, indexed by record.

    The first places go by points (ties in the order of the scores), the last `by_lot` are drawn
    from everybody else with equal chances.  A queue without any lot is refused: whoever checks only
    what the rules say never learns what they miss.
    """
    if not 1 <= by_lot < capacity:
        raise TargetingError(
            f"by_lot: found {by_lot} of {capacity} places, expected at least 1 and fewer than all."
        )
    if capacity > len(scores):
        raise TargetingError(
            f"capacity: found {capacity} places for {len(scores)} records; check everybody."
        )
    chosen = scores.iloc[: capacity - by_lot]
    rest = scores.index[capacity - by_lot :]
    drawn = scores.loc[rest[np.sort(rng.choice(len(rest), by_lot, replace=False))]]
    queue = pd.concat([chosen.rename(columns={"reasons": "why"}), drawn.assign(why=BY_LOT)])
    queue.insert(0, "place", np.arange(1, capacity + 1))
    return queue[["place", "points", "why", "speaks_for"]]
