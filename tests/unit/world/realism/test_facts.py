"""A fact has a source, and what is compared with it can be measured."""

import copy
import re
import string

import pytest
import yaml

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.realism.curves import CURVES
from aatulab.world.realism.facts import read_realism
from aatulab.world.realism.measures import MEASURES

FILE = datasets_dir() / "reference" / "realism.yml"
REALISM = read_realism()
FACTS = [fact for topic in REALISM.topics for fact in topic.facts]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_every_fact_has_a_source_with_an_address_and_says_how_it_compares(fact):
    assert fact.sources
    for source in fact.sources:
        assert re.fullmatch(r"https?://[^\s/]+\.[a-z]+/\S*", source.address)
        assert len(source.title) > 10
    assert fact.because.endswith(".")
    assert fact.says.endswith(".")


def test_names_of_facts_are_unique():
    names = [fact.name for fact in FACTS]
    assert len(set(names)) == len(names)


def test_every_topic_of_the_issue_is_there():
    assert {topic.name for topic in REALISM.topics} >= {
        "route-distances", "bag-weights", "lead-times", "waybill-weights", "post-weights",
        "crossings", "prevalence", "contact-degree",
    }  # fmt: skip


def test_what_is_not_realistic_is_said_in_sentences():
    assert len(REALISM.not_realistic) >= 10
    assert all(told.endswith(".") for told in REALISM.not_realistic)


def test_every_measure_is_used_and_every_one_that_is_read_exists():
    read = {
        name
        for topic in REALISM.topics
        for _, name, _, _ in string.Formatter().parse(topic.reading)
        if name
    }
    compared = {fact.compared_with for fact in FACTS}
    assert read <= set(MEASURES)
    assert read | compared == set(MEASURES)


def test_a_mark_is_an_axis_or_a_word_of_its_picture():
    for topic in REALISM.topics:
        marks = {fact.mark for fact in topic.facts} - {""}
        by_words = CURVES[topic.name].form == "words"
        assert marks <= ({"passenger", "cargo", "post", "land"} if by_words else {"axis"})


@pytest.mark.parametrize(
    ("name", "found", "near"),
    [
        ("mean-bag", 15.9, True),
        ("mean-bag", 15.9 * 1.149, True),
        ("mean-bag", 15.9 * 1.151, False),
        ("mean-bag", 15.9 * 0.849, False),
        ("people-a-car", 2.1, True),
        ("people-a-car", 2.0 - 0.249, True),
        ("people-a-car", 2.2 + 0.251, False),
        ("letters", 2.0, True),
        ("letters", 2.001, False),
        ("mean-lead", 55 * 0.79, False),
        ("mean-lead", 81 * 1.19, True),
    ],
)
def test_near_is_inside_the_range_or_within_what_is_allowed_outside(name, found, near):
    fact = next(fact for fact in FACTS if fact.name == name)
    assert fact.is_near(found) is near


FACT = ("topics", "bag-weights", "facts", "mean-bag")


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ((*FACT, "sources"), None, "mean-bag.sources: missing"),
        ((*FACT, "sources"), [], "mean-bag.sources: missing"),
        ((*FACT, "sources"), [{"title": "Hearsay"}], r"sources\[0\].address: found None"),
        ((*FACT, "sources"), [{"title": "x", "address": "a friend"}], "expected a web address"),
        ((*FACT, "value"), "heavy", "mean-bag.value: found 'heavy', expected a number"),
        ((*FACT, "range"), [1, 2], "expected either `value` or `range`"),
        ((*FACT, "near"), {"about": 1}, "near: found .*, expected `share` or `by`"),
        ((*FACT, "compared_with"), "mood", "compared_with: found 'mood', one of lax_jfk_km"),
        ((*FACT, "colour"), "red", r"mean-bag: unknown keys \['colour'\]"),
        ((*FACT, "because"), "", "because: found '', expected a text"),
        (("topics", "horoscopes"), {}, "topics: found .*horoscopes.*, expected "),
        (("topics", "bag-weights", "facts"), {}, None),
        (("topics", "seats", "facts"), {}, "seats: expected `facts`, or `missing`"),
        (("not_realistic",), "nothing", "not_realistic: found 'nothing', expected a list"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused_with_its_key(tmp_path, path, value, said):
    content = copy.deepcopy(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    at = content
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    file = tmp_path / "realism.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    if said is None:  # a topic that says what is missing needs no fact
        read_realism(file)
        return
    with pytest.raises(ContentError, match=said) as refused:
        read_realism(file)
    assert str(refused.value).startswith(str(file))


def test_a_range_is_written_from_low_to_high(tmp_path):
    text = FILE.read_text(encoding="utf-8").replace("range: [2.0, 2.2]", "range: [2.2, 2.0]")
    (tmp_path / "r.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"people-a-car.range: .*the lower number first"):
        read_realism(tmp_path / "r.yml")
