"""nbgrader's settings for a course, in one place for every way in.

Used by `grading/nbgrader_config.py`, by the `nbgrader_config.py` in each course, and by our own
calls.  Classes are named as text, so reading the settings imports nothing of nbgrader.
"""

from pathlib import Path
from typing import Any

from aatulab.authoring.asked import asked_path
from aatulab.grading import DEFAULT_COURSE_ID
from aatulab.grading.course import kept_database

PLUGINS = "aatulab.grading.nbgrader_bridge.plugins"
GENERATION = "aatulab.grading.nbgrader_bridge.generation"
LARGEST_KB = 20_000
# nbgrader's own, and what check() keeps for the learner alone: it is not handed in
NOT_HANDED_IN = (
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    asked_path(Path(), "*").name,
)

# nbgrader's own, with ours where an exercise of ours, or a gradebook with submissions in it, asks
# for more than nbgrader can
GENERATE_STEPS = (
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    f"{GENERATION}.ClearOrdinarySolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    f"{GENERATION}.UpdateCells",
    f"{GENERATION}.StashTests",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    f"{GENERATION}.KeepMarking",
)
SANITIZE_STEPS = (f"{PLUGINS}.RestoreCells", "nbgrader.preprocessors.CheckCellMetadata")
AUTOGRADE_STEPS = (
    f"{PLUGINS}.GradeInSandbox",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
FEEDBACK_EXPORTER = f"{PLUGINS}.FeedbackExporter"
EXPORT_PLUGIN = "aatulab.grading.nbgrader_bridge.export.SafeCsvExporter"


def configure(c: Any, root: Path, course_id: str = DEFAULT_COURSE_ID) -> None:
    """Set up nbgrader for the course in a folder; `c` is traitlets' configuration object."""
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = course_id
    c.CourseDirectory.max_file_size = LARGEST_KB
    c.CourseDirectory.ignore = list(NOT_HANDED_IN)
    if database := kept_database(root):
        c.CourseDirectory.db_url = database
    c.Exchange.root = str(root / "exchange")
    c.Exchange.cache = str(root / "cache")
    c.NbGrader.logfile = ""
    c.GenerateAssignment.preprocessors = list(GENERATE_STEPS)
    c.Autograde.sanitize_preprocessors = list(SANITIZE_STEPS)
    c.Autograde.autograde_preprocessors = list(AUTOGRADE_STEPS)
    c.GenerateFeedback.exporter_class = FEEDBACK_EXPORTER
    c.GenerateFeedback.preprocessors = []
    # a page says what report and gradebook say now; there is nothing in the old one to keep
    c.GenerateFeedback.force = True
    c.ExportApp.plugin_class = EXPORT_PLUGIN
    c.HTMLExporter.sanitize_html = True
