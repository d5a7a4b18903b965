"""The baselines score the test part from what was known before it, and always alike."""

import dataclasses

import pandas as pd
import pytest

from aatulab.targeting.benchmark import BASELINES, baseline_table
from aatulab.targeting.benchmark.baselines import LEARNERS, by_past_offence


@pytest.fixture(scope="module")
def table(task, answers):
    return baseline_table(task, answers)


def test_the_table_has_the_ceiling_and_every_baseline(table):
    twice = [f"{name} (inspected)" for name in LEARNERS]
    assert table.index.tolist() == ["ceiling", *BASELINES, *twice]
    assert table.notna().all().all()


def test_no_baseline_goes_above_the_ceiling(table):
    assert (table <= table.loc["ceiling"] + 1e-9).all().all()


def test_boosting_is_the_best_and_far_from_perfect(table):
    assert table["auc"].drop("ceiling").idxmax() == "gradient boosting"
    shares = [f"hits_of_ceiling_at_{percent}" for percent in (1, 2, 5, 10)]
    assert (table.loc["gradient boosting", shares] < 90).all()
    assert (table.loc["gradient boosting", shares] > 2 * table.loc["random", shares]).all()


def test_two_runs_give_the_same_bytes(task, answers, table):
    assert baseline_table(task, answers).to_csv() == table.to_csv()


def test_a_past_offender_is_who_shares_a_phone_with_a_hit(task):
    tested = task.features_of("test").index[:2]
    known = task.illicit.index[task.illicit][0]
    links = task.links.copy()
    links[:] = None
    links.loc[[known, tested[0]], "phone"] = "+33199001234"
    score = by_past_offence(dataclasses.replace(task, links=links))
    assert score[tested].tolist() == [0.5, 0.0]
    assert isinstance(score, pd.Series)
    assert score.sum() == 0.5
