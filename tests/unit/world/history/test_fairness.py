"""Nationality, sex, age and name never influence whom the score selects."""

import numpy as np
import pytest

from aatulab.world.history.practice import practices
from aatulab.world.history.selection import score
from aatulab.world.roles.signals import NEVER_USED

CHANCE = 4.5  # standard deviations: a fair officer fails once in a hundred thousand runs


@pytest.fixture(scope="module")
def judged(leads, docket, big_world):
    """The innocent who were not in the lot: score by the rules, and whether they were selected."""
    rules = score(docket, practices().flows["passenger"])
    rows = leads.set_index("pnr").loc[docket.records.to_pylist()].assign(score=rules.round(1))
    reason = big_world.inspections.set_index("record")["reason"].reindex(rows.index)
    rows = rows.assign(selected=reason == "risk score")
    return rows[~rows["illicit"] & (reason.fillna("") != "random")].drop_duplicates("person_id")


def off(judged, feature):
    """By how many deviations a feature goes with selection among records of one score."""
    rate = judged.groupby("score")["selected"].transform("mean")
    centred = np.asarray(feature, dtype=float) - np.mean(feature)
    deviation = np.sqrt((rate * (1 - rate) * centred**2).sum())
    return float(((judged["selected"] - rate) * centred).sum() / deviation)


def test_the_score_selects_by_its_rules(judged):
    by_score = judged.groupby("score")["selected"].mean()
    assert by_score.iloc[-1] > 0.5
    assert by_score.iloc[0] < 0.01


@pytest.mark.parametrize("column", ["nationality", "residence", "sex"])
def test_groups_are_selected_alike_given_the_signals(judged, column):
    counts = judged[column].value_counts()
    for group in counts[counts > 400].index:
        assert abs(off(judged, judged[column] == group)) < CHANCE, group


def test_age_and_name_do_not_count_given_the_signals(judged):
    assert abs(off(judged, judged["birth_date"].astype("int64"))) < CHANCE
    for column in ("surname", "given_names"):
        assert abs(off(judged, judged[column].str.len())) < CHANCE
        assert abs(off(judged, judged[column].str[0].map(ord))) < CHANCE


def test_the_test_above_has_power(judged):
    leak = judged["selected"] & (np.random.default_rng(1).random(len(judged)) < 0.3)
    assert abs(off(judged, leak | (judged["sex"] == "F"))) > 2 * CHANCE


@pytest.mark.parametrize("flow", ["passenger", "cargo", "post", "land"])
def test_no_rule_names_what_must_never_count(flow):
    rules = practices().flows[flow].rules
    assert not [rule for rule in rules if any(word in rule for word in NEVER_USED - {"age"})]


def test_no_group_is_selected_much_more_often_than_another(judged):
    """The four-fifths rule, without any adjustment."""
    age = judged["birth_date"].dt.year // 20
    for groups in (judged["sex"], age[age.map(age.value_counts()) > 5_000]):
        rates = judged["selected"].groupby(groups).mean()
        assert rates.min() / rates.max() > 0.8
