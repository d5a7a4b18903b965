"""The bench of the shed spends minutes once, says what they brought, and tells the rest at last."""

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection import goods
from aatulab.inspection.goods.rates import IMAGE_MINUTES
from aatulab.widgets import ShedBench

NOW = pd.Timestamp("2026-05-12 05:30", tz="UTC")


@pytest.fixture
def bench():
    rng = np.random.default_rng(5)
    counted = goods.rates(goods.practice_openings(NOW, rng))
    shed, truth = goods.practice_shed(NOW, rng)
    groups = goods.group_of(goods.all_questions(shed, goods.packed_table()))
    table = goods.opening_table(shed, groups, counted)
    return ShedBench(shed, table, truth, minutes=90), table, truth


def test_minutes_are_spent_and_the_find_is_counted_once(bench):
    bench, table, truth = bench
    bench.unit = find = truth.index[truth.found & (table.minutes < 40)][0]
    bench.look()
    assert bench.spent == IMAGE_MINUTES
    bench.open_it()
    assert bench.spent == IMAGE_MINUTES + table.minutes[find]
    assert (bench.opened, bench.finds) == ((find,), 1)
    for again in (bench.look, bench.open_it):
        with pytest.raises(InspectionError, match="already"):
            again()
    assert bench.finds == 1
    assert "1 find, " in bench.sentence()


def test_what_does_not_fit_costs_nothing(bench):
    bench, table, _ = bench
    order = iter(table.index[table.minutes.between(20, 30)])
    while bench.left >= 20:
        bench.unit = next(order)
        bench.open_it() if table.minutes[bench.unit] <= bench.left else bench.look()
    spent = bench.spent
    bench.unit = next(order)
    with pytest.raises(InspectionError, match=f"and {bench.left} are left"):
        bench.open_it()
    assert bench.spent == spent


def test_what_stayed_behind_is_told_only_when_the_shed_is_closed(bench):
    bench, table, truth = bench
    assert "stayed behind" not in bench.panel_html
    bench._pressed(bench.close_shed)
    count = truth.found.sum()
    quiet = (table.group[truth.found] == "none").sum()
    assert f"{count} with something to find stayed behind, {quiet} of them" in bench.panel_html
    with pytest.raises(InspectionError, match="closed"):
        bench.look()
    bench._pressed(bench.again)
    assert "stayed behind" not in bench.panel_html
    assert bench.spent == 0


def test_a_press_that_cannot_be_done_is_answered_in_words(bench):
    bench, table, _ = bench
    bench.unit = table.index[0]
    bench._pressed(bench.look)
    bench._pressed(bench.look)
    assert "was looked at already" in bench.panel_html
    with pytest.raises(InspectionError, match="expected one of U001 to U120"):
        bench.unit = "U999"


def test_orders_put_the_unit_that_brings_most_first_and_keep_the_choice(bench):
    bench, table, _ = bench
    first = table.per_hour.sort_values(ascending=False, kind="stable").index[0]
    assert bench._list.options[0][1] == first
    bench.unit = "U007"
    bench._order.value = "as they stand"
    assert bench._list.options[0][1] == "U001"
    assert bench.unit == "U007"


def test_without_a_kernel_paper_and_best_units_stand_there(bench):
    bench, _, _ = bench
    html, text = bench._fallback()
    assert "<caption" in html
    assert text.startswith("0 of 90 minutes spent")
