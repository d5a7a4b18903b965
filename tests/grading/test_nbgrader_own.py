"""nbgrader's own tests of `autograde`, as its wheel brings them, under our settings.

They run as they are, in a course of ours instead of an empty folder, so that `autograde` goes
through our plug-ins and the sandbox.  Two lists say what is left out, and why.
"""

import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.tests.apps.test_nbgrader_autograde import TestNbGraderAutograde as NbgradersOwn

from aatulab.grading.nbgrader_bridge import plugins
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.setup import create_course, plan_course

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.sandbox,
    pytest.mark.filterwarnings("default"),  # nbgrader's own code warns, and nobody is stopped by it
]

KERNELS = "there are no kernels: what is not Python is refused by name"
FOREIGN_CELLS = "cells that are not the assignment's are noted, and no reason to fail"
NOT_OURS = {
    "test_side_effects": "what a cell writes stays in the sandbox and ends with it",
    "test_no_execute": "nothing is graded that was not run; outputs in a file are never believed",
    "test_missing_source_kernelspec": KERNELS,
    "test_incorrect_source_kernelspec": KERNELS,
    "test_handle_failure": FOREIGN_CELLS,
    "test_handle_failure_single_notebook": FOREIGN_CELLS,
    "test_autograde_timeout": "limits stand in policy.yml, not on the command line",
    "test_many_students": "nbgrader skips it itself",
    "test_infinite_loop_with_output": "nbgrader skips it itself; tests/security/ has such loops",
}
# they hold here, too; test_ordinary.py or another of nbgrader's asks the same, and each takes
# seconds
ASKED_ELSEWHERE = (
    *("test_help", "test_missing_assignment", "test_student_id_exclude", "test_force_f"),
    *("test_late_submission_penalty_none", "test_late_submission_penalty_zero"),
    *("test_grade_hashed_autotest", "test_grade_complex_autotest", "test_hidden_tests_autotest"),
    *("test_hidden_tests_single_notebook", "test_infinite_loop", "test_update_newer"),
    *("test_grade_overwrite_files", "test_skip_extra_notebooks", "test_grade_missing_notebook"),
    *("test_missing_files", "test_custom_permissions"),
)


@pytest.fixture(scope="module")
def sandbox():
    """One sandbox for all runs of nbgrader: its start takes longer than most of them."""
    with WarmSandbox() as warm:
        yield warm


@pytest.fixture
def course_dir(tmp_path, sandbox, monkeypatch):
    """A course of ours without an exercise of ours: every assignment is an ordinary one."""
    (tmp_path / "exercises").mkdir()
    course = plan_course(tmp_path / "course", tmp_path / "exercises", None)
    create_course(course, (), lambda _course, _assignment: None)
    monkeypatch.setattr(plugins, "_borrow_sandbox", lambda _converter: sandbox)
    return str(course.root)


@pytest.fixture
def temp_cwd(tmp_path, course_dir, monkeypatch):
    """The working directory, whose settings are those of the course."""
    here = tmp_path / "here"
    here.mkdir()
    settings = (tmp_path / "course" / "nbgrader_config.py").read_text(encoding="utf-8")
    settings = settings.replace("Path(__file__).resolve().parent", f"Path({course_dir!r})")
    (here / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(here)
    # nbgrader calls alembic by name, which lies beside Python
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return str(here)


@pytest.fixture
def db(tmp_path):
    return f"sqlite:///{tmp_path / 'nbgrader_test.db'}"


class TestAutograde(NbgradersOwn):
    """The cases that apply."""

    def _empty_notebook(self, path, kernel=None):
        """Write a notebook without answers; our intake takes none without the assignment's cells.

        So what is handed in as empty has the released cells, and every notebook one of its own.
        """
        super()._empty_notebook(path, kernel)
        notebook = nbformat.read(path, as_version=4)
        course, (step, *_, assignment, name) = Path(path).parents, Path(path).parts[-4:]
        released = course[3] / "release" / assignment / name
        if step == "submitted" and released.is_file():
            notebook.cells = nbformat.read(released, as_version=4).cells
        notebook.cells.append(nbformat.v4.new_markdown_cell("Nothing is asked here."))
        nbformat.write(notebook, path)


for name in (*NOT_OURS, *ASKED_ELSEWHERE):
    assert hasattr(NbgradersOwn, name), name
    setattr(TestAutograde, name, None)
