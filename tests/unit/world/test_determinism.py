"""The same order gives the same bytes: twice, on one thread or many, in another process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aatulab.world import WorldSpec, build_world, write_world

SPEC = WorldSpec(seed=2**200 + 17, bookings=3_000, days=5)
_SCRIPT = """
import sys
from pathlib import Path
import pyarrow as pa
from aatulab.world import WorldSpec, write_world
pa.set_cpu_count(int(sys.argv[1]))
pa.set_io_thread_count(int(sys.argv[1]))
spec = WorldSpec(seed=2**200 + 17, bookings=3_000, days=5)
write_world(spec, Path(sys.argv[2]))
"""


def digest(folder: Path):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(path for path in folder.rglob("*") if path.is_file())
    }


@pytest.mark.parametrize("threads", [1, 4])
def test_the_same_order_gives_the_same_bytes_on_any_number_of_threads(tmp_path, threads):
    write_world(SPEC, tmp_path / "here")
    environment = os.environ | {"OMP_NUM_THREADS": str(threads), "PYTHONHASHSEED": str(threads)}
    subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(threads), str(tmp_path / "there")],
        check=True,
        env=environment,
    )
    here = digest(tmp_path / "here")
    assert here == digest(tmp_path / "there")
    assert len(here) == 35


def test_another_seed_gives_another_world():
    one, other = (build_world(WorldSpec(seed=seed, bookings=200)) for seed in (1, 2))
    assert not set(one.tables["bookings"]["pnr"].to_pylist()) & set(
        other.tables["bookings"]["pnr"].to_pylist()
    )


def test_building_leaves_nothing_behind():
    """Does a world depend on the one built before it?"""
    first = build_world(SPEC)
    build_world(WorldSpec(seed=3, bookings=500))
    again = build_world(SPEC)
    for name, table in first.tables.items():
        assert table.equals(again.tables[name]), name
    for name, table in first.hidden.items():
        assert table.equals(again.hidden[name]), name
