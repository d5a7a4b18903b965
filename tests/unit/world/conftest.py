from types import SimpleNamespace

import numpy as np
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame


def frames_of(world):
    """Every table as a frame, the truth among them; `told()` is that of the bookings."""
    tables = {name: to_frame(table) for name, table in world.tables.items()}
    hidden = {name: to_frame(table) for name, table in world.hidden.items()}
    truth = hidden["truth"]
    told = truth[truth["flow"] == "passenger"].rename(columns={"record": "pnr"})
    return SimpleNamespace(spec=world.spec, told=lambda: told, **tables, **hidden)


@pytest.fixture(scope="session")
def world():
    """A world of middle size that all tests read and none changes."""
    return frames_of(build_world(WorldSpec(seed=19, bookings=24_000, items=1_500, crossings=1_500)))


@pytest.fixture(scope="session")
def big_world():
    """Enough illicit bookings for tests of chance to have power."""
    return frames_of(
        build_world(WorldSpec(seed=12, bookings=160_000, prevalence=0.03, items=0, crossings=0))
    )


@pytest.fixture(scope="session")
def frames():
    return frames_of


@pytest.fixture(scope="session")
def auc():
    return _auc


@pytest.fixture(scope="session")
def chi_square():
    return _chi_square


def _auc(score, positive):
    """Area under the ROC curve, ties counted half, and its standard error under pure chance."""
    score, positive = np.asarray(score, dtype=float), np.asarray(positive, dtype=bool)
    _, place, counts = np.unique(score, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2  # mean rank of equal scores
    n1, n0 = positive.sum(), (~positive).sum()
    area = (middle[place][positive].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)
    return area, np.sqrt((n1 + n0 + 1) / (12 * n1 * n0))


def _chi_square(values, positive):
    """Pearson's statistic of a two-column table, and how many standard deviations it is off."""
    _, place = np.unique(np.asarray(values), return_inverse=True)
    positive = np.asarray(positive, dtype=bool)
    seen = np.stack([np.bincount(place[positive == flag], minlength=place.max() + 1)
                     for flag in (False, True)])  # fmt: skip
    seen = seen[:, seen.sum(axis=0) >= 50].astype(float)
    expected = seen.sum(axis=1, keepdims=True) * seen.sum(axis=0) / seen.sum()
    freedom = seen.shape[1] - 1
    statistic = ((seen - expected) ** 2 / expected).sum()
    return statistic, (statistic - freedom) / np.sqrt(2 * freedom)
