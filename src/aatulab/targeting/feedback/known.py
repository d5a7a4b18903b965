"""What somebody could know at a moment: what arose at the own desk, and what had been told by then.

A debrief that leaves this out judges a decision by what came to light afterwards.
"""

import pandas as pd

from aatulab.targeting.tables import need_columns

FACTS = ("fact", "service", "arose_at", "told_to", "told_at")


def known_to(facts: pd.DataFrame, service: str, at: pd.Timestamp) -> pd.DataFrame:
    """Return the facts that a service had at a moment, in the order in which it got them.

    A fact is had when it arose at the service's own desk by then, or was told to it by then; on the
    minute counts.  Adds `got_at`.
    """
    need_columns(facts, "facts", FACTS, "practice_debrief(case, rng)")
    own = facts["arose_at"].where(facts["service"] == service)
    told = facts["told_at"].where(facts["told_to"] == service)
    got_at = pd.concat([own, told], axis=1).min(axis=1)
    had = facts.assign(got_at=got_at)[got_at <= at]
    return had.sort_values("got_at", kind="stable", ignore_index=True)
