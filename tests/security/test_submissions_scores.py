"""Hostile notebooks, each a small file in submissions/: each gets what it deserves, no more.

Every file tells its story in one line, which answers it replaces in the reference's notebook,
and what each question must get.
"""

from functools import partial
from pathlib import Path

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook, build_wrong_notebook
from aatulab.authoring.wrong import load_wrong
from aatulab.grading.feedback import render_feedback
from aatulab.grading.grader import Grader
from aatulab.grading.judge import grade_one, grade_submission
from aatulab.grading.policy import Policy
from aatulab.grading.pool import Pool
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.variants import Secret

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).parents[2]
EXERCISE = load_exercise(ROOT / "exercises" / "targeting-1")
HOSTILE = {
    wrong.name: wrong for wrong in load_wrong(EXERCISE, Path(__file__).parent / "submissions")
}
FULL = 14  # the reference's points; the written answer's four are a person's to give


@pytest.fixture(scope="module")
def sandbox():
    with WarmSandbox(grace_s=1.0) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def grader():
    return Grader(EXERCISE, Secret(bytes(range(32))), Policy(cell_s=2.5, wall_s=30))


def hostile_bytes(name):
    return notebook_bytes(build_wrong_notebook(EXERCISE, HOSTILE[name]))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_notebook_gets_what_it_deserves(name, grader, sandbox):
    report = grade_submission(grader, hostile_bytes(name), "mallory", sandbox)
    for question, expected in HOSTILE[name].expect.items():
        result = report.question(question)
        assert result.points == expected.points, (HOSTILE[name].story, result)
        assert expected.status in {None, result.status}, (HOSTILE[name].story, result)
        assert expected.hint in {None, result.finding}, (HOSTILE[name].story, result)


def test_every_attack_of_the_brief_has_its_notebook():
    """Is none of the attacks that grading must stand forgotten?"""
    assert {
        "file-peek",
        "gradebook-and-secret",
        "network",
        "fork-bomb",
        "endless-loop",
        "os-exit",
        "always-equal",
        "assert-deleter",
        "forged-output",
        "gigabyte-printed",
    } <= set(HOSTILE)


def test_submissions_beside_hostile_ones_are_unharmed(tmp_path, grader):
    """Does a class keep its points while some of it attacks?"""
    names = ["fork-bomb", "gigabyte-printed", "os-exit", "memory-bomb", "forged-frames"]
    works = {}
    for number, name in enumerate(names):
        hostile, honest = tmp_path / f"{name}.ipynb", tmp_path / f"honest-{number}.ipynb"
        hostile.write_bytes(hostile_bytes(name))
        honest.write_bytes(notebook_bytes(build_solution_notebook(EXERCISE)))
        works |= {name: hostile, honest.stem: honest}
    with Pool(WarmSandbox, 2) as pool:
        tasks = [partial(grade_one, grader, path, name) for name, path in works.items()]
        reports = {report.trainee: report for report in pool.run_all(tasks)}
    assert len(reports) == len(works)
    honest = {trainee: r.points for trainee, r in reports.items() if "honest" in trainee}
    assert set(honest.values()) == {FULL}, honest
    assert all(reports[name].points < FULL for name in names if name != "gigabyte-printed")


def test_the_feedback_page_runs_nothing_of_the_trainees(grader, sandbox):
    report = grade_submission(grader, hostile_bytes("script-in-text"), "mallory", sandbox)
    page = render_feedback(EXERCISE, report)
    assert "<script" not in page
    assert "onerror" not in page
    assert "&lt;script&gt;alert(&#39;printed&#39;)" in page
    assert "&lt;script&gt;alert(&#39;raised&#39;)" in page


def test_the_same_submission_gets_the_same_report_twice(grader, sandbox):
    data = notebook_bytes(build_solution_notebook(EXERCISE))
    first, second = (grade_submission(grader, data, "ana", sandbox) for _ in range(2))
    assert first.to_json() == second.to_json()
