"""Tell whether a file that is being handed in has come to rest, by looking at it twice.

A copy that is under way grows; one that has the size and time that it had at the look before is
whole.  Knows no clock: how long it is between two looks is for the caller to decide.
"""

from collections.abc import Iterator
from pathlib import Path

Look = tuple[tuple[str, int, int], ...]


class Arrivals:
    """Remembers how each submission looked the last time, and which it has let through."""

    def __init__(self) -> None:
        self._looks: dict[Path, Look] = {}
        self._passed: dict[Path, Look] = {}

    def is_due(self, notebook: Path, inbox: Path) -> bool:
        """Tell once that a submission has come to rest; and again after it has changed.

        What lies beside the notebook in a folder of its own belongs to the submission.
        """
        whole = notebook if notebook.parent == inbox else notebook.parent
        look = tuple(_looks_like(whole))
        is_settled = bool(look) and self._looks.get(whole) == look
        self._looks[whole] = look
        if not is_settled or self._passed.get(whole) == look:
            return False
        self._passed[whole] = look
        return True


def _looks_like(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        if path.is_dir() and not path.is_symlink():
            for entry in sorted(path.iterdir()):
                yield from _looks_like(entry)
        else:
            found = path.lstat()
            yield str(path), found.st_size, found.st_mtime_ns
    except OSError:  # gone, or not ours to read: taking it says so
        return
