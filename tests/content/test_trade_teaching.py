"""What the lesson on goods and money says of its figures is so; the exercise has its stories."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.research import trade

EXERCISES = Path(__file__).parents[2] / "exercises"
DAY = pd.Timestamp("2027-05-10", tz="UTC")


@pytest.fixture(scope="module")
def figures():
    rng = np.random.default_rng(44)
    exports, imports = trade.practice_mirror(2026, rng)
    return exports, imports, trade.practice_cash(DAY, rng), trade.practice_firm(DAY, rng)


@pytest.mark.parametrize(
    ("reasons", "left"),
    [
        ({}, 7),
        ({"freight": 0.08}, 7),
        ({"freight": 0.08, "by_arrival": True}, 6),
        ({"freight": 0.08, "by_arrival": True, "direct_only": True}, 5),
        ({"freight": 0.08, "by_arrival": True, "direct_only": True, "by": "heading"}, 3),
    ],
)
def test_so_many_questions_are_left(figures, reasons, left):
    says = trade.reading(trade.mirror(*figures[:2], 2026, **reasons))
    assert (says != "agrees").sum() == left


def test_the_three_are_those_of_the_text(figures):
    table = trade.mirror(
        *figures[:2], 2026, freight=0.08, by_arrival=True, direct_only=True, by="heading"
    )
    says = trade.reading(table)
    assert says[["3303", "8471", "8517"]].tolist() == [
        "less arrives", "cheaper on arrival", "dearer on arrival"
    ]  # fmt: skip
    assert 0.7 < table.loc["3303", "kg_ratio"] < 0.8  # a quarter never arrived
    assert table.loc["8471", "value_ratio"] < 0.5
    assert table.loc["8517", "value_ratio"] == pytest.approx(2, abs=0.1)
    assert says["3004"] == "agrees"  # the mirror calls medicines quiet


def test_nine_entries_of_one_firm_and_the_honest_five(figures):
    imports = figures[1]
    prices = trade.spread(imports).join(imports[["goods", "firm"]])
    low = prices[prices["far"] < -3.5]
    medicines = low[low["goods"] == "medicines"]
    assert medicines["firm"].value_counts().to_dict() == {"Ardmoor Import": 9}
    firm = (imports["firm"] == "Ardmoor Import") & (imports["goods"] == "medicines")
    assert firm.sum() == 9
    assert (medicines["unit_value"] / medicines["usual"]).max() < 0.6
    phones = low[low["goods"] == "smartphones"]
    assert phones["firm"].nunique() == 5
    assert 0.35 < (phones["unit_value"] / phones["usual"]).median() < 0.55


def test_four_phones_without_and_three_with_paper(figures):
    cash = figures[2]
    found = trade.runs(cash)
    papers = cash.groupby("phone")["paper"].mean()[found.index]
    assert sorted(papers) == [0, 0, 0, 0, 1, 1, 1]
    assert found["travellers"][papers == 0].between(3, 6).all()
    is_run = cash["phone"].isin(found.index[papers == 0])
    shares = [trade.round_share(cash["amount"][rows]) for rows in (is_run, ~is_run)]
    assert shares[0] > 3 * shares[1]


def test_balance_of_the_three_partners(figures):
    table = trade.balance(figures[3])
    dunsel, corrin, ellarby = (
        table.loc[f"{name} Trading"] for name in ("Dunsel", "Corrin", "Ellarby")
    )
    assert dunsel["paid"] > 2 * dunsel["goods"]
    assert round(dunsel["open"], -3) == 76_000
    assert corrin["share"] == pytest.approx(0.2, abs=0.01)
    assert ellarby["share"] == pytest.approx(-0.3, abs=0.01)
    assert (table["share"].abs() < 0.05).sum() == 3


@pytest.mark.parametrize("seed", [None, 5])
def test_exercise_has_every_story_on_every_variant(seed):
    exercise = load_exercise(EXERCISES / "research-4")
    case = build_case(exercise.case, seed)[0]
    answers = run_trusted(exercise, case).answers
    says = answers["left"]
    assert len(says.data[0]) == 3
    assert len(answers["far"].items) >= 2
    assert len(answers["runs"].data[0]) >= 3
