"""Read the settings of a course as nbgrader itself reads them, the instructor's own included.

They may name another gradebook, or a plug-in for late penalties; whatever we do beside nbgrader
goes by the same.
"""

from typing import Any

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from aatulab.grading.course import Course
from aatulab.grading.nbgrader_bridge.settings import configure

SETTINGS = "nbgrader_config.py"


def load_settings(course: Course) -> Any:
    """Return nbgrader's settings of a course: its file's, or ours when it has none."""
    if (course.root / SETTINGS).is_file():
        return PyFileConfigLoader(SETTINGS, path=str(course.root)).load_config()
    config = Config()
    configure(config, course.root, course.course_id)
    return config


def gradebook_url(course: Course) -> str:
    """Return the URL of the gradebook that nbgrader uses for a course."""
    named = load_settings(course).CourseDirectory.get("db_url", "")
    return str(named or course.database_url)
