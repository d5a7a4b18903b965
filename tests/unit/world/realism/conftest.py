import pytest

from aatulab.world import WorldSpec, write_world

SPEC = WorldSpec(
    seed=5,
    bookings=1_600,
    waybills=800,
    items=800,
    crossings=600,
    days=7,
    prevalence=0.02,
    gateways=("LIS", "FRA"),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A world of two gateways with all flows on disk, which all tests read and none changes."""
    path = tmp_path_factory.mktemp("realism") / "world"
    write_world(SPEC, path)
    return path
