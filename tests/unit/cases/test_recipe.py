import shutil

import pytest
import yaml

from aatulab.cases import recipe as module
from aatulab.cases.recipe import case_names, read_recipe
from aatulab.content import datasets_dir
from aatulab.errors import CaseError


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A copy of the case's recipe that a test may spoil."""
    shutil.copytree(datasets_dir() / "cases", tmp_path / "cases")
    monkeypatch.setattr(module, "datasets_dir", lambda: tmp_path)
    return tmp_path / "cases" / "arrivals-tuesday.yml"


def test_every_recipe_can_be_read():
    for name in case_names():
        assert read_recipe(name).name == name
    assert "arrivals-tuesday" in case_names()


def test_tuesday_is_a_tuesday():
    recipe = read_recipe("arrivals-tuesday")
    assert f"{recipe.day:%A}" == "Tuesday"
    assert (recipe.day - recipe.first_day).days == recipe.history_days


def test_a_recipe_that_names_no_typologies_has_them_all(path):
    assert read_recipe("arrivals-tuesday").typologies[0] == "drug-courier"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    del content["typologies"]
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    assert read_recipe("arrivals-tuesday").typologies == ()


@pytest.mark.parametrize("name", ["arrivals-monday", "../arrivals-tuesday", ""])
def test_an_unknown_case_is_refused_with_the_known_ones(name):
    with pytest.raises(CaseError, match=r"the cases are: .*arrivals-tuesday"):
        read_recipe(name)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", None, r"missing keys \['title'\]"),
        ("colour", "red", r"unknown keys \['colour'\]"),
        ("bookings", "many", "bookings: found 'many', expected a whole number"),
        ("bookings", True, "bookings: found True"),
        ("prevalence", 2, "prevalence: found 2, expected a number"),
        ("day", "Tuesday", "day: found 'Tuesday', expected a day"),
        ("name", "other", "name: found 'other'"),
        ("typologies", ["jaywalking"], r"typologies: found \['jaywalking'\], expected a list of b"),
        ("typologies", "drug-courier", "typologies: found 'drug-courier', expected a list of"),
        ("prevalence", 0.05, r"prevalence: found 0.05, expected 0.005 to 0.03 \(live\) or 0.1"),
        ("looked_up", ["truth"], r"looked_up: found \['truth'\], expected a list of alerts, "),
        ("judged_days", 2, "judged_days: found 2, expected a whole number, 1 to listed_days"),
        ("judged_days", "one", "judged_days: found 'one', expected a whole number, 1 to listed"),
        ("rules_in_use", ["stay_h"], r"rules_in_use: found \['stay_h'\], expected a day for each"),
        ("rules_in_use", {"stay_h": 3}, "rules_in_use: found .* expected a day for each signal"),
        ("difficulty", "easy", "difficulty: found 'easy', expected one of first steps, "),
        ("flows", ["rail"], r"flows: found \['rail'\], expected a list of cargo, land, passenger"),
        ("flows", ["post", "post"], r"flows: .* expected each once"),
        ("flows", [], r"flows: found \[\], expected at least one"),
        ("waybills", 500, "waybills: found 500, expected over 0 with the flow cargo, else none"),
        ("bookings", 0, "bookings: found 0, expected over 0"),
        ("typologies", ["nps-post"], r"typologies: .* expected a list of "),
        ("listed_days", 11, "listed_days: found 11"),
        ("hour", 25, "hour: found 25, expected 1 to 24"),
        ("requires", {"illicit": [1, 2]}, "requires: expected ranges for bookings, illicit"),
    ],
)
def test_a_recipe_that_breaks_a_rule_is_refused_by_key(path, key, value, said):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content[key] = value
    if value is None:
        del content[key]
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CaseError, match=said):
        read_recipe("arrivals-tuesday")


@pytest.mark.parametrize("pair", [[5, 1], [1], "some", ["a", "b"]])
def test_a_requirement_is_a_range(path, pair):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["requires"]["illicit"] = pair
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CaseError, match=r"requires.illicit: found .*expected \[low, high\]"):
        read_recipe("arrivals-tuesday")
