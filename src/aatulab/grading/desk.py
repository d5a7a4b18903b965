"""Where an assignment of a course is graded: grader, gradebook and workers, ready for use.

Importing this takes a second (nbgrader), so the workers are started first.  Called by the command
line, and from a notebook by whoever wants to see it work.
"""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aatulab.errors import AatuLabError
from aatulab.grading.batch import Ledger, Outcome, Progress, grade_assignment
from aatulab.grading.collect import Inbox, open_inbox
from aatulab.grading.course import Course, open_course
from aatulab.grading.lock import only_grader
from aatulab.grading.nbgrader_bridge.gradebook import Book
from aatulab.grading.papers import open_paper
from aatulab.grading.policy import course_policy
from aatulab.grading.pool import Pool
from aatulab.grading.store import full_disk_said
from aatulab.grading.workers import Judges


def grade_course(
    root: Path,
    assignment: str,
    *,
    folder: Path | None = None,
    workers: int = 1,
    progress: Progress = lambda _done, _total: None,
) -> Outcome:
    """Grade what was handed in of an exercise, from a notebook or a program of your own.

    `folder` holds notebooks to grade instead of the exchange's; `progress` may be a
    `GradingProgress` of `aatulab.widgets`.  The same as `aatulab grade`, without its table.
    """
    course = open_course(root)
    with only_grader(course, assignment), full_disk_said(course.root):
        limit_bytes = course_policy(course.policy_path).notebook_bytes
        inbox = open_inbox(course, assignment, folder, limit_bytes)
        at_once = min(workers, len(inbox.trainees))
        with (
            Judges(course, assignment) as judges,
            Pool(judges.judge, at_once) as pool,
            Desk(course, assignment, pool) as desk,
        ):
            return desk.grade(inbox, progress=progress)


class Desk:
    """Grades submissions of one assignment for as long as the `with` block lasts."""

    def __init__(
        self, course: Course, assignment: str, pool: Pool[Any], notebook: str = ""
    ) -> None:
        self._pool = pool
        self._paper = open_paper(course, assignment, notebook)
        self._book = Book(course)
        self._ledger = Ledger(course, self._paper, self._book)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._book.close()

    def grade(
        self,
        inbox: Inbox,
        *,
        again: bool = False,
        progress: Progress = lambda _done, _total: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Grade and write down what is in the inbox; see `grade_assignment`."""
        return grade_assignment(
            self._ledger, inbox, self._pool, again=again, progress=progress, stop=stop
        )

    def is_outdated(self) -> bool:
        """Tell whether the exercise or the limits have been changed since we began."""
        try:
            now = open_paper(self._ledger.course, self._paper.assignment, self._paper.notebook)
        except AatuLabError:  # half saved: the author is at it
            return False
        return now.digest() != self._paper.digest()
