"""Questions to a log of handling: where a dossier stopped, and how long it lay.

A log has one row a step: `dossier`, `act`, `service`, `came_at` (when it lay on the desk) and
`done_at` (when somebody acted).
"""

import pandas as pd

from aatulab.targeting.tables import need_columns

LAST_ACT = "report back"


def lying_minutes(log: pd.DataFrame) -> "pd.Series[float]":
    """Return for each step how many minutes it lay before somebody acted."""
    need_columns(log, "log", ("came_at", "done_at"))
    minutes: pd.Series[float] = (log["done_at"] - log["came_at"]).dt.total_seconds() / 60
    return minutes.rename("minutes")


def stopped(log: pd.DataFrame) -> pd.DataFrame:
    """Return the last step of every dossier whose result never came home.

    Columns: `dossier`, `act`, `service`.  Steps count by the time at which they were done, in
    whatever order they were filed.
    """
    need_columns(log, "log", ("dossier", "act", "service", "done_at"))
    last = log.sort_values("done_at", kind="stable").groupby("dossier").tail(1)
    columns = ["dossier", "act", "service"]
    return last.loc[last["act"] != LAST_ACT, columns].sort_values("dossier", ignore_index=True)
