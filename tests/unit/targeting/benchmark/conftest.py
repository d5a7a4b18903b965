import pytest

from aatulab.targeting.benchmark import Split, make_task
from aatulab.world import WorldSpec, build_world

SPLIT = Split(train=10, validation=20, test=24)


@pytest.fixture(scope="session")
def small_world():
    return build_world(
        WorldSpec(
            seed=8, bookings=6_000, days=30, prevalence=0.05, waybills=0, items=0, crossings=0
        )
    )


@pytest.fixture(scope="session")
def small(small_world):
    """The task of a small world and its answers, which all tests read and none changes."""
    return make_task(small_world, SPLIT)


@pytest.fixture(scope="session")
def task(small):
    return small[0]


@pytest.fixture(scope="session")
def answers(small):
    return small[1]
