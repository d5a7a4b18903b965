"""What a course's settings promise to whoever works in it."""

from fnmatch import fnmatch
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from aatulab.authoring.asked import asked_path
from aatulab.grading.nbgrader_bridge.settings import configure


def test_what_check_keeps_for_the_learner_is_not_handed_in(tmp_path):
    config = Config()
    configure(config, tmp_path)
    ignored = CourseDirectory(config=config).ignore
    assert set(CourseDirectory.ignore.default_args[0]) <= set(ignored)
    kept = asked_path(Path(), "targeting-1").name
    assert any(fnmatch(kept, pattern) for pattern in ignored)
    assert not any(fnmatch("targeting-1.ipynb", pattern) for pattern in ignored)
    assert not any(fnmatch("my-self-checks.json", pattern) for pattern in ignored)
