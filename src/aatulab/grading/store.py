"""Write files so that a full disk or a crash never leaves half of one.

Whole content to a temporary sibling, flushed, then renamed, and the rename flushed, too: what
`write_file` has written is still there after a power cut.  `is_disk_full` recognises the one
failure that ends a batch: nothing that was there before is lost.
"""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from aatulab.errors import GradingError

PART = ".aatulab-part"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FULL_TEXTS = ("database or disk is full", "disk i/o error", "no space left on device")
DATABASE = frozenset({"sqlite3", "sqlalchemy", "psycopg2", "psycopg", "pg8000"})


def write_file(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Write the file as a whole; tell whether it changed (the same content is left alone)."""
    if _has_content(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
        _flush_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return True


def sweep(folder: Path) -> None:
    """Remove what a writer that was killed has left in a folder; nobody else may write there."""
    if folder.is_dir():
        for path in folder.glob(f".*{PART}"):
            path.unlink(missing_ok=True)


def is_disk_full(error: BaseException | None) -> bool:
    """Tell whether an error, or one that it wraps, comes from a full disk or a used-up quota."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        # SQLite gives no number, only its sentence, wrapped by SQLAlchemy and by nbgrader
        if type(error).__module__.partition(".")[0] in DATABASE and any(
            text in str(error).lower() for text in FULL_TEXTS
        ):
            return True
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
    return False


@contextlib.contextmanager
def full_disk_said(place: Path, done: Callable[[], str] = str) -> Iterator[None]:
    """Turn a full disk into a `GradingError` that says what is kept and what to do.

    `done` gives a sentence on what was done until then.
    """
    try:
        yield
    except Exception as error:
        if not is_disk_full(error):
            raise
        raise GradingError(
            f"the disk that holds {place} or the temporary files is full. {done()}"
            "The gradebook keeps what it had. Free some space and grade again."
        ) from error


def _flush_folder(folder: Path) -> None:
    """Make a rename in a folder last; a file system that cannot is no reason to fail."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _has_content(path: Path, data: bytes) -> bool:
    try:
        same_size = not path.is_symlink() and path.stat().st_size == len(data)
        return same_size and path.read_bytes() == data
    except OSError:
        return False
