"""A drill to review a rule book on: bookings like those of a day, and results drawn for them.

A case never holds what checks found, and graded work runs where no world can be built.  So the
results are drawn, with odds like those of the lab's own couriers: they say nothing about the day's
real bookings, and knowing them gives no answer away.
"""

import numpy as np
import pandas as pd

from aatulab.targeting.scores import Rule
from aatulab.targeting.tables import need_columns

BASE_RATE = 0.13  # of a drill: far more than on any real day
# how much more likely there is something to find where this holds; 1 for everything else
ODDS = (
    (Rule("contact_reuse", 1, "contact on three to eight bookings", at_least=3, below=9), 3.2),
    (Rule("lead_time_h", 1, "booked less than a day before", below=24), 2.6),
    (Rule("paid_cash", 1, "paid in cash"), 2.4),
    (Rule("payer_is_not_traveller", 1, "somebody else paid"), 1.5),
    (Rule("stay_h", 1, "stays less than two days", below=48), 1.5),
    (Rule("lead_time_h", 1, "booked one to three days before", at_least=24, below=72), 1.3),
    (Rule("one_way", 1, "no return booked"), 0.8),
    (Rule("paper_seen", 1, "fare sold against a paper"), 0.12),
)


def practice_drill(
    signals: pd.DataFrame, rng: np.random.Generator, bookings: int = 700
) -> tuple[pd.DataFrame, "pd.Series[bool]"]:
    """Return the signals of a drill's bookings and what the checks showed, row by row.

    `signals` needs the columns of `signal_table` and `paper_seen`; its rows are drawn with
    replacement.  The same signals and generator give the same drill.
    """
    needed = [rule.signal for rule, _ in ODDS]
    need_columns(signals, "signals", needed, "signal_table(case)")
    past = signals.iloc[rng.integers(0, len(signals), bookings)].reset_index(drop=True)
    weight = np.ones(bookings)
    for rule, factor in ODDS:
        weight *= np.where(rule.applies(past[rule.signal]), factor, 1.0)
    chance = np.minimum(weight * BASE_RATE / weight.mean(), 0.95)
    found = pd.Series(rng.random(bookings) < chance, index=past.index, name="found")
    return past, found
