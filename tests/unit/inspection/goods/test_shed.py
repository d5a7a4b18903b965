"""Each story of the practice shed raises the questions it should, and the plan keeps its lot."""

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection import goods
from aatulab.inspection.goods.practice import ROLES, _as_it_says
from aatulab.inspection.goods.questions import NONE

NOW = pd.Timestamp("2026-05-12 05:30", tz="UTC")


def shed_of(role, count=60, seed=2):
    """Return units that all have one story."""
    rng = np.random.default_rng(seed)
    kinds = ROLES[role].kinds
    rows = []
    for number in range(count):
        rows.append(_as_it_says(f"U{number:03d}", kinds[number % len(kinds)], NOW, rng))
        ROLES[role].happens(rows[-1], rng)
    shed = pd.DataFrame(rows)
    return shed.assign(screened_at=pd.to_datetime(shed["screened_at"], utc=True))


def flags_of(role):
    return goods.all_questions(shed_of(role), goods.packed_table())


@pytest.mark.parametrize("role", ["as it says", "hidden", "new seal"])
def test_a_unit_that_is_in_order_asks_nothing(role):
    assert not flags_of(role).to_numpy().any()


@pytest.mark.parametrize(
    ("role", "question"),
    [("heavy inside", "density"), ("wet", "density"), ("half empty", "density"),
     ("skid", "weight"), ("put in", "weight"), ("left behind", "pieces"), ("exchanged", "seal"),
     ("slip of the pen", "seal"), ("mended", "seal"), ("mended", "pieces"),
     ("late screening", "screening"), ("walked through", "screening")],
)  # fmt: skip
def test_every_other_story_raises_its_question(role, question):
    assert flags_of(role)[question].all()


def test_a_slip_of_the_pen_keeps_the_figures_and_an_exchange_does_not():
    shed = shed_of("slip of the pen")
    pairs = list(zip(shed.seal_accepted, shed.seal_arrived, strict=True))
    assert all(sorted(old) == sorted(new) and old != new for old, new in pairs)


def test_shares_are_a_whole_and_all_finds_are_rare():
    assert sum(role.share for role in ROLES.values()) == pytest.approx(1)
    assert sum(role.share for role in ROLES.values() if role.is_find) < 0.08


def test_the_same_generator_gives_the_same_shed_and_another_one_does_not():
    first, again, other = (goods.practice_shed(NOW, np.random.default_rng(s))[0] for s in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_density_is_said_in_four_words():
    shed, packed = shed_of("as it says", count=6), goods.packed_table()
    usual = packed.set_index("goods").loc[shed["goods"]].reset_index()
    litres = shed.length_cm * shed.width_cm * shed.height_cm / 1000 * shed.pieces_arrived
    litre_of = {"light": usual.least * 0.8, "": usual.least * 1.01, "heavy": usual.most * 1.01}
    for word, per_l in (litre_of | {"impossible": usual.solid * 1.01}).items():
        said = goods.density_question(shed.assign(arrived_kg=litres * per_l), packed)
        assert set(said) == {word}


def test_rates_count_by_question_and_add_half_a_find():
    log = pd.DataFrame({"group": ["seal", "seal", "none"], "found": [True, False, False]})
    counted = goods.rates(log)
    assert counted.loc["seal"].tolist() == [2, 1, 0.5]
    assert counted.loc["none", "chance"] == 0.25


def test_log_was_opened_by_question_and_by_lot():
    log = goods.practice_openings(NOW, np.random.default_rng(1))
    counted = goods.rates(log)
    assert counted.index.isin(["density", "weight", "pieces", "seal", "screening", "several",
                               NONE]).all()  # fmt: skip
    # every question is better than the lot, and none is sure
    assert counted["chance"].drop(NONE).min() > counted.loc[NONE, "chance"]
    assert counted["chance"].max() < 0.6


def test_image_first_is_what_the_sums_say():
    """One hundred units of a chance of 10 %: 8.5 found of 10; 8.5 + 13.5 opened."""
    way = goods.image_first(0.1, 30)
    assert 100 * way.finds == pytest.approx(8.5)
    assert 100 * way.minutes == pytest.approx(400 + 22 * 30)
    assert way.per_hour > goods.open_at_once(0.1, 30).per_hour == pytest.approx(0.2)
    # where an opening is short and the chance is great, the image only costs time
    assert goods.image_first(0.6, 8).per_hour < goods.open_at_once(0.6, 8).per_hour


def test_plan_keeps_to_the_minutes_and_to_the_lot():
    rng = np.random.default_rng(4)
    counted = goods.rates(goods.practice_openings(NOW, rng))
    shed, _ = goods.practice_shed(NOW, rng)
    groups = goods.group_of(goods.all_questions(shed, goods.packed_table()))
    table = goods.opening_table(shed, groups, counted)
    for minutes in (60, 240, 480):
        plan = goods.plan_openings(table, minutes, rng)
        assert table["minutes"][plan.units].sum() <= minutes
        assert plan.by_lot
        assert (table["group"][list(plan.by_lot)] == NONE).all()
        assert (table["group"][list(plan.by_question)] != NONE).all()
    with pytest.raises(InspectionError, match="Without a lot nobody learns"):
        goods.plan_openings(table, 240, rng, lot_share=0)


def test_a_question_that_was_never_asked_before_gets_half_a_find():
    shed = shed_of("skid", count=2)
    groups = pd.Series(["weight", "new"], index=["U000", "U001"])
    table = goods.opening_table(shed, groups, pd.DataFrame({"chance": [0.2]}, index=["weight"]))
    assert table["chance"].tolist() == [0.2, 0.5]
