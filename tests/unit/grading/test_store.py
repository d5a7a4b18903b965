import errno
import os
import sqlite3
from pathlib import Path

import pytest

from aatulab.grading.store import is_disk_full, write_file


def test_a_file_is_written_with_its_folders(tmp_path):
    assert write_file(tmp_path / "a" / "b.txt", b"text")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"text"


def test_the_same_content_is_left_alone(tmp_path):
    path = tmp_path / "b.txt"
    write_file(path, b"text")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert not write_file(path, b"text")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "b.txt"
    write_file(path, b"old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError) as caught:
        write_file(path, b"new")
    assert is_disk_full(caught.value)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def test_a_link_is_replaced_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"keep")
    link = tmp_path / "link.txt"
    link.symlink_to(outside)
    write_file(link, b"keep")
    assert outside.read_bytes() == b"keep"
    assert not link.is_symlink()


def test_modes_are_set(tmp_path):
    write_file(tmp_path / "x", b"", 0o600)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_known_behind_other_errors(number):
    wrapped = RuntimeError("could not save")
    wrapped.__cause__ = OSError(number, "full")
    assert is_disk_full(wrapped)


def test_sqlite_says_it_in_words():
    assert is_disk_full(sqlite3.OperationalError("database or disk is full"))


@pytest.mark.parametrize(
    "error",
    [
        None,
        OSError(errno.EACCES, "denied"),
        ValueError("no space left on device"),
        sqlite3.OperationalError("database is locked"),
    ],
)
def test_other_errors_are_not_a_full_disk(error):
    assert not is_disk_full(error)


def test_real_full_devices_are_recognised():
    if Path("/dev/full").exists():
        with pytest.raises(OSError) as caught, Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")
        assert is_disk_full(caught.value)
