"""Digests: of the files of a world, and of the code and content that make worlds here."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

import aatulab
from aatulab.content import datasets_dir

_CODE = ("codes", "world")
_CONTENT = ("schemas", "typologies", "reference")
_SOURCES = frozenset({".py", ".yml", ".csv"})


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def made_here() -> Mapping[str, str]:
    """Return what builds worlds here: versions, and a digest of our code and content.

    A build that was cut off goes on only where all of it is the same, since a world of two makes
    would hold together by luck only.
    """
    package = Path(aatulab.__file__).parent
    rooms = [package / room for room in _CODE] + [datasets_dir() / room for room in _CONTENT]
    whole = hashlib.sha256()
    for room in rooms:
        for path in sorted(path for path in room.rglob("*.*") if path.suffix in _SOURCES):
            name = f"{room.name}/{path.relative_to(room).as_posix()}"
            whole.update(f"{name} {digest_of(path)}\n".encode())
    return {
        "aatulab": aatulab.__version__,
        "numpy": np.__version__,
        "pyarrow": pa.__version__,
        "sources": whole.hexdigest(),
    }
