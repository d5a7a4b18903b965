"""The exercise on eight readers agrees with the trainer's own statistics."""

import math
from pathlib import Path

import numpy as np
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.inspection import reading
from aatulab.inspection.xray.imaging.box import Box
from aatulab.inspection.xray.training.detection import (
    Counts,
    measure_detection,
    rate_interval,
)
from aatulab.inspection.xray.training.reliability import one_event, spearman_brown
from aatulab.inspection.xray.training.trials import MARGIN_PX

EXERCISE = Path(__file__).parents[2] / "exercises" / "inspection-2"


def is_hit(row):
    if not (row.holds and row.stopped):
        return False
    box = Box(int(row.left), int(row.top), int(row.right), int(row.bottom))
    return box.holds(row.column, row.row, MARGIN_PX)


@pytest.fixture(scope="module", params=[None, 5])
def solved(request):
    case = build_case("first-watch", seed=request.param)[0]
    answers = run_trusted(load_exercise(EXERCISE), case).answers
    rng = np.random.default_rng(list(" ".join(case.bookings.pnr.head(9)).encode()))
    table = reading.practice_readings(rng)
    return answers, table.assign(hit=[is_hit(row) for row in table.itertuples()])


def measured(rows):
    held, clean = rows[rows.holds], rows[~rows.holds]
    return measure_detection(
        Counts(int(held.hit.sum()), len(held), int(clean.stopped.sum()), len(clean))
    )


def test_hits_and_measures_are_the_trainers(solved):
    answers, table = solved
    drill = table[table.sitting == "drill"]
    own = {reader: measured(rows) for reader, rows in drill.groupby("reader")}
    assert list(answers["hits"].values) == [one.counts.hits for one in own.values()]
    _, distances, lines = answers["measures"].data
    assert list(distances) == pytest.approx([one.d_prime for one in own.values()])
    assert list(lines) == pytest.approx([one.criterion for one in own.values()])
    queue = table[table.sitting == "queue"].groupby("reader")
    moved = [measured(rows).criterion - own[reader].criterion for reader, rows in queue]
    assert list(answers["moved"].values) == pytest.approx(moved)
    assert np.mean(moved) > 0.2


def test_the_margin_matters_and_so_do_marks_far_off(solved):
    _, table = solved
    stopped = table[table.holds & table.stopped]
    strict = [
        Box(int(r.left), int(r.top), int(r.right), int(r.bottom)).holds(r.column, r.row)
        for r in stopped.itertuples()
    ]
    assert sum(strict) < stopped.hit.sum() < len(stopped)


def test_weak_is_whose_whole_interval_lies_low(solved):
    answers, table = solved
    held = table[table.holds & (table.sitting == "drill")]
    rate = held.hit.mean()
    low = {
        name
        for name, rows in held.groupby("category")
        if rate_interval(int(rows.hit.sum()), len(rows)).high < rate
    }
    assert set(answers["weak"].items) == low
    assert len(low) >= 1


def test_what_the_example_says_of_64_objects_is_so():
    assert spearman_brown(one_event(), 64) == pytest.approx(0.6, abs=0.01)
    times = 0.7 * (1 - 0.6) / (0.6 * (1 - 0.7))
    assert 99 <= math.ceil(64 * times) <= 100
