"""What nbgrader's own commands call of ours, by its own plug-in points.

`RestoreCells` stands where nbgrader sanitises a submission, `GradeInSandbox` where it would
execute it in a kernel and read scores from outputs, `FeedbackExporter` where it would print the
executed notebook.  They lead to the same judge, report, gradebook entry and page as
`aatulab grade`.  A submission that cannot be graded raises; nbgrader logs it and goes on.
"""

import weakref
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.preprocessors import NbGraderPreprocessor

from aatulab.errors import GradingError
from aatulab.grading.batch import Ledger, write_down
from aatulab.grading.course import Course, open_course
from aatulab.grading.feedback import render_feedback
from aatulab.grading.grader import Grader
from aatulab.grading.judge import Sandbox, grade_submission
from aatulab.grading.nbgrader_bridge.gradebook import Book
from aatulab.grading.nbgrader_bridge.notebook import build_graded_notebook, build_restored_notebook
from aatulab.grading.report import Report
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.trainees import check_trainee

Resources = dict[str, Any]
_SANDBOX = "_aatulab_sandbox"


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Replace a submission by its restored cells: ours where locked, the trainee's elsewhere."""

    def preprocess(
        self,
        nb: nbformat.NotebookNode,  # noqa: ARG002 - the file is read again, by our intake
        resources: Resources,
    ) -> tuple[nbformat.NotebookNode, Resources]:
        """Return the restored notebook; what nbconvert has parsed is not used."""
        course, trainee, assignment = _whose(self, resources)
        path = course.submitted_notebook(trainee, assignment)
        _, cells = Grader.of(course, assignment).read(path)
        return build_restored_notebook(cells), resources


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]
    """Grade a submission, enter it into the gradebook, and return the graded notebook."""

    def preprocess(
        self,
        nb: nbformat.NotebookNode,  # noqa: ARG002 - the file is read again, by our intake
        resources: Resources,
    ) -> tuple[nbformat.NotebookNode, Resources]:
        """Return the notebook with our verdicts in it."""
        course, trainee, assignment = _whose(self, resources)
        grader = Grader.of(course, assignment)
        path = course.submitted_notebook(trainee, assignment)
        report = grade_submission(grader, path, trainee, _borrow_sandbox(_converter(self)))
        if report.status in {"refused", "failed"}:
            raise GradingError(" ".join(report.notes))
        with Book(course, resources["nbgrader"]["db_url"]) as book:
            write_down(Ledger(course, grader, book), [report])
        for note in report.notes:
            self.log.warning("%s", note)
        _, cells = grader.read(path)
        return build_graded_notebook(cells, report), resources


class FeedbackExporter(Exporter):
    """Export a graded submission as our feedback page."""

    file_extension = ".html"

    def from_filename(  # type: ignore[override]  # as HTMLExporter's: text
        self, filename: str, resources: Resources | None = None, **_options: object
    ) -> tuple[str, Resources]:
        """Return the page of the submission whose graded notebook this is."""
        about: Resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        course, trainee, assignment = _whose(self, about)
        report = Report.read(course.report_path(trainee, assignment))
        if report is None:
            raise GradingError(
                f"{course.report_path(trainee, assignment)}: there is no report on {filename}."
                f" Grade first: `nbgrader autograde {assignment}` or `aatulab grade {assignment}`."
            )
        with Book(course, about["nbgrader"]["db_url"]) as book:
            marks = book.marks(trainee, assignment)
        return render_feedback(Grader.of(course, assignment).exercise, report, marks), about


def _converter(plugin: Any) -> Any:
    """Return nbgrader's converter: the parent of the exporter that made a preprocessor."""
    return plugin.parent if isinstance(plugin, Exporter) else plugin.parent.parent


def _whose(plugin: Any, resources: Resources) -> tuple[Course, str, str]:
    """Return the course, the trainee and the assignment that nbgrader is at."""
    about = resources["nbgrader"]
    assignment, notebook = about["assignment"], about["notebook"]
    if notebook != assignment:
        raise GradingError(
            f"{notebook}.ipynb: expected {assignment}.ipynb, the one notebook of {assignment}."
        )
    root = Path(_converter(plugin).coursedir.root)
    return open_course(root), check_trainee(about["student"]), assignment


def _borrow_sandbox(converter: Any) -> Sandbox:
    """Return the warm sandbox of this run of nbgrader: started once, closed with its converter.

    nbgrader makes new preprocessors for every notebook, so none of them can keep it.
    """
    sandbox: WarmSandbox | None = getattr(converter, _SANDBOX, None)
    if sandbox is None:
        sandbox = WarmSandbox()
        sandbox.__enter__()
        setattr(converter, _SANDBOX, sandbox)
        weakref.finalize(converter, sandbox.close)
    return sandbox
