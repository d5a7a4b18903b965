"""Hostile notebooks, each a small file in submissions/<family>/: each gets what it deserves.

A file tells its story in one line, which answers it replaces in the reference's or in the
untouched notebook, and what questions must get; a question that it does not name gets all of
its points from the reference and none from the untouched notebook.  All of them are graded in
one batch, honest notebooks between them, two at a time, as a class would be.
"""

import functools
import re
from functools import partial
from pathlib import Path

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook, build_wrong_notebook
from aatulab.authoring.wrong import load_wrong
from aatulab.grading import judge
from aatulab.grading.feedback import render_feedback
from aatulab.grading.grader import Grader
from aatulab.grading.policy import Policy
from aatulab.grading.pool import Pool
from aatulab.grading.report import Report
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.variants import Secret

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).parents[2]
EXERCISE = load_exercise(ROOT / "exercises" / "targeting-1")
CORPUS = Path(__file__).parent / "submissions"
FAMILIES = (
    *("value-forgery", "interpreter-patching", "output-forgery", "reading-files"),
    *("memory-and-descriptors", "signals", "bombs", "endless", "network", "markup", "unicode"),
)
HOSTILE = {
    f"{family}/{wrong.name}": wrong
    for family in FAMILIES
    for wrong in load_wrong(EXERCISE, CORPUS / family)
}
HONEST = {wrong.name: wrong for wrong in load_wrong(EXERCISE)}
EVERY = 8  # so many hostile notebooks stand between two honest ones
FULL = 14  # the reference's points; the written answer's four are a person's to give


@pytest.fixture(scope="module")
def grader():
    """Short limits, so that loops and bombs end soon; a case for each name is built once."""
    policy = Policy(cell_s=4, wall_s=20, cpu_s=15, memory_bytes=640 * 1024**2)
    return Grader(EXERCISE, Secret(bytes(range(32))), policy)


@pytest.fixture(scope="module")
def quick_variants():
    """Build the unseen case of a trainee once: all the attackers share mallory's."""
    with pytest.MonkeyPatch.context() as patch:
        kept = {}
        patch.setattr(judge, "make_variant", kept_by_trainee(judge.make_variant, kept))
        yield kept


def kept_by_trainee(make, kept):
    @functools.wraps(make)
    def variant(exercise, secret, trainee, _references):
        if trainee not in kept:
            kept[trainee] = make(exercise, secret, trainee)
        return kept[trainee]

    return variant


def hostile_bytes(name):
    return notebook_bytes(build_wrong_notebook(EXERCISE, HOSTILE[name]))


def honest_works():
    """Return honest notebooks by name: the reference, and the mistakes that people make."""
    works = {"reference": notebook_bytes(build_solution_notebook(EXERCISE))}
    return works | {
        name: notebook_bytes(build_wrong_notebook(EXERCISE, wrong))
        for name, wrong in HONEST.items()
    }


@pytest.fixture(scope="module")
def reports(request, grader, quick_variants):
    """Grade the attacks that this run of pytest has chosen, honest work between them."""
    chosen = {item.callspec.params["name"] for item in request.session.items if is_of_corpus(item)}
    honest = list(honest_works().items())
    tasks = []
    for number, name in enumerate(n for n in HOSTILE if n in chosen):
        if number % EVERY == 0:
            who, data = honest[number // EVERY % len(honest)]
            tasks.append(partial(grade_as, grader, f"honest/{number}/{who}", data, who))
        tasks.append(partial(grade_as, grader, name, hostile_bytes(name), "mallory"))
    with Pool(lambda: WarmSandbox(grace_s=0.7), 2) as pool:
        return dict(pool.run_all(tasks))


def is_of_corpus(item):
    return "name" in getattr(getattr(item, "callspec", None), "params", {})


def grade_as(grader, name, data, trainee, sandbox):
    return name, judge.grade_submission(grader, data, trainee, sandbox)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_notebook_gets_what_it_deserves(name, reports):
    wrong, report = HOSTILE[name], reports[name]
    for question in EXERCISE.questions:
        result = report.question(question.id)
        said = (wrong.story, result)
        expected = wrong.expect.get(question.id)
        if expected is None:
            full = wrong.base == "solution" and not question.is_manual
            assert result.points == (question.points if full else 0), said
            continue
        assert result.points == expected.points, said
        assert expected.status in {None, result.status}, said
        assert expected.hint in {None, result.finding}, said


@pytest.mark.parametrize("name", HOSTILE)
def test_its_report_and_its_page_run_nothing_and_trick_nobody(name, reports, active_parts):
    """Is what it printed, raised and drew harmless on a screen and in a browser?"""
    report = reports[name]
    shown = [*report.notes, *(r.hint for r in report.questions)]
    assert all(text.replace("\n", " ").isprintable() for text in shown), shown
    for result in report.questions:
        printed = result.evidence.printed.replace("\n", " ").replace("\t", " ")
        assert printed.isprintable(), printed
        assert len(printed) < 5_000
    assert active_parts(render_feedback(EXERCISE, report)) == []
    assert Report.from_json(report.to_json()) == report


def test_honest_notebooks_beside_them_get_what_they_get_alone(grader, reports):
    """Does a class keep its points, and every word of its feedback, while some of it attacks?"""
    works = honest_works()
    beside = {name: report for name, report in reports.items() if name.startswith("honest/")}
    assert beside
    alone = {}
    with WarmSandbox() as sandbox:
        for name in beside:
            who = name.rpartition("/")[2]
            if who not in alone:
                alone[who] = judge.grade_submission(grader, works[who], who, sandbox)
    for name, report in beside.items():
        assert report.to_json() == alone[name.rpartition("/")[2]].to_json()


def test_no_sentence_of_any_report_names_a_booking_or_a_phone_of_the_unseen_case(
    reports, quick_variants
):
    """Is the hidden case hidden in all that is said about these hundred answers to it?"""
    assert reports
    for name, report in reports.items():
        variant = quick_variants[report.trainee]
        phones = variant.reference.answers["shared-phones"]
        hidden = {*variant.context.population, *phones.data[0]}
        words = re.findall(
            r"\+?\w+", " ".join([*report.notes, *(r.hint for r in report.questions)])
        )
        assert not hidden & set(words), name


def test_no_attack_left_anything_on_this_machine(reports):
    assert reports
    assert not list(Path("/tmp").glob("aatulab-was-here*"))
    assert not list(Path("/dev/shm").glob("answers*"))


def test_every_family_of_attacks_is_there():
    """Is none of the attacks that grading must stand forgotten?"""
    assert sorted(path.name for path in CORPUS.iterdir()) == sorted(FAMILIES)
    assert all(any(name.startswith(f"{family}/") for name in HOSTILE) for family in FAMILIES)
    assert len(HOSTILE) >= 60
    assert all("\n" not in wrong.story and wrong.story.endswith(".") for wrong in HOSTILE.values())


def test_the_same_submission_gets_the_same_report_twice(grader, quick_variants):
    data = notebook_bytes(build_solution_notebook(EXERCISE))
    with WarmSandbox() as sandbox:
        first, second = (judge.grade_submission(grader, data, "ana", sandbox) for _ in range(2))
    assert first.to_json() == second.to_json()
    assert first.points == FULL
