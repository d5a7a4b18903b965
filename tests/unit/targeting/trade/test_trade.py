"""Every declared line once, no master; a silent box in no quotient; what is free, and how few."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.cases import load_case
from aatulab.errors import TargetingError
from aatulab.targeting.trade import by_chapter, declared_lines, duty_at_stake, how_few


@pytest.fixture(scope="module")
def case():
    return load_case("all-doors-open")


def lines(*rows):
    ordinary = {"consignment": "C", "chapter": "64", "kg": 10.0, "value": 500.0}
    return pd.DataFrame([ordinary | row for row in rows])


def test_every_declared_line_stands_there_once_and_no_master_does(case):
    found = declared_lines(case)
    masters = case.waybills.loc[case.waybills["kind"] == "master", "awb"]
    directs = len(case.waybills) - len(masters)
    assert found.index.is_unique
    assert not set(masters) & {*found.index, *found["consignment"]}
    assert len(found) == directs + len(case.house_waybills) + len(case.declaration_lines)
    assert found["value"].sum() == pytest.approx(
        case.waybills["declared_value"].sum()
        + case.house_waybills["declared_value"].sum()
        + case.declaration_lines["value"].sum()
    )


def test_line_without_a_value_weighs_and_is_in_no_quotient():
    figures = by_chapter(lines({}, {"value": None, "kg": 90.0}))
    assert figures.loc["64", ["kg", "value", "eur_per_kg"]].tolist() == [100.0, 500.0, 50.0]
    assert figures.loc["64", ["lines", "valued"]].tolist() == [2, 1]


def test_chapter_of_which_nothing_has_a_value_has_no_quotient():
    assert by_chapter(lines({"value": None}))["eur_per_kg"].isna().all()


def test_line_without_a_code_is_in_no_chapter():
    assert by_chapter(lines({}, {"chapter": None})).index.tolist() == ["64"]


@pytest.mark.parametrize(
    ("rows", "due"),
    [
        ([{"value": 150.0}], [0.0]),
        ([{"value": 150.01}], [150.01 * 0.16]),
        ([{"value": 90.0}, {"value": 90.0}], [90 * 0.16, 90 * 0.16]),
        ([{"value": 90.0}, {"value": 90.0, "consignment": "D"}], [0.0, 0.0]),
        ([{"value": None}, {"value": 400.0, "chapter": None}], [0.0, 400 * 0.04]),
        ([{"value": 400.0, "chapter": "30"}], [0.0]),
    ],
)
def test_whole_consignment_decides_what_is_free_and_the_line_its_rate(rows, due):
    assert duty_at_stake(lines(*rows)).tolist() == pytest.approx(due)


@given(
    st.lists(st.integers(0, 1000), min_size=1).filter(any),
    st.integers(1, 100),
)
def test_so_few_reach_the_share_and_one_less_does_not(amounts, percent):
    few = how_few(pd.Series(amounts, dtype="float64"), percent / 100)
    largest = sorted(amounts, reverse=True)
    assert 100 * sum(largest[:few]) >= percent * sum(amounts)
    assert 100 * sum(largest[: few - 1]) < percent * sum(amounts)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: how_few(pd.Series([1.0]), 80), "share: found 80"),
        (lambda: duty_at_stake(lines({}), {"64": 0.1}), "rates: there is no key 'other'"),
        (lambda: by_chapter(lines({}).drop(columns="kg")), "there is no column 'kg'"),
    ],
)
def test_bad_input_gets_one_sentence_that_names_it(call, named):
    with pytest.raises(TargetingError, match=named):
        call()
