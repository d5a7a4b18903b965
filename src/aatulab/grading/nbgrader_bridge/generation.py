"""What `nbgrader generate_assignment` calls of ours, for exercises and for ordinary assignments.

An exercise of ours comes with blank answers and without tests, so nothing is to be cut out of it.
Of an ordinary assignment, nbgrader's own steps cut solutions and hidden tests; what it is graded
by is kept beside.  And unlike nbgrader's (#1646), our step takes questions that were added,
removed or corrected after submissions had come in.
"""

import json
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Assignment
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor, SaveCells
from sqlalchemy import select

from aatulab.grading.course import Course, open_course
from aatulab.grading.nbgrader_bridge.gradebook import complete_submission
from aatulab.grading.ordinary.marking import TESTS
from aatulab.grading.store import write_file

Resources = dict[str, Any]
Outcome = tuple[nbformat.NotebookNode, Resources]
_STASH = "aatulab"
_PRIVATE = 0o600
_CELLS = ("grade", "solution", "task", "source")


class ClearOrdinarySolutions(ClearSolutions):  # type: ignore[misc]
    """Cut solutions out of ordinary assignments, as nbgrader is configured to."""

    def preprocess(self, nb: nbformat.NotebookNode, resources: Resources) -> Outcome:
        """Return the notebook without solutions; one of ours as it is."""
        if course_of(self).is_exercise(resources["nbgrader"]["assignment"]):
            return nb, resources
        cleared: Outcome = super().preprocess(nb, resources)
        return cleared


class UpdateCells(SaveCells):  # type: ignore[misc]
    """Enter the cells of an assignment into the gradebook, also when there are submissions."""

    def _create_notebook(self, nb: nbformat.NotebookNode) -> None:
        notebook = self._with_submissions()
        if notebook is not None:
            for kind in _CELLS:
                for cell in list(getattr(notebook, f"{kind}_cells")):
                    if cell.name not in getattr(self, f"new_{kind}_cells"):
                        self._remove(cell)
            self.gradebook.db.commit()
            self._accept_as_known(notebook)
        super()._create_notebook(nb)
        if notebook is not None:
            self._complete_submissions()

    def _with_submissions(self) -> Any:
        """Return the notebook in the gradebook when somebody has handed it in."""
        query = select(Assignment).where(Assignment.name == self.assignment_id)
        assignment = self.gradebook.db.scalars(query).one_or_none()
        notebooks = assignment.notebooks if assignment else []
        found = next((n for n in notebooks if n.name == self.notebook_id), None)
        return found if found is not None and found.submissions else None

    def _remove(self, cell: Any) -> None:
        """Remove a cell with its scores and comments, unless people have given some."""
        session = self.gradebook.db
        marked = [g for g in getattr(cell, "grades", None) or () if g.manual_score is not None]
        said = [c for c in getattr(cell, "comments", None) or () if c.manual_comment]
        if marked or said:
            who = sorted({entry.student.id for entry in (*marked, *said)})
            raise RuntimeError(
                f"The question {cell.name!r} of {self.assignment_id} cannot be removed: people"
                f" have marked or commented it ({', '.join(who[:5])}). Keep it, or export these"
                " marks and clear them in the formgrader first."
            )
        for entry in (
            *(getattr(cell, "grades", None) or ()),
            *(getattr(cell, "comments", None) or ()),
        ):
            session.delete(entry)
        session.delete(cell)
        self.log.warning("%s: %s was removed from the gradebook", self.assignment_id, cell.name)

    def _accept_as_known(self, notebook: Any) -> None:
        """Enter new cells first: nbgrader refuses a list of cells that differs from the old."""
        session = self.gradebook.db
        session.refresh(notebook)
        for kind in _CELLS:
            known = {cell.name for cell in getattr(notebook, f"{kind}_cells")}
            enter = getattr(self.gradebook, f"add_{kind}_cell")
            for name, about in getattr(self, f"new_{kind}_cells").items():
                if name not in known:
                    enter(name, self.notebook_id, self.assignment_id, **about)
        session.refresh(notebook)

    def _complete_submissions(self) -> None:
        """Give the submissions that are there room for the new questions' marks."""
        session = self.gradebook.db
        session.expire_all()
        query = select(Assignment).where(Assignment.name == self.assignment_id)
        assignment = session.scalars(query).one()
        with session.no_autoflush:
            for submission in assignment.submissions:
                complete_submission(session, assignment, submission)
        session.commit()


class StashTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Remember the cells before hidden tests are cut out; stands before `ClearHiddenTests`."""

    def preprocess(self, nb: nbformat.NotebookNode, resources: Resources) -> Outcome:
        """Return the notebook as it is."""
        resources[_STASH] = [cell.source for cell in nb.cells]
        return nb, resources


class KeepMarking(NbGraderPreprocessor):  # type: ignore[misc]
    """Write down what an ordinary notebook is graded by; stands last."""

    def preprocess(self, nb: nbformat.NotebookNode, resources: Resources) -> Outcome:
        """Return the notebook as it is."""
        about = resources["nbgrader"]
        course = course_of(self)
        if not course.is_exercise(about["assignment"]):
            record = json.loads(nbformat.v4.writes(nb))  # type: ignore[no-untyped-call]
            for cell, tests in zip(record["cells"], resources.pop(_STASH), strict=True):
                if "".join(cell["source"]) != tests:
                    cell["metadata"][TESTS] = tests
            path = course.marking_path(about["assignment"], about["notebook"])
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_file(path, (json.dumps(record, indent=1) + "\n").encode(), _PRIVATE)
        return nb, resources


def course_of(plugin: Any) -> Course:
    """Return the course that nbgrader is at: its converter's, or the exporter's of that."""
    parent = plugin.parent
    while getattr(parent, "coursedir", None) is None:
        parent = parent.parent
    return open_course(Path(parent.coursedir.root))
