"""A handful of waybills to practise alerts on."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

LANDS = pd.Timestamp("2026-10-13 07:10", tz="UTC")


@dataclass
class SmallCase:
    """Only what a month of alerts looks at."""

    as_of: pd.Timestamp = LANDS - pd.Timedelta(hours=2)
    waybills: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {
                "awb": [f"959{number:08d}" for number in range(60)],
                "kind": ["direct", "direct", "master"] * 20,
                "flight": ["0S445", "0F109"] * 30,
                "origin": "CMB",
                "goods": "FISH",
                "pieces": 8,
                "arrives_at": LANDS,
            }
        )
    )


@pytest.fixture(scope="session")
def small_case():
    return SmallCase()


@pytest.fixture
def arrivals(small_case):
    return small_case.waybills[["awb", "flight", "arrives_at"]]


@pytest.fixture
def rng():
    return np.random.default_rng(7)
