"""Every exercise clears the bar: reference, untouched, wrong answers, and nothing given away."""

import json
import re
import time
from functools import cached_property
from pathlib import Path

import pytest

from aatulab.authoring.assignment import build_assignment
from aatulab.authoring.bar import (
    VARIANTS,
    Bench,
    blank_answers,
    check_exercise,
    needs_sandbox,
    reference_answers,
    wrong_answers,
)
from aatulab.authoring.blank import solution_lines
from aatulab.authoring.check import open_checks
from aatulab.authoring.compare import Finding
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.wrong import load_wrong
from aatulab.cases import build_case
from aatulab.values import ChartValue, Number, Sequence, SeriesValue, TableValue

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "exercises").glob("*/exercise.md"))
# each on one variant, the variants in turn: the bar at the end runs all of them on another one
WRONG = [
    pytest.param(
        folder, path.stem, VARIANTS[number % len(VARIANTS)], id=f"{folder.name}-{path.stem}"
    )
    for folder in FOLDERS
    for number, path in enumerate(sorted((folder / "wrong").glob("*.md")))
]

by_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@pytest.fixture(scope="session")
def bench_for():
    """A maker of benches that builds each variant of each exercise once."""
    benches = {}

    def make(folder, seed):
        if (folder, seed) not in benches:
            benches[folder, seed] = OnceBench.set_up(load_exercise(folder), build_case, seed)
        return benches[folder, seed]

    return make


class OnceBench(Bench):
    """A bench that runs the same notebook once, whichever tests ask what it gets."""

    @cached_property
    def known(self):
        return {}

    def find(self, answers, namespace=None):
        key = tuple(sorted(answers.items()))
        if key not in self.known or namespace is not None:
            self.known[key] = super().find(answers, namespace)
        return self.known[key]


def points(question, finding):
    return question.points * finding.fraction if isinstance(finding, Finding) else 0


def test_there_are_exercises():
    assert FOLDERS


@by_folder
@pytest.mark.parametrize("seed", VARIANTS)
def test_reference_earns_full_marks_on_unseen_variants(bench_for, folder, seed):
    bench = bench_for(folder, seed)
    found = bench.find(reference_answers(bench.exercise))
    assert {name: finding.what for name, finding in found.items()} == dict.fromkeys(
        found, "correct"
    )


@by_folder
@pytest.mark.parametrize("seed", VARIANTS)
def test_untouched_notebook_earns_nothing(bench_for, folder, seed):
    bench = bench_for(folder, seed)
    found = bench.find(blank_answers(bench.exercise))
    assert sum(points(bench.exercise.question(n), f) for n, f in found.items()) == 0


@pytest.mark.parametrize(("folder", "name", "seed"), WRONG)
def test_wrong_answer_earns_what_it_states(bench_for, folder, name, seed):
    bench = bench_for(folder, seed)
    wrong = {w.name: w for w in load_wrong(bench.exercise)}[name]
    if needs_sandbox(wrong):
        return  # tests/grading runs it where it can do no harm
    found = bench.find(wrong_answers(bench.exercise, wrong))
    for question_id, expected in wrong.expect.items():
        question = bench.exercise.question(question_id)
        if question.is_manual:
            continue
        finding = found[question_id]
        assert points(question, finding) == pytest.approx(expected.points), question_id
        if expected.hint is not None:
            assert finding.what == expected.hint, question_id


@by_folder
def test_there_are_five_wrong_answers_and_each_tells_its_story(folder):
    wrongs = load_wrong(load_exercise(folder))
    assert len(wrongs) >= 5
    assert all(len(wrong.story.split()) > 5 for wrong in wrongs)


@by_folder
def test_hard_coded_answer_is_right_on_the_visible_case_and_fails_unseen(bench_for, folder):
    """Is there one among the wrong answers that check() believes and the grading does not?"""
    visible, unseen = bench_for(folder, None), bench_for(folder, VARIANTS[0])
    assert any(
        points(unseen.exercise.question(name), unseen.find(answers)[name]) == 0
        for wrong in load_wrong(visible.exercise)
        if not needs_sandbox(wrong)
        for answers in [wrong_answers(visible.exercise, wrong)]
        for name, finding in visible.find(answers).items()
        if isinstance(finding, Finding) and finding.is_correct and wrong.override(name) is not None
    )


@by_folder
def test_student_files_hold_no_line_of_solution_or_inputs(bench_for, folder):
    bench = bench_for(folder, None)
    files = build_assignment(bench.exercise, bench.case, bench.context)
    notebook = json.loads(files[f"{bench.exercise.assignment}.ipynb"])
    shown = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    checks = json.dumps(json.loads(files[f"{bench.exercise.assignment}.checks.json"]))
    secret = [
        line
        for cell in bench.exercise.cells
        if cell.kind in {"answer", "inputs"}
        for line in solution_lines(bench.exercise.question(cell.question), cell)
    ]
    assert len(secret) > 20
    lines = {line.strip() for line in shown.splitlines()}
    assert [line for line in secret if line in lines or line in checks] == []
    assert "[inputs" not in shown


@by_folder
def test_checks_hold_no_value_of_the_reference(bench_for, folder):
    bench = bench_for(folder, None)
    files = build_assignment(bench.exercise, bench.case, bench.context)
    data = json.loads(files[f"{bench.exercise.assignment}.checks.json"])
    for known in data["known"].values():
        known.pop("inputs", None)  # arguments of a function are shown on purpose
    text = json.dumps(data["known"])
    values = [v for answer in bench.reference.answers.values() for v in scalars_of(answer)]
    words = {str(v) for v in values if isinstance(v, str)} | set(bench.context.population)
    assert len(words) > 200
    assert [word for word in words if word in text] == []
    numbers = {round(v, 4) for v in values if isinstance(v, float) and not v.is_integer()}
    stored = {round(abs(float(n)), 4) for n in re.findall(r"-?\d+\.\d+", text)}
    # a sum of sixteen values may equal another value by chance; some exercises hold no fractions
    assert len(numbers & stored) < 5


def scalars_of(answer):
    match answer:
        case Number():
            return [answer.value]
        case Sequence():
            return answer.items
        case SeriesValue():
            return answer.values
        case TableValue():
            return [value for column in answer.data for value in column]
        case ChartValue():
            return [value for mark in answer.marks for value in mark.y]
        case _:
            return []


@by_folder
def test_student_files_are_built_twice_to_identical_bytes(bench_for, folder):
    first, second = (
        build_assignment(bench.exercise, bench.case, bench.context)
        for bench in (
            bench_for(folder, None),
            Bench.set_up(load_exercise(folder), build_case, None),
        )
    )
    assert first == second


def answers_by_name(exercise):
    """Give the reference, the untouched notebook and the wrong ones, by name."""
    yield "reference", reference_answers(exercise)
    yield "untouched", blank_answers(exercise)
    for wrong in load_wrong(exercise):
        if not needs_sandbox(wrong):
            yield wrong.name, wrong_answers(exercise, wrong)


@by_folder
def test_check_says_of_every_notebook_what_the_judge_says(bench_for, folder, tmp_path):
    bench = bench_for(folder, None)
    for name, content in build_assignment(bench.exercise, bench.case, bench.context).items():
        (tmp_path / name).write_bytes(content)
    check = open_checks(bench.exercise.assignment, tmp_path)
    for name, answers in answers_by_name(bench.exercise):
        namespace = {}  # as a trainee's kernel holds the variables
        for question_id, finding in bench.find(answers, namespace).items():
            began = time.process_time()
            card = check.look(question_id, namespace)
            assert time.process_time() - began < 0.3
            is_right = isinstance(finding, Finding) and finding.is_correct
            assert (card.mood == "right") is is_right, (name, question_id, card)
            assert (card.mood == "open") is (name == "untouched"), (name, question_id, card)


@by_folder
def test_the_bar_as_the_command_runs_it_is_cleared(folder):
    assert [str(slip) for slip in check_exercise(folder, build_case, variants=(404,))] == []
