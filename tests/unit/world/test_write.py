import errno

import pyarrow.parquet as pq
import pytest

from aatulab.errors import WorldError
from aatulab.world import WorldSpec, build_world, write_world
from aatulab.world import write as module

WORLD = build_world(WorldSpec(seed=7, bookings=300, days=2))


def test_truth_lies_in_a_folder_of_its_own(tmp_path):
    write_world(WORLD, tmp_path / "world")
    tables = sorted(path.stem for path in (tmp_path / "world" / "tables").iterdir())
    assert tables == sorted(WORLD.tables)
    apart = sorted(path.stem for path in (tmp_path / "world" / "truth").iterdir())
    assert apart == ["memberships", "networks", "truth"]


def test_what_is_read_is_what_was_written(tmp_path):
    write_world(WORLD, tmp_path)
    for name, table in WORLD.tables.items():
        read = pq.read_table(tmp_path / "tables" / f"{name}.parquet")
        assert read.to_pylist() == table.to_pylist(), name
    for name, table in WORLD.hidden.items():
        read = pq.read_table(tmp_path / "truth" / f"{name}.parquet")
        assert read.to_pylist() == table.to_pylist(), name


def test_a_world_never_overwrites(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WorldError, match="there is something already"):
        write_world(WORLD, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    calls = []

    def full(table, path):
        calls.append(path)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        path.write_bytes(b"x")

    monkeypatch.setattr(module, "write_parquet", full)
    with pytest.raises(WorldError, match="No space left on device"):
        write_world(WORLD, tmp_path / "world")
    assert list(tmp_path.iterdir()) == []
