import json
import subprocess
import sys

import pytest

from aatulab.errors import GradingError
from aatulab.grading.course import open_course


def test_a_course_is_opened_as_it_was_made(course):
    assert open_course(course.root) == course
    assert course.assignments() == ("tiny",)


def test_a_folder_without_a_course_says_how_to_make_one(tmp_path):
    with pytest.raises(GradingError, match="aatulab course create"):
        open_course(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"course": "x"}', "null"])
def test_a_damaged_card_is_named(course, text):
    (course.root / "course.json").write_text(text)
    with pytest.raises(GradingError, match=r"course\.json: expected the keys course and exercises"):
        open_course(course.root)


def test_a_checkout_that_was_moved_is_said(course):
    record = json.loads(course.card())
    record["exercises"] = str(course.root / "gone")
    (course.root / "course.json").write_text(json.dumps(record))
    with pytest.raises(GradingError, match="there is no folder"):
        open_course(course.root)


def test_courses_and_settings_import_neither_nbgrader_nor_pandas():
    """Do the lab's start (it reads the settings) and a course up to date come at once?"""
    code = (
        "import sys, aatulab.grading.course, aatulab.grading.nbgrader_bridge.settings\n"
        "heavy = {'nbgrader', 'nbconvert', 'pandas', 'sqlalchemy', 'matplotlib', 'IPython'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
