"""The exercise on the ladder finds what the lesson's own check finds."""

from pathlib import Path

import numpy as np
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.inspection import search

EXERCISE = Path(__file__).parents[2] / "exercises" / "inspection-1"


@pytest.mark.parametrize("seed", [None, 5])
def test_exercise_finds_what_the_check_finds(seed):
    case = build_case("first-watch", seed=seed)[0]
    answers = run_trusted(load_exercise(EXERCISE), case).answers
    rng = np.random.default_rng(list(" ".join(case.bookings.pnr.head(9)).encode()))
    findings = search.check_measures(search.practice_measures(case.as_of, rng, people=160))
    today = search.practice_selection(case, rng)

    def found(*rules):
        return {finding.line for finding in findings if finding.rule in rules}

    def listed(name):
        return set(map(int, answers[name].items))

    assert listed("went-on") == found("after")
    assert listed("left-out") == found("jump")
    assert listed("no-ground") == found("ground")
    assert set(map(int, answers["upper"].data[0])) == found("alone", "approval")
    assert set(answers["shift"].items) == set(search.first_by_points(today, 480))
    assert all(found(rule) for rule in ("after", "jump", "ground", "alone"))
