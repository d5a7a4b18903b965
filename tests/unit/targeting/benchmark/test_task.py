"""The task is split by time, and the labels of the test part are not in it."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.benchmark import WORLDS, Split, load_task, make_task
from aatulab.targeting.benchmark import task as module
from aatulab.world.frames import to_frame


def test_each_part_ends_before_the_next_begins(task, small_world):
    landed = to_frame(small_world.tables["bookings"]).set_index("pnr")["arrives_at"]
    first, last = landed.groupby(task.part).min(), landed.groupby(task.part).max()
    assert last["lead-in"] < first["train"]
    assert last["train"] < first["validation"]
    assert last["validation"] < first["test"]


def test_a_task_holds_no_label_of_the_test_part(task, answers):
    for held in (task.illicit, task.value_eur):
        assert not set(held.index) & set(answers.illicit.index)
        assert set(held.index) | set(answers.illicit.index) == set(task.features.index)
    with pytest.raises(TargetingError, match="shows no labels"):
        task.illicit_of("test")


def test_a_unit_knows_what_it_inspected_and_calls_innocent_what_it_did_not_find(task):
    unit = task.as_inspected()
    assert set(unit.illicit.index) < set(task.illicit.index)
    assert len(unit.illicit) < 0.2 * len(task.illicit)
    assert not (unit.illicit & ~task.illicit.loc[unit.illicit.index]).any()
    assert task.illicit.loc[unit.illicit.index].sum() > unit.illicit.sum() > 0
    assert (unit.value_eur[~unit.illicit] == 0).all()
    assert set(unit.illicit_of("train").index) < set(unit.features_of("train").index)


def test_unknown_labels_are_refused(monkeypatch, small):
    monkeypatch.setattr(module, "fixed_task", lambda _world: small)
    assert load_task(labels="inspected").illicit.equals(small[0].found)
    with pytest.raises(TargetingError, match="labels: found 'some', expected one of all"):
        load_task(labels="some")


def test_what_is_shown_of_the_answers_holds_none(answers):
    assert repr(answers) == "Answers()"


def test_only_the_illicit_have_a_value(answers):
    assert (answers.value_eur[~answers.illicit] == 0).all()
    assert answers.value_eur.sum() > 0


def test_the_same_world_gives_the_same_task(small_world, task):
    again = make_task(small_world, Split(train=10, validation=20, test=24))[0]
    pd.testing.assert_frame_equal(again.features, task.features)
    pd.testing.assert_series_equal(again.illicit, task.illicit)


def test_a_split_past_the_last_day_is_refused(small_world):
    with pytest.raises(TargetingError, match="leaves a part of 30 days without a booking"):
        make_task(small_world, Split())


def test_an_unknown_part_is_refused(task):
    with pytest.raises(TargetingError, match="'exam'"):
        task.features_of("exam")


def test_the_worlds_differ_in_the_rules_in_use_only():
    steady, adapting = WORLDS["steady"], WORLDS["adapting"]
    assert dataclasses.replace(adapting, rules_in_use={}) == steady
    assert set(adapting.rules_in_use.values()) == {dt.date(2026, 4, 22)}


def test_an_unknown_world_is_refused_before_anything_is_built():
    with pytest.raises(TargetingError, match="found 'drill', expected one of adapting, steady"):
        load_task("drill")
