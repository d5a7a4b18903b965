"""What the lesson on bags, cargo and parcels says of its shed is so; the exercise agrees."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.inspection import goods
from aatulab.inspection.xray.training.detection import rate_interval

EXERCISE = Path(__file__).parents[2] / "exercises" / "inspection-3"
NOW = pd.Timestamp("2026-05-12 05:30", tz="Europe/Madrid")


@pytest.fixture(scope="module")
def lesson():
    """Return log, shed, truth, groups and table as the lesson's cells make them."""
    rng = np.random.default_rng(20)
    log = goods.practice_openings(NOW, rng)
    shed, truth = goods.practice_shed(NOW, rng)
    groups = goods.group_of(goods.all_questions(shed, goods.packed_table()))
    table = goods.opening_table(shed, groups, goods.rates(log))
    return log, shed.set_index("unit"), truth, groups, table


def test_shed_is_as_long_as_two_days(lesson):
    _, shed, *_ = lesson
    assert len(shed) == 120
    assert 40 < shed.minutes.sum() / 60 < 50


def test_one_unit_cannot_be_coffee_and_the_others_are_named_as_they_are(lesson):
    _, shed, truth, groups, _ = lesson
    said = goods.density_question(shed.reset_index(), goods.packed_table())
    assert said[said == "impossible"].index.tolist() == ["U070"]
    assert shed.goods["U070"] == shed.goods["U103"] == "COFFEE BEANS"
    assert (said["U009"], said["U103"]) == ("heavy", "")
    assert truth.found["U070"]
    assert not truth.found["U009"]
    assert 9 <= shed.arrived_kg["U040"] - shed.accepted_kg["U040"] < 9.5
    assert shed.kind["U040"] == "bag"
    assert shed.goods["U004"] == "BRASS FITTINGS"
    assert shed.seal_accepted["U004"] != shed.seal_arrived["U004"]
    assert shed.pieces_arrived["U004"] == shed.pieces["U004"] + 1
    assert shed.resealed_by["U023"]
    assert groups["U023"] == "none"


def test_log_says_what_the_lesson_reads_in_it(lesson):
    counted = goods.rates(lesson[0])
    assert counted.loc["none", ["opened", "found"]].tolist() == [114, 3]
    assert 0.23 < counted.chance["density"] < 0.28
    assert counted.chance["weight"] < 0.05
    quiet = (lesson[3] == "none").sum()
    sure = rate_interval(3, 114)
    assert quiet == 93
    assert (round(100 * sure.low), round(100 * sure.high)) == (1, 7)


def test_five_units_by_hand_are_as_the_lesson_says():
    chance, minutes = [0.26, 0.26, 0.24, 0.10, 0.24], [29, 9, 14, 6, 16]
    names = np.array(list("ABCDE"))
    assert "".join(names[goods.first_by_ratio(chance, minutes, 40)]) == "BCD"
    assert "".join(names[goods.best_choice(chance, minutes, 40)]) == "BCE"
    assert sum(minutes[i] for i in (1, 2, 3)) == 40 - 11


def test_best_gains_a_few_hundredths_and_half_the_time_brings_more_than_half(lesson):
    table = lesson[4]
    asked = table[table.group != "none"]
    worth = [
        asked.chance.iloc[choose(asked.chance, asked.minutes, 240)].sum()
        for choose in (goods.first_by_ratio, goods.best_choice)
    ]
    assert 0 < worth[1] - worth[0] < 0.06
    half = asked.chance.iloc[goods.first_by_ratio(asked.chance, asked.minutes, 120)].sum()
    assert half > 0.6 * worth[0]
    order = table.sort_values("per_hour", ascending=False)
    spent = order.minutes.cumsum()
    assert order.chance[spent <= 60].sum() > order.chance[spent > spent.max() - 600].sum()


def test_numbers_of_the_self_check_are_right():
    assert 90 / goods.litres(50, 40, 30) == pytest.approx(1.5)
    assert goods.PACKED["BRASS FITTINGS"].solid > 80 / 20
    assert goods.PACKED["BRASS FITTINGS"].most < 80 / 20
    assert 3 * 0.15 > 0.30
    assert 20 / 16 > 24 / 32


@pytest.mark.parametrize("seed", [None, 5])
def test_exercise_finds_what_the_room_finds(seed):
    """Two ways to the same: pandas in the exercise, the functions of goods here."""
    case = build_case("first-watch", seed=seed)[0]
    answers = run_trusted(load_exercise(EXERCISE), case).answers
    rng = np.random.default_rng(list(" ".join(case.bookings.pnr.head(9)).encode()))
    log = goods.practice_openings(case.as_of, rng)
    shed, _ = goods.practice_shed(case.as_of, rng)
    packed = goods.packed_table()
    said = goods.density_question(shed, packed)
    odd = dict(zip(*answers["odd"].data, strict=True))
    assert odd == said[said != ""].to_dict()
    flags = goods.arrival_questions(shed)
    raised = {(unit, name) for name in flags for unit in flags.index[flags[name]]}
    assert set(zip(*answers["differs"].data, strict=True)) == raised
    table = goods.opening_table(
        shed, goods.group_of(goods.all_questions(shed, packed)), goods.rates(log)
    )
    asked = table[table.group != "none"]
    chosen = asked.index[goods.first_by_ratio(asked.chance, asked.minutes, 240)]
    assert set(answers["plan"].items) == set(chosen)
    assert len({what for _, what in raised}) == 4  # every question is there
