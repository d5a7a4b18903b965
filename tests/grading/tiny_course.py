"""Grade the tiny exercise in a real course, by a grader of which copies are killed at random.

A program, since copies of it are made with fork, which wants one thread.  Nothing of the grading
is a stand-in but the case, which needs no world, and the sandbox, which has its answers ready:
what is tested is what is written, when, and in what order.

    tiny_course.py make COURSE TRAINEES        makes a course with submissions in it
    tiny_course.py grade COURSE                grades it once
    tiny_course.py generate COURSE             generates its assignment again
    tiny_course.py kill TEMPLATE FOLDER SEED N copies it N times; kills the grader of each copy at
                                               a random moment, then grades it to the end
    tiny_course.py full TEMPLATE DISK FOLDER   grades copies on a small disk that gets full, then
                                               again with room; puts what came out into FOLDER
"""

import importlib.util
import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from aatulab.authoring.exercise import load_exercise
from aatulab.errors import GradingError
from aatulab.grading import batch, judge
from aatulab.grading.batch import Ledger, grade_assignment
from aatulab.grading.collect import open_inbox
from aatulab.grading.course import Course, open_course
from aatulab.grading.environment import environment_digest
from aatulab.grading.grader import Grader
from aatulab.grading.lock import only_grader
from aatulab.grading.nbgrader_bridge import generate
from aatulab.grading.nbgrader_bridge.gradebook import Book
from aatulab.grading.pool import Pool
from aatulab.grading.setup import create_course
from aatulab.grading.store import full_disk_said

UNIT = Path(__file__).parents[1] / "unit" / "grading"
LIMIT = 1_000_000


def load_builders():
    """Return the builders of the unit tests: drafts, the tiny variant, the prepared sandbox."""
    spec = importlib.util.spec_from_file_location("builders", UNIT / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["builders"] = module
    spec.loader.exec_module(module)
    return module


BUILDERS = load_builders()


def build_tiny_case(name, seed=None):
    return SimpleNamespace(number=41), pd.DataFrame({"illicit": [False]}, index=["P1"])


class Desk:
    """A worker in this process, as slow as a sandbox is at least."""

    def __init__(self, grader):
        self.grader, self.sandbox = grader, BUILDERS.FakeSandbox()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def grade(self, path, trainee):
        time.sleep(0.01)
        return judge.grade_one(self.grader, path, trainee, self.sandbox)


def make(root, trainees):
    exercises = root.parent / "exercises"
    shutil.copytree(UNIT / "samples" / "tiny", exercises / "tiny")
    course = Course(root, "aatu", exercises)
    create_course(course, ["tiny"], generate.generate_assignment)
    inbox = root.parent / "inbox"
    inbox.mkdir()
    exercise = load_exercise(exercises / "tiny")
    for number in range(trainees):
        work = BUILDERS.Draft(exercise, {**BUILDERS.ANSWERS, "why": f"Reason {number}."})
        path = inbox / f"trainee-{number}.ipynb"
        path.write_bytes(work.to_bytes())
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


def grade(root):
    course = open_course(root)
    with only_grader(course, "tiny"), full_disk_said(root):
        found = open_inbox(course, "tiny", root.parent / "inbox", LIMIT)
        grader = Grader.of(course, "tiny")
        with Pool(lambda: Desk(grader), 2) as pool, Book(course) as book:
            return grade_assignment(Ledger(course, grader, book), found, pool)


def in_a_copy_of_us(root):
    """Grade in a forked process; give its id."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            grade(root)
            code = 0
        finally:
            os._exit(code)
    return process


def ended(process):
    """Wait for a process; tell whether it ended by itself and well."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def copy(template, folder):
    shutil.copytree(template.parent / "inbox", folder / "inbox")
    shutil.copytree(template, folder / "course")
    return folder / "course"


def kill(template, folder, seed, times):
    draw = random.Random(seed)
    environment_digest()  # takes as long as all the rest; the copies find it done
    calm = copy(template, folder / "calm")
    start = time.perf_counter()
    assert ended(in_a_copy_of_us(calm))
    takes_s = time.perf_counter() - start
    outcome = []
    for number in range(times):
        root = copy(template, folder / f"killed-{number}")
        moment_s = draw.uniform(0.0, takes_s)
        process = in_a_copy_of_us(root)
        time.sleep(moment_s)
        os.kill(process, signal.SIGKILL)
        was_done = ended(process)
        reports = len(list((root / "reports").rglob("*.json")))
        assert ended(in_a_copy_of_us(root)), f"graded after a kill at {moment_s:.3f} s"
        outcome.append({"moment_s": moment_s, "was_done": was_done, "reports": reports})
    print(json.dumps(outcome))


def full(template, disk, folder):
    outcome = []
    for free_kb in (4, 30, 60, 120, 200):
        root = copy(template, disk / "work")
        filler = disk / "filler"
        room = shutil.disk_usage(disk).free - free_kb * 1024
        filler.write_bytes(bytes(room))
        said = ""
        try:
            grade(root)
        except GradingError as error:
            said = str(error)
        reports = len(list((root / "reports").rglob("*.json")))
        filler.unlink()
        grade(root)
        shutil.copytree(root, folder / f"full-{free_kb}" / "course")
        shutil.rmtree(disk / "work")
        outcome.append({"free_kb": free_kb, "said": said, "reports": reports})
    print(json.dumps(outcome))


def main():
    # here, not above: pytest imports every file for its doctests
    generate.build_case = build_tiny_case
    judge.make_variant = BUILDERS.make_tiny_variant
    batch.GROUP = 2  # so that a kill also falls between two transactions
    command, *arguments = sys.argv[1:]
    if command == "make":
        make(Path(arguments[0]), int(arguments[1]))
    elif command == "grade":
        grade(Path(arguments[0]))
    elif command == "generate":
        generate.generate_assignment(open_course(Path(arguments[0])), "tiny")
    elif command == "full":
        full(*map(Path, arguments))
    else:
        kill(Path(arguments[0]), Path(arguments[1]), int(arguments[2]), int(arguments[3]))


if __name__ == "__main__":
    main()
