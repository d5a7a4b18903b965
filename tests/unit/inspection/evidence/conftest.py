"""A sound ledger of one exhibit, and a month of them."""

from datetime import datetime

import numpy as np
import pytest

from aatulab.inspection.evidence import practice_exhibits
from aatulab.inspection.evidence.practice import _sound

NOW = datetime.fromisoformat("2026-04-13T08:00:00+02:00")


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def sound():
    """Return the records of one exhibit, all of them as they should be."""
    return _sound("E-01", NOW, np.random.default_rng(7))


@pytest.fixture(scope="session")
def month():
    return practice_exhibits(NOW, np.random.default_rng(3))
