"""Let one writer at a time write to a file that several programs may write to.

The lock lies on the file itself and belongs to the open file: the system gives it back when that is
closed, however its program ends, so nothing is left behind and nothing has to be cleaned up.
Readers are not held up.  Everybody who writes has to ask; a program that does not is not stopped.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    _FAR_BEYOND = 2**62  # Windows keeps readers out of locked bytes; nobody reads these

    def _wait_for_turn(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BEYOND, os.SEEK_SET)
        while True:
            with contextlib.suppress(OSError):  # it gives up after ten tries, a second apart
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
                return
else:

    def _wait_for_turn(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextlib.contextmanager
def turn_to_append(path: Path) -> Iterator[BinaryIO]:
    """Wait until nobody else writes; give the file, which is made if need be, open at its end.

    What is written is on the disk when the turn ends.
    """
    with path.open("ab") as file:
        _wait_for_turn(file.fileno())
        file.seek(0, os.SEEK_END)
        yield file
        file.flush()
        os.fsync(file.fileno())
