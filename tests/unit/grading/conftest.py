"""A tiny exercise, notebooks of it, and a sandbox that gives prepared answers."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from aatulab.authoring.compare import Context
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_student_notebook
from aatulab.authoring.reference import run_trusted
from aatulab.grading.course import Course
from aatulab.grading.grader import Grader
from aatulab.grading.policy import Policy
from aatulab.grading.sandbox import StepResult, Transcript
from aatulab.grading.variant import Variant
from aatulab.grading.variants import Secret, create_secret

SAMPLES = Path(__file__).parent / "samples"
ANSWERS = {
    "answer-total": "total = case.number + 1",
    "answer-twice": "def twice(number):\n    return number * 2",
    "why": "Since I counted.",
}


@pytest.fixture(scope="session")
def tiny():
    return load_exercise(SAMPLES / "tiny")


@pytest.fixture
def grader(tiny, monkeypatch):
    """A grader of the tiny exercise, whose case needs no world."""
    monkeypatch.setattr("aatulab.grading.judge.make_variant", make_tiny_variant)
    return Grader(tiny, Secret(bytes(32)), Policy())


def make_tiny_variant(exercise, secret, trainee, references=None):
    case = SimpleNamespace(number=41)
    return Variant({}, run_trusted(exercise, case), Context(frozenset(), frozenset()))


@pytest.fixture
def variant(tiny):
    return make_tiny_variant(tiny, None, "ana")


class Draft:
    """A submission being put together, cell by cell."""

    def __init__(self, exercise, answers):
        self.notebook = json.loads(notebook_bytes(build_student_notebook(exercise)))
        for grade_id, source in answers.items():
            self.cell(grade_id)["source"] = source

    @property
    def cells(self):
        return self.notebook["cells"]

    def place(self, grade_id):
        ids = [c["metadata"].get("nbgrader", {}).get("grade_id") for c in self.cells]
        return ids.index(grade_id)

    def cell(self, grade_id):
        return self.cells[self.place(grade_id)]

    def drop(self, grade_id):
        self.cells.pop(self.place(grade_id))
        return self

    def insert(self, place, source, kind="code", grade_id=None):
        metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
        cell = {"cell_type": kind, "source": source, "metadata": metadata, "id": f"x{place}"}
        if kind == "code":
            cell |= {"outputs": [], "execution_count": None}
        self.cells.insert(place, cell)
        return self

    def to_bytes(self):
        return json.dumps(self.notebook).encode()


@pytest.fixture
def draft(tiny):
    """A maker of submissions: the reference's answers, or others, or none."""

    def make(answers=ANSWERS, **others):
        given = {name.replace("_", "-"): source for name, source in others.items()}
        return Draft(tiny, {**answers, **given})

    return make


RIGHT = {
    "ask-total": {
        "values": {"total": {"kind": "number", "value": 42}},
    },
    "ask-twice": {
        "values": {"twice": {"kind": "unsupported", "type": "builtins.function"}},
        "calls": {"twice": tuple({"kind": "number", "value": n} for n in (2, 4, 82))},
    },
}


@dataclass
class FakeSandbox:
    """Answers every job with prepared results by step id; the right ones unless told."""

    results: dict = field(default_factory=lambda: dict(RIGHT))
    status: str = "finished"
    detail: str = ""
    jobs: list = field(default_factory=list)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def run(self, job):
        self.jobs.append(job)
        steps = [
            StepResult(**{"id": step.id, "status": "ok", **self.results.get(step.id, {})})
            for step in job.steps
        ]
        return Transcript(tuple(steps), self.status, self.detail)


@pytest.fixture
def fake_sandbox():
    return FakeSandbox


@pytest.fixture
def right_results():
    return dict(RIGHT)


@pytest.fixture
def course(tmp_path):
    """A course with the tiny exercise, without a gradebook."""
    exercises = tmp_path / "exercises"
    shutil.copytree(SAMPLES / "tiny", exercises / "tiny")
    root = tmp_path / "course"
    (root / "submitted").mkdir(parents=True)
    made = Course(root, "aatu", exercises)
    (root / "course.json").write_bytes(made.card())
    create_secret(made.secret_path)
    return made
