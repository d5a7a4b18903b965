"""An audit counts right, knows its doubt, and finds the column that knows."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats.contingency import association

from aatulab.cases import build_case
from aatulab.errors import TargetingError
from aatulab.targeting.fairness import (
    POINTS,
    carries,
    drill_result,
    evening_list,
    lead_groups,
    letters,
    rates_by_group,
)
from aatulab.targeting.plots import rates_chart


@pytest.fixture
def audited():
    """Ten of A (two guilty), five of B (none)."""
    index = pd.Index([f"P{number:02d}" for number in range(15)])
    groups = pd.Series(["A"] * 10 + ["B"] * 5, index)
    illicit = pd.Series([True, True] + [False] * 13, index)
    selected = pd.Series([True] * 4 + [False] * 6 + [True] + [False] * 4, index)
    return selected, illicit, groups


def test_rates_are_shares_of_the_group_and_of_its_innocent(audited):
    rates = rates_by_group(*audited)
    assert rates["people"].tolist() == [10, 5]
    assert rates["rate"].tolist() == [0.4, 0.2]
    assert rates["innocent"].tolist() == [8, 5]
    assert rates["false_rate"].tolist() == [2 / 8, 1 / 5]
    assert rates["ratio"].tolist() == pytest.approx([0.8, 1.0])
    assert (rates["false_low"] <= rates["false_rate"]).all()
    assert (rates["false_rate"] <= rates["false_high"]).all()


def test_the_order_of_the_rows_does_not_matter(audited):
    selected, illicit, groups = audited
    mixed = rates_by_group(selected, illicit.iloc[::-1], groups.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(mixed, rates_by_group(*audited))


def test_a_group_of_which_no_innocent_was_selected_is_the_best_treated(audited):
    selected, illicit, groups = audited
    rates = rates_by_group(selected & (groups == "A"), illicit, groups)
    assert rates["ratio"].to_dict() == {"A": 0.0, "B": 1.0}


def test_a_record_without_a_group_is_named(audited):
    selected, illicit, groups = audited
    with pytest.raises(TargetingError, match=r"groups: 1 records .*'P07'.* Index the three alike"):
        rates_by_group(selected, illicit, groups.drop("P07"))


def test_letters_go_by_size_and_then_by_name():
    found = letters(pd.Series(["y", "x", "z", "x", "y", None, "w"]), most=3)
    assert found.tolist() == ["B", "A", "others", "A", "B", "others", "C"]
    with pytest.raises(TargetingError, match="most: found 0, expected 1 to 26"):
        letters(pd.Series(["x"]), most=0)


def test_what_a_column_knows_is_what_scipy_says():
    rng = np.random.default_rng(4)
    groups = pd.Series(rng.choice(list("ABC"), 500))
    column = groups.where(pd.Series(rng.random(500) < 0.5), "other")
    expected = association(pd.crosstab(column, groups).to_numpy(), method="cramer")
    assert carries(column, groups) == pytest.approx(expected)
    assert carries(pd.Series(rng.random(500)), groups) < 0.15
    assert carries(pd.Series(1, groups.index), groups) == 0
    with pytest.raises(TargetingError, match="groups: 1 records of the column"):
        carries(column, groups.drop(3))


@pytest.mark.parametrize("seed", [None, 101, 202])
def test_the_evening_list_has_one_column_that_knows_the_groups_and_finds_no_more(seed):
    case, truth = build_case("transit-desk", seed)
    columns, groups = evening_list(case), lead_groups(case)
    assert list(columns) == list(POINTS)
    known = {name: carries(columns[name], groups) for name in columns}
    assert known.pop("desk_code") > 0.35
    assert max(known.values()) < 0.1
    coded = columns["desk_code"].reindex(truth.index)
    spread = np.sqrt(truth["illicit"].mean() / coded.sum())
    assert abs(truth["illicit"][coded].mean() - truth["illicit"][~coded].mean()) < 3 * spread


def test_the_drill_knows_nothing_of_the_code():
    case, _ = build_case("transit-desk")
    columns = evening_list(case)
    other = columns.assign(desk_code=~columns["desk_code"])
    first, second = (drill_result(each, np.random.default_rng(1)) for each in (columns, other))
    assert first.equals(second)
    assert 0.005 < first.mean() < 0.05


def test_the_picture_marks_a_group_beyond_the_rate_of_all(audited):
    rates = rates_by_group(*audited)
    ax = rates_chart(rates, title="t")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["B", "A"]
    with pytest.raises(TargetingError, match="found no group"):
        rates_chart(rates.iloc[:0])
