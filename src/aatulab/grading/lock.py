"""Let one grader at a time work on an assignment of a course.

The lock belongs to the process: the kernel gives it back when that ends, however it ends, so
no kill -9 and no power cut leaves one behind.  `aatulab grade` holds it for as long as it runs
and refuses to start beside another; nbgrader's own commands wait for it, one submission at a
time.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from aatulab.errors import GradingError
from aatulab.grading.course import Course

OWNER_ONLY = 0o600


@contextlib.contextmanager
def only_grader(course: Course, assignment: str, *, wait: bool = False) -> Iterator[None]:
    """Be the only grader of an assignment for a while.

    Raises `GradingError`, which names the process at work, unless told to `wait` for its end.
    """
    path = _lock_path(course, assignment)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNER_ONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GradingError(_say_busy(course, assignment, descriptor)) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _lock_path(course: Course, assignment: str) -> Path:
    folder = course.root / "locks"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{assignment}.lock"


def _say_busy(course: Course, assignment: str, descriptor: int) -> str:
    holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
    who = f"process {holder}" if holder.isdigit() else "another process"
    return (
        f"{assignment} of the course in {course.root} is being graded already, by {who}."
        " Wait until it has ended, or end it; nothing was changed."
    )
