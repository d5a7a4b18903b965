"""The committed sample is what its seed gives, byte for byte."""

import hashlib

from aatulab.content import datasets_dir
from aatulab.world.samples import DIGESTS, sample_files

FOLDER = datasets_dir() / "samples"


def committed():
    return {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }


def test_the_sample_is_fresh():
    """If a change of the world was meant: run `aatulab world sample`."""
    assert committed() == sample_files()


def test_every_file_has_its_digest():
    files = committed()
    lines = files.pop(DIGESTS).decode().splitlines()
    listed = {path: digest for digest, path in (line.split("  ") for line in lines)}
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


def test_the_sample_is_small():
    assert sum(map(len, committed().values())) < 300_000
