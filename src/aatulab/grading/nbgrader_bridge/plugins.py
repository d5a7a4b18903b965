"""What nbgrader's own commands call of ours, by its own plug-in points.

`RestoreCells` stands where nbgrader sanitises a submission, `GradeInSandbox` where it would
execute it in a kernel and read scores from outputs, `FeedbackExporter` where it would print the
executed notebook.  They lead to the same judge, report, gradebook entry and page as
`aatulab grade`.  A submission that cannot be graded raises; nbgrader logs it and goes on.
"""

import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.preprocessors import NbGraderPreprocessor

from aatulab.errors import GradingError
from aatulab.grading.batch import Ledger, feedback_page, write_down
from aatulab.grading.course import Course, open_course
from aatulab.grading.judge import Sandbox
from aatulab.grading.judging import judge
from aatulab.grading.lock import only_grader
from aatulab.grading.nbgrader_bridge.gradebook import Book
from aatulab.grading.nbgrader_bridge.notebook import build_graded_notebook, build_restored_notebook
from aatulab.grading.papers import AnyGrader, open_paper
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
        whose = _whose(self, resources)
        _, cells = whose.paper.read(whose.submitted)
        return build_restored_notebook(cells), resources


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]
    """Grade a submission, enter it into the gradebook, and return the graded notebook."""

    def preprocess(
        self,
        nb: nbformat.NotebookNode,  # noqa: ARG002 - the file is read again, by our intake
        resources: Resources,
    ) -> tuple[nbformat.NotebookNode, Resources]:
        """Return the notebook with our verdicts in it."""
        whose = _whose(self, resources)
        with only_grader(whose.course, whose.paper.assignment, wait=True):
            sandbox = _borrow_sandbox(_converter(self))
            report = judge(whose.paper, whose.submitted, whose.trainee, sandbox)
            if report.status in {"refused", "failed"}:
                raise GradingError(" ".join(report.notes))
            with Book(whose.course, resources["nbgrader"]["db_url"]) as book:
                write_down(Ledger(whose.course, whose.paper, book), [report])
        for note in report.notes:
            self.log.warning("%s", note)
        _, cells = whose.paper.read(whose.submitted)
        return build_graded_notebook(cells, report), resources


class FeedbackExporter(Exporter):
    """Export a graded submission as our feedback page."""

    file_extension = ".html"

    def from_filename(  # type: ignore[override]  # as HTMLExporter's: text
        self, filename: str, resources: Resources | None = None, **_options: object
    ) -> tuple[str, Resources]:
        """Return the page of the submission whose graded notebook this is."""
        about: Resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        whose = _whose(self, about)
        assignment, notebook = whose.paper.assignment, whose.paper.notebook
        path = whose.course.report_path(whose.trainee, assignment, notebook)
        report = Report.read(path)
        if report is None:
            raise GradingError(
                f"{path}: there is no report on {filename}. Grade first:"
                f" `nbgrader autograde {assignment}` or `aatulab grade {assignment}`."
            )
        with Book(whose.course, about["nbgrader"]["db_url"]) as book:
            marks = book.marks(whose.trainee, assignment, notebook)
        return feedback_page(whose.paper, report, marks), about


@dataclass(frozen=True)
class _Whose:
    """Whose work of what nbgrader is at."""

    course: Course
    trainee: str
    paper: AnyGrader

    @property
    def submitted(self) -> Path:
        paper = self.paper
        return self.course.submitted_notebook(self.trainee, paper.assignment, paper.notebook)


def _converter(plugin: Any) -> Any:
    """Return nbgrader's converter: the parent of the exporter that made a preprocessor."""
    return plugin.parent if isinstance(plugin, Exporter) else plugin.parent.parent


def _whose(plugin: Any, resources: Resources) -> _Whose:
    about = resources["nbgrader"]
    course = open_course(Path(_converter(plugin).coursedir.root))
    paper = open_paper(course, about["assignment"], about["notebook"])
    return _Whose(course, check_trainee(about["student"]), paper)


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
