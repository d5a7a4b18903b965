"""Hostile files, names and notebooks as they are handed in: one small file each in handed_in/.

A file tells its story, puts something on the desk of the course (an inbox of files, or the
exchange), and says who is graded with how many points and why the rest is refused.  Nothing of
it may reach another's work, hang the grader, or trick a terminal, a browser or a spreadsheet.
"""

import importlib.util
import json
from pathlib import Path

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook, build_student_notebook
from aatulab.grading import judge
from aatulab.grading.collect import collect, submitted_trainees
from aatulab.grading.course import Course
from aatulab.grading.feedback import render_feedback
from aatulab.grading.grader import Grader
from aatulab.grading.nbgrader_bridge.notebook import build_graded_notebook
from aatulab.grading.policy import Policy
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.variants import Secret, create_secret

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).parents[2]
EXERCISE = load_exercise(ROOT / "exercises" / "targeting-1")
SOLUTION = notebook_bytes(build_solution_notebook(EXERCISE))
UNTOUCHED = notebook_bytes(build_student_notebook(EXERCISE))
CORPUS = Path(__file__).parent / "handed_in"
FAMILIES = {
    "cell-tampering", "paths-and-links", "files-that-unpack", "markup", "spreadsheets",
    "unicode-ids",
}  # fmt: skip
HOSTILE = {
    path.relative_to(CORPUS).with_suffix("").as_posix(): path
    for path in sorted(CORPUS.glob("*/*.py"))
}


class Desk:
    """Where work is handed in: a folder of files, the exchange, and the course behind them."""

    def __init__(self, root):
        self.assignment = EXERCISE.assignment
        self.course = Course(root / "course", "aatu", ROOT / "exercises")
        self.inbound = self.course.inbound
        self.inbound.mkdir(parents=True)
        create_secret(self.course.secret_path)
        self.secret = self.course.secret_path.read_bytes()
        self.inbox = root / "inbox"
        self.inbox.mkdir()

    def solution(self):
        return json.loads(SOLUTION)

    def untouched(self):
        return json.loads(UNTOUCHED)

    def answer(self, question):
        return EXERCISE.answer(question).source

    def place(self, work, grade_id):
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in work["cells"]]
        return ids.index(grade_id)

    def insert(self, work, place, source, metadata=None, kind="code"):
        cell = {"cell_type": kind, "source": source, "metadata": metadata or {"nbgrader": {"x": 1}}}
        work["cells"].insert(place, cell | {"id": f"own-{place}", "outputs": []})

    def write(self, path, work):
        path.write_text(json.dumps(work))

    def put(self, name, work):
        self.write(self.inbox / name, work)

    def exchange(self, trainee, time, work):
        place = (
            self.inbound / f"{trainee}+{self.assignment}+{time}+{len(list(self.inbound.iterdir()))}"
        )
        place.mkdir()
        self.write(place / f"{self.assignment}.ipynb", work)
        (place / "submission_secret.txt").write_text("token")
        return place


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def grader():
    return Grader(EXERCISE, Secret(bytes(range(32))), Policy(cell_s=5, wall_s=30))


@pytest.fixture(scope="module")
def grade(grader):
    """Grade a submission; all trainees have one unseen case, which is built once."""
    kept = {}
    make = judge.make_variant

    def variant(exercise, secret, _trainee, _references):
        kept.setdefault("case", make(exercise, secret, "mallory"))
        return kept["case"]

    with pytest.MonkeyPatch.context() as patch, WarmSandbox() as sandbox:
        patch.setattr(judge, "make_variant", variant)
        yield lambda path, trainee: judge.grade_one(grader, path, trainee, sandbox)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_handed_in_gets_what_it_deserves(name, desk, grade, grader, active_parts):
    attack = load(HOSTILE[name])
    attack.hand_in(desk)
    around = files_around(desk)

    limit = grader.policy.notebook_bytes
    taken = [collect(desk.course, desk.assignment, folder, limit) for folder in (None, desk.inbox)]
    said = [f"{r.trainee}: {r.reason}" for c in taken for r in c.refusals]
    said += [note for c in taken for note in c.notes]
    trainees, refusals = submitted_trainees(desk.course, desk.assignment)
    assert not refusals

    points = {}
    for trainee in trainees:
        report = grade(desk.course.submitted_notebook(trainee, desk.assignment), trainee)
        assert report.status != "failed", (attack.__doc__, report.notes)
        if report.status == "refused":
            said += [f"{trainee}: {note}" for note in report.notes]
            continue
        points[trainee] = {result.question: result.points for result in report.questions}
        check_pages(grader, desk, report, active_parts)

    assert set(points) == set(attack.EXPECT), (attack.__doc__, said)
    for trainee, expected in attack.EXPECT.items():
        got = points[trainee]
        if isinstance(expected, dict):
            assert {question: got[question] for question in expected} == expected, attack.__doc__
        else:
            assert sum(got.values()) == expected, (attack.__doc__, got)
    check_said(said, attack)
    assert desk.course.secret_path.read_bytes() == desk.secret
    assert files_around(desk) == around


def check_said(said, attack):
    """Is each refusal told once, in words that no terminal and no page obeys?"""
    refused = [sentence for sentence in said if "the newest counts" not in sentence]
    assert len(refused) == len(attack.REFUSED), (attack.__doc__, said)
    for part in attack.REFUSED:
        assert any(part in sentence for sentence in refused), (part, refused)
    assert all(sentence.isprintable() for sentence in said), said


def check_pages(grader, desk, report, active_parts):
    """Is what trainee and instructor open in a browser free of anything that runs?"""
    page = render_feedback(EXERCISE, report)
    path = desk.course.submitted_notebook(report.trainee, desk.assignment)
    graded = build_graded_notebook(grader.read(path)[1], report)
    texts = [cell.source for cell in graded.cells if cell.cell_type == "markdown"]
    assert active_parts(page) == []
    assert active_parts("\n\n".join(texts), links=True) == []
    outputs = [o for cell in graded.cells for o in cell.get("outputs", [])]
    assert {o.output_type for o in outputs} <= {"stream", "display_data"}
    assert all(set(o.get("data", {})) <= {"image/png", "text/plain"} for o in outputs)


def files_around(desk):
    """Return everything beside the course and its own folders: nothing may appear there."""
    own = {"submitted", "reports"}
    places = [desk.inbox.parent, desk.inbox, desk.course.root, desk.course.root / "autograded"]
    return {
        str(path)
        for place in places
        if place.is_dir()
        for path in place.iterdir()
        if path.name not in own
    }


def test_every_family_of_tricks_is_there():
    assert {name.partition("/")[0] for name in HOSTILE} == FAMILIES
    stories = [load(path).__doc__ for path in HOSTILE.values()]
    assert all(story.endswith(".") and "\n" not in story for story in stories)
