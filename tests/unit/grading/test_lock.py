import os
import signal
import subprocess
import sys

import pytest

from aatulab.errors import GradingError
from aatulab.grading.lock import only_grader

HOLD = """
import sys, time
from pathlib import Path
from aatulab.grading.course import open_course
from aatulab.grading.lock import only_grader
with only_grader(open_course(Path(sys.argv[1])), "tiny"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(course):
    """Another process that grades the course's assignment."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(course.root)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_grader_is_told_who_is_at_work(course, holder):
    busy = f"tiny of the course in .* is being graded already, by process {holder.pid}"
    with pytest.raises(GradingError, match=busy), only_grader(course, "tiny"):
        pass


def test_another_assignment_can_be_graded_meanwhile(course, holder):
    with only_grader(course, "other-1"):
        pass


def test_a_killed_grader_leaves_no_lock_behind(course, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with only_grader(course, "tiny"):
        pass


def test_who_waits_gets_the_lock_when_it_is_free(course, holder):
    os.kill(holder.pid, signal.SIGKILL)
    with only_grader(course, "tiny", wait=True):
        pass


def test_the_lock_is_given_back(course):
    for _ in range(2):
        with only_grader(course, "tiny"):
            pass
