"""Blocking, comparing, weighing and merging against brute force and hand-worked numbers."""

from itertools import combinations
from math import log2

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.cases import load_case
from aatulab.errors import ResearchError
from aatulab.research.entities import (
    FIELDS,
    PairCounts,
    agreement_weights,
    bands,
    bits_of,
    blocking_keys,
    compare_pairs,
    counts_at,
    curve,
    inner_conflicts,
    merged,
    pairs_on,
    register_drill,
    same_person,
)


@pytest.fixture(scope="module")
def case():
    return load_case("one-phone-two-doors")


@pytest.fixture(scope="module")
def drill(case):
    return register_drill(case, np.random.default_rng(5))


def key(*values):
    return pd.Series(values, index=[f"r{n}" for n in range(1, len(values) + 1)], dtype="object")


@given(
    st.lists(
        st.tuples(st.sampled_from(["x", "y", None]), st.sampled_from(["p", None])), max_size=12
    )
)
def test_pairs_are_those_that_brute_force_finds(values):
    keys = {"one": key(*(v for v, _ in values)), "two": key(*(w for _, w in values))}
    found = pairs_on(keys)
    names = sorted(keys["one"].index)
    expected = [
        (a, b)
        for a, b in combinations(names, 2)
        if any(k[a] is not None and k[a] == k[b] for k in keys.values())
    ]
    assert list(zip(found["a"], found["b"], strict=True)) == expected
    for row in found.itertuples():
        shared = [name for name, k in keys.items() if k[row.a] is not None and k[row.a] == k[row.b]]
        assert row.shares == ", ".join(shared)


def test_a_key_that_too_many_share_makes_no_pairs():
    assert len(pairs_on({"k": key("x", "x", "x")}, most=2)) == 0
    assert len(pairs_on({"k": key("x", "x", "x")}, most=3)) == 3


def test_a_record_that_stands_twice_in_a_key_is_refused():
    twice = pd.Series(["x", "x"], index=["r1", "r1"])
    with pytest.raises(ResearchError, match="'k' has the record 'r1' twice"):
        pairs_on({"k": twice})


def test_blocking_of_the_drill_loses_few_pairs_and_compares_one_in_fifty(drill):
    pairs = pairs_on(blocking_keys(drill.records))
    every = pd.DataFrame(list(combinations(drill.records["record"], 2)), columns=["a", "b"])
    of_one = same_person(every, drill.person).sum()
    assert same_person(pairs, drill.person).sum() / of_one > 0.9
    assert len(pairs) < len(every) / 50


def test_weights_are_the_shares_that_are_counted_by_hand():
    levels = pd.DataFrame(
        {
            "name": ["same", "same", "different", "different"],
            "birth_date": ["same"] * 4,
            "phone": ["not known"] * 4,
            "address": ["same", "different", "same", "different"],
        }
    )
    same = pd.Series([True, True, False, False])
    weights = agreement_weights(levels, same).set_index(["field", "level"])
    # with half a pair added to each count: 2.5 of 3 against 0.5 of 3
    assert weights.loc[("name", "same"), "bits"] == pytest.approx(log2(5))
    assert weights.loc[("name", "different"), "bits"] == pytest.approx(-log2(5))
    assert weights.loc[("birth_date", "same"), "bits"] == pytest.approx(0)
    assert weights.loc[("address", "same"), "bits"] == pytest.approx(0)
    bits = bits_of(levels, weights.reset_index())
    assert bits.to_numpy() == pytest.approx([log2(5), log2(5), -log2(5), -log2(5)])


def test_a_level_that_was_never_seen_counts_nothing():
    levels = pd.DataFrame({field: ["same", "different"] for field in FIELDS})
    weights = agreement_weights(levels, pd.Series([True, False]))
    unseen = pd.DataFrame({field: ["slip"] for field in FIELDS})
    assert bits_of(unseen, weights).tolist() == [0.0]


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.booleans()), min_size=1, max_size=30),
    st.integers(-9, 9),
)
def test_counts_are_those_of_a_loop(rows, threshold):
    bits = pd.Series([float(b) for b, _ in rows])
    same = pd.Series([s for _, s in rows])
    right = sum(s and b >= threshold for b, s in rows)
    wrong = sum(not s and b >= threshold for b, s in rows)
    missed = sum(s and b < threshold for b, s in rows)
    found = counts_at(bits, same, threshold, never_compared=2)
    assert found == PairCounts(
        threshold, right, wrong, missed + 2, len(rows) - right - wrong - missed
    )


def test_precision_and_recall_by_hand():
    counts = PairCounts(threshold=3, right=6, false_merges=2, missed=4, apart=10)
    assert counts.precision == 0.75
    assert counts.recall == 0.6
    assert PairCounts(9, 0, 0, 0, 5).precision is None
    assert PairCounts(9, 0, 0, 0, 5).recall is None


def test_the_curve_gives_up_recall_for_precision(drill):
    pairs = pairs_on(blocking_keys(drill.records))
    levels, same = compare_pairs(drill.records, pairs), same_person(pairs, drill.person)
    line = curve(bits_of(levels, agreement_weights(levels, same)), same)
    assert line["recall"].is_monotonic_decreasing
    assert line["false_merges"].is_monotonic_decreasing
    assert line["recall"].iloc[0] == 1
    assert line["right"].iloc[-1] == 0


def test_bands_have_both_ends():
    found = bands(pd.Series([-0.1, 0.0, 7.9, 8.0]), 0, 8)
    assert found.tolist() == ["apart", "a person decides", "a person decides", "same"]
    with pytest.raises(ResearchError, match="low: found 9"):
        bands(pd.Series([1.0]), 9, 8)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
def test_chains_are_those_of_a_flood(edges):
    pairs = pd.DataFrame([(f"r{a}", f"r{b}") for a, b in edges], columns=["a", "b"], dtype="object")
    names = [f"r{n}" for n in range(10)]
    found = merged(pairs, names)
    for name in names:
        reached, edge = set(), {name}
        while edge:
            reached |= edge
            edge = {
                y
                for a, b in edges
                for x, y in ((f"r{a}", f"r{b}"), (f"r{b}", f"r{a}"))
                if x in edge
            } - reached
        assert found[name] == min(reached)


def test_one_wrong_pair_joins_two_persons_and_the_conflict_is_shown():
    rows = [
        ("r1", "Halvorsk", "Sevmil", "1984-04-09"),
        ("r2", "Halvorsk", "S.", None),
        ("r3", "Halvorsk", "Sadorin", "1991-12-30"),
    ]
    records = pd.DataFrame(rows, columns=["record", "surname", "given_names", "birth_date"])
    records = records.assign(phone="+33199000001", written_in="33", address="12 Alder Street")
    every = pd.DataFrame([("r1", "r2"), ("r1", "r3"), ("r2", "r3")], columns=["a", "b"])
    levels = compare_pairs(records, every)
    chosen = levels[(levels.name == "initial") & (levels.birth_date != "different")]
    assert list(zip(chosen.a, chosen.b, strict=True)) == [("r1", "r2"), ("r2", "r3")]
    person = merged(chosen)
    assert set(person) == {"r1"}
    conflicts = inner_conflicts(person, levels)
    assert conflicts[["person", "a", "b"]].to_numpy().tolist() == [["r1", "r1", "r3"]]
    assert "the date of birth is another" in conflicts.reasons[0]


def test_the_drill_is_the_same_for_the_same_seed_and_another_for_another(case, drill):
    again = register_drill(case, np.random.default_rng(5))
    pd.testing.assert_frame_equal(drill.records, again.records)
    pd.testing.assert_series_equal(drill.person, again.person)
    assert not drill.records.equals(register_drill(case, np.random.default_rng(6)).records)


def test_the_drill_holds_who_would_be_hurt(drill):
    pairs = pairs_on(blocking_keys(drill.records))
    levels, same = compare_pairs(drill.records, pairs), same_person(pairs, drill.person)
    two = levels[~same]
    siblings = two[(two.phone == "same") & (two.address == "same")]
    namesakes = two[(two.name == "same") & (two.address == "different")]
    assert len(siblings) > 10
    assert len(namesakes) > 3
    assert (levels.loc[same, "name"] != "same").mean() > 0.25


def test_no_name_of_the_drill_is_that_of_a_record_s_number(drill):
    assert "person" not in drill.records
    # records come in an order that does not tell who belongs together
    neighbours = drill.person.to_numpy()
    assert (neighbours[1:] == neighbours[:-1]).mean() < 0.05


def test_pairs_of_another_register_are_refused(drill):
    strangers = pd.DataFrame({"a": ["R0001"], "b": ["X1"]})
    with pytest.raises(ResearchError, match="'X1' is not in `records`"):
        compare_pairs(drill.records, strangers)
    with pytest.raises(ResearchError, match="of one drill"):
        same_person(strangers, drill.person)
