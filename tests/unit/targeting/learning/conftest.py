"""A small flow of bookings whose offenders are late and pay in cash, so that models can learn."""

import numpy as np
import pandas as pd
import pytest

ROWS = 1_200


@pytest.fixture(scope="session")
def flow():
    """Signals, day of landing and truth of bookings over six weeks."""
    rng = np.random.default_rng(5)
    illicit = rng.random(ROWS) < 0.1
    late = np.where(illicit, rng.exponential(40, ROWS), rng.exponential(600, ROWS))
    cash = rng.random(ROWS) < np.where(illicit, 0.6, 0.1)
    index = pd.Index([f"P{number:04d}" for number in range(ROWS)], name="pnr")
    signals = pd.DataFrame(
        {"lead_time_h": late, "paid_cash": cash.astype(float), "noise": rng.random(ROWS)}, index
    )
    signals.loc[signals.index[::50], "lead_time_h"] = np.nan
    day = pd.Series(np.sort(rng.integers(0, 42, ROWS)), index)
    return signals, day, pd.Series(illicit, index)
