"""Digest what a score depends on besides exercise and submission: our code, data, libraries.

Two graders with the same digest give the same verdicts, so a report holds until it changes, and a
machine of a cluster may grade for this one only if its digest is the same.
"""

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from aatulab import content

PACKAGE = "aatulab"
# rooms that never touch a score: to change them is no reason to grade again
APART = frozenset({"cli", "widgets", "classroom"})


@cache
def environment_digest() -> str:
    """Return the digest of this machine's Python, libraries, package and data (0.2 s, once)."""
    package = Path(content.__file__).parent
    digest = hashlib.sha256()
    for line in (*_platform(), *_libraries()):
        digest.update(f"{line}\n".encode())
    for folder in (package, content.datasets_dir()):
        for path in _files(folder):
            name = path.relative_to(folder)
            if not (folder == package and name.parts[0] in APART):
                digest.update(f"{name.as_posix()}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _platform() -> tuple[str, ...]:
    return platform.python_implementation(), platform.python_version(), platform.machine()


def _libraries() -> Iterator[str]:
    """Give name and version of each library that we ask for; those of the tests do not matter."""
    try:
        wanted = metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:  # run from a folder: then its files say it all
        return
    for line in sorted(wanted):
        if "extra ==" not in line:
            name = line.partition(";")[0]
            for sign in " [<>=!~(":
                name = name.partition(sign)[0]
            yield f"{name} {_version(name)}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # of another platform
        return "-"


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and "__pycache__" not in path.parts:
            yield path
