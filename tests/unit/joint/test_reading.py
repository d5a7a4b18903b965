"""A scenario that is read can be played; what is wrong in one is named with file and key."""

import copy

import pytest
import yaml

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, JointError
from aatulab.joint import load_scenario, read_scenario, scenario_names

PATH = datasets_dir() / "joint" / "one-phone.yml"


def written(tmp_path, change):
    content = copy.deepcopy(read_yaml(PATH))
    change(content)
    path = tmp_path / "one-phone.yml"
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


def put(*keys_and_value):
    *keys, last, value = keys_and_value

    def change(content):
        inner = content
        for key in keys:
            inner = inner[key]
        inner[last] = value

    return change


def drop(*keys):
    def change(content):
        inner = content
        for key in keys[:-1]:
            inner = inner[key]
        del inner[keys[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("name", "two-phones"), "name: found 'two-phones', expected 'one-phone'"),
        (put("airports", ["AMS", "LIS"]), "airports: found .*, expected three"),
        (put("begins", "at six"), "begins: found 'at six'"),
        (put("begins", "2026-04-13T05:30:00"), "with its zone"),
        (put("minutes", 20), "minutes: found 20"),
        (put("minutes", 900), "expected 240 at most"),
        (put("colour", "blue"), "unknown keys .'colour'"),
        (put("staff", "police", 1), "police: found 1"),
        (put("cast", "courier", "truth", "guilty"), "cast.courier: truth: found 'guilty'"),
        (put("cast", "courier", "proof", ["smell"]), "cast.courier.proof: found 'smell'"),
        (drop("cast", "courier", "proof"), "cast.courier.proof: expected the facts"),
        (put("cast", "courier", "beside", "nobody"), "cast.courier.beside: found 'nobody'"),
        (put("facts", "frame", "about", "nobody"), "facts.frame.about: found 'nobody'"),
        (put("facts", "frame", "may_go_to", ["navy"]), "may_go_to: found"),
        (put("facts", "frame", "needed_by", ["navy:AMS"]), "needed_by: found 'navy:AMS'"),
        (put("facts", "frame", "needed_by", ["post:AMS"]), "facts.frame.needed_by: found 'post'"),
        (put("facts", "frame", "at", 3), "expected `holder` with one of"),
        (put("facts", "late-booking", "landing", 3), "expected `holder` with one of"),
        (drop("facts", "late-booking", "holder"), "expected `holder` with one of"),
        (put("facts", "frame", "learned", "knowing", ["x"]), "learned.knowing: found 'x'"),
        (put("facts", "frame", "learned", "step", "guess"), "step: found 'guess'"),
        (put("injects", 0, "kind", "storm"), "kind: found 'storm'"),
        (put("injects", 1, "role", "navy:AMS"), "role: found 'navy:AMS'"),
    ],
)
def test_wrong_scenario_is_refused_by_file_and_key(tmp_path, change, words):
    path = written(tmp_path, change)
    with pytest.raises(ContentError, match=words) as caught:
        read_scenario(path)
    assert str(path) in str(caught.value)


def test_unknown_scenario_says_which_there_are():
    with pytest.raises(JointError, match=r"there is no scenario 'x'; there are .*one-phone"):
        load_scenario("x")


@pytest.mark.parametrize("name", scenario_names())
def test_fictitious_and_fair(name):
    """No scenario tells of nationality, sex, religion or looks as a reason."""
    scenario = load_scenario(name)
    told = " ".join(fact.says.lower() for fact in scenario.facts.values())
    for word in (
        "nationality",
        "religion",
        "muslim",
        "african",
        "arab",
        "asian",
        "skin",
        "pregnan",
    ):
        assert word not in told
    for fact in scenario.facts.values():
        assert fact.may_go_to, fact.id
