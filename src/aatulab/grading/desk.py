"""Where an assignment of a course is graded: grader, gradebook and workers, ready for use.

Importing this takes a second (nbgrader), so the workers are started first.  Called by the command
line, and from a notebook by whoever wants to see it work.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aatulab.errors import AatuLabError
from aatulab.grading.batch import Ledger, Outcome, Progress, grade_assignment
from aatulab.grading.collect import Inbox
from aatulab.grading.course import Course
from aatulab.grading.nbgrader_bridge.gradebook import Book
from aatulab.grading.papers import open_paper
from aatulab.grading.pool import Pool


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
