import hashlib

import pytest

from aatulab.world import WorldSpec, write_world


def _digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def digests():
    """What lies in a folder, byte for byte."""
    return _digests


@pytest.fixture(scope="session")
def spec():
    """A world of three small gateways with all flows."""
    return WorldSpec(
        seed=11,
        bookings=450,
        waybills=150,
        items=150,
        crossings=150,
        days=4,
        prevalence=0.05,
        gateways=("LIS", "GRU", "SIN"),
    )


@pytest.fixture(scope="session")
def stored(spec, tmp_path_factory):
    """That world on disk, which all tests read and none changes."""
    folder = tmp_path_factory.mktemp("stored") / "world"
    write_world(spec, folder)
    return folder


@pytest.fixture(scope="session")
def one_gateway(tmp_path_factory):
    """A world of one gateway on disk."""
    folder = tmp_path_factory.mktemp("one") / "world"
    write_world(WorldSpec(seed=7, bookings=300, days=2), folder)
    return folder
