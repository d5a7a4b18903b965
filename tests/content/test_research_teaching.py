"""What the lessons on entities and links say in words holds, on more than the one they show."""

import numpy as np
import pandas as pd
import pytest

from aatulab.cases import build_case
from aatulab.research.entities import (
    agreement_weights,
    bits_of,
    blocking_keys,
    compare_pairs,
    counts_at,
    inner_conflicts,
    merged,
    pairs_on,
    register_drill,
    same_person,
)
from aatulab.research.links import (
    centralities,
    component_of,
    component_table,
    known_points,
    link_graph,
    rarity_bits,
    record_links,
    shared_things,
)

SEEDS = (1, 2, 3, 5, 7, 11)


@pytest.fixture(scope="module")
def drills():
    """Six drills: levels, truth, and the pairs of one person that blocking lost."""
    case = build_case("one-phone-two-doors")[0]
    found = []
    for seed in SEEDS:
        drill = register_drill(case, np.random.default_rng(seed))
        levels = compare_pairs(drill.records, pairs_on(blocking_keys(drill.records)))
        same = same_person(levels, drill.person)
        times = drill.person.value_counts()
        lost = int((times * (times - 1) // 2).sum()) - int(same.sum())
        found.append((drill, levels, same, lost))
    return found


def weights_of(drill):
    return agreement_weights(drill[1], drill[2])


def test_blocking_keeps_nearly_all_and_compares_one_in_a_hundred(drills):
    for drill, levels, same, lost in drills:
        assert same.sum() / (same.sum() + lost) >= 0.93
        records = len(drill.records)
        assert len(levels) < records * (records - 1) / 200


def test_a_shared_phone_is_worth_next_to_nothing_and_differences_weigh_most(drills):
    for drill in drills:
        bits = weights_of(drill).set_index(["field", "level"]).bits
        assert abs(bits["phone", "same"]) < 1.5
        assert bits["birth_date", "same"] > bits["phone", "same"]
        assert -bits["birth_date", "different"] > bits["birth_date", "same"]
        assert bits["name", "initial"] < bits["name", "same"]


def test_the_upper_line_is_right_nearly_always_and_never_always(drills):
    """Weights of one drill, measured on the five others."""
    weights = weights_of(drills[0])
    counts = [counts_at(bits_of(levels, weights), same, 3) for _, levels, same, _ in drills[1:]]
    assert all(one.precision > 0.95 for one in counts)
    assert sum(one.false_merges for one in counts) > 0
    assert all(one.recall > 0.6 for one in counts)


def test_lower_lines_chain_people_who_have_two_dates_of_birth(drills):
    weights = weights_of(drills[0])
    for drill, levels, _, _ in drills[1:]:
        bits = bits_of(levels, weights)
        conflicts = [
            len(inner_conflicts(merged(levels[bits >= line], drill.records.record), levels))
            for line in (-3, 1, 5)
        ]
        assert conflicts[0] >= conflicts[1] >= conflicts[2]
        assert conflicts[0] > 5


@pytest.fixture(scope="module", params=[None, 404])
def joint(request):
    """The joint operation as the lesson shows it, and another one: things and truth."""
    case, truth = build_case("all-doors-open", request.param)
    return case, shared_things(case), truth


def records_of(graph, first):
    part = component_of(graph, first)
    return [node for node in part if part.nodes[node]["is_record"]]


def test_without_a_limit_everybody_is_one_gang(joint):
    _, things, _ = joint
    sizes = {
        most: component_table(link_graph(things, most=most)).records[0] for most in (8, 32, None)
    }
    assert sizes[8] < 40
    assert sizes[32] < 500
    assert sizes[None] > 3_000


def test_hubs_are_explained_and_have_no_more_to_find_than_anybody(joint):
    case, things, truth = joint
    uses = rarity_bits(things)
    known = uses[uses.uses > 60].merge(known_points(case), on=["kind", "value"], how="left")
    assert known.whose.notna().mean() > 0.85
    phones = things[things.kind == "phone"].merge(uses, on=["kind", "value"])
    share = truth.illicit.reindex(phones.record).to_numpy()
    few, hub = phones.uses.between(3, 8), phones.uses > 40
    assert share[few].mean() > 2 * truth.illicit.mean()
    assert share[hub].mean() < 2 * truth.illicit.mean()
    assert share[few].mean() < 0.15  # nine in ten are innocent


def test_the_strongest_links_are_no_ground_for_anything(joint):
    _, things, truth = joint
    pairs = record_links(things)
    found = truth.illicit.reindex(pairs.a).to_numpy() | truth.illicit.reindex(pairs.b).to_numpy()
    assert found[pairs.bits > 30].mean() < found[pairs.bits <= 12].mean() / 3


def test_most_large_webs_are_nothing_and_some_are_a_network(joint):
    _, things, truth = joint
    graph = link_graph(things)
    table = component_table(graph)
    large = table[table.records >= 8]["first"]
    hits = pd.Series([truth.illicit.reindex(records_of(graph, first)).sum() for first in large])
    assert (hits == 0).mean() > 0.6
    assert (hits >= 3).sum() >= 3


def test_the_webs_of_the_lesson_are_what_it_says():
    case, truth = build_case("all-doors-open")
    things = shared_things(case)
    graph = link_graph(things)
    first = component_table(graph)["first"][1]
    web = truth.loc[records_of(graph, first)]
    assert (len(web), web.illicit.sum(), (web.role == "phone-of-others").sum()) == (18, 12, 4)
    twin = truth.loc[records_of(graph, "2BHR87")]
    assert (len(twin), twin.illicit.sum(), (twin.role == "tour-group").sum()) == (13, 0, 9)
    top = centralities(component_of(graph, first)).iloc[:2]
    assert top.kind.tolist() == ["card", "phone"]
    assert top.degree.tolist() == [5, 5]
    assert top.betweenness[0] > 1.7 * top.betweenness[1]
    without = link_graph(things[things.kind != "card"])
    assert len(records_of(without, first)) == 6
