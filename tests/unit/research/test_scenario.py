"""Scenarios: those of the lab read well, and a wrong file says where it is wrong."""

import shutil
from datetime import UTC, datetime, time

import pytest

from aatulab.content import datasets_dir
from aatulab.errors import ContentError, ResearchError
from aatulab.research import load_scenario, read_scenario, scenario_names
from aatulab.research.kinds import KINDS
from aatulab.research.scenario import Outage


@pytest.mark.parametrize("name", scenario_names())
def test_the_labs_scenarios_can_be_read(name):
    scenario = load_scenario(name)
    assert scenario.databases
    for base in scenario.databases.values():
        assert base.about.endswith(".")


def test_the_ordinary_day_has_every_database():
    assert set(load_scenario().databases) == set(KINDS)


@pytest.mark.parametrize(
    ("at", "changes", "says"),
    [
        ([], {"name": "another"}, "name: found 'another', expected 'ordinary-day'"),
        ([], {"extra": 1}, "unknown keys ['extra']"),
        ([], {"seed": -1}, "seed: found -1"),
        ([], {"databases": {"gossip": {}}}, "databases.gossip: no such database"),
        ([], {"databases": {}}, "databases: expected at least one"),
        (["databases", "documents"], {"owner": None}, "databases.documents: owner: is missing"),
        (["databases", "documents"], {"purposes": ["fun"]}, "purposes: found ['fun']"),
        (["databases", "documents"], {"may_ask": ["a friend"]}, "may_ask: found ['a friend']"),
        (["databases", "documents"], {"errors": 1.5}, "errors: found 1.5, expected 1 at most"),
        (["databases", "documents"], {"latency_s": [4, 1]}, "latency_s: found [4, 1]"),
        (["databases", "documents"], {"possible_from": 80}, "unknown keys ['possible_from']"),
        (["databases", "notices"], {"possible_from": None}, "possible_from: is missing"),
        (["databases", "notices"], {"possible_from": 20}, "possible_from: found 20"),
        (["databases", "notices"], {"most": 100000}, "most: found 100000"),
        (["databases", "documents", "outages", 0], {"from": "soon"}, "from: found 'soon'"),
        (["databases", "documents", "verification"], {"answers": {"maybe": 1.0}}, "answers: found"),
        (["databases", "documents", "verification"], {"answers": {"confirmed": 0.5}}, "sum to 1"),
        (["databases", "documents"], {"verification": 3}, "verification: found 3"),
    ],
)
def test_a_wrong_file_names_itself_and_the_key(tmp_path, change_yaml, at, changes, says):
    path = tmp_path / "ordinary-day.yml"
    shutil.copy(datasets_dir() / "research" / "ordinary-day.yml", path)
    change_yaml(path, at, changes)
    with pytest.raises(ContentError) as caught:
        read_scenario(path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_an_unknown_scenario_says_which_there_are():
    with pytest.raises(ResearchError, match="bad-night, ordinary-day"):
        load_scenario("../secrets")


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "covered"),
    [
        (time(2), time(3), 2, True),
        (time(2), time(3), 3, False),
        (time(23), time(2), 23, True),
        (time(23), time(2), 1, True),
        (time(23), time(2), 12, False),
    ],
)
def test_an_outage_may_run_over_midnight(begins, ends, hour, covered):
    outage = Outage(begins, ends, "")
    assert outage.covers(datetime(2026, 5, 10, hour, tzinfo=UTC)) is covered
