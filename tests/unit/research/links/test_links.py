"""Graphs of a hand-made register, small enough to count by finger, and of a case by brute force."""

from itertools import combinations
from math import log2

import networkx as nx
import pandas as pd
import pytest

from aatulab.cases import load_case
from aatulab.errors import ResearchError
from aatulab.research.links import (
    centralities,
    cheapest_way,
    component_of,
    component_table,
    first_uses,
    known_points,
    link_graph,
    node_of,
    places,
    rarity_bits,
    record_links,
    shared_things,
    way_in_words,
)
from aatulab.targeting.links import link_table, parties

DAY = pd.Timestamp("2026-05-01", tz="UTC")
# a phone on three bookings, a card on two, a door on an item and two waybills, one card alone
ROWS = [
    ("B1", "passenger", "phone", "+1", 0),
    ("B2", "passenger", "phone", "+1", 3),
    ("B3", "passenger", "phone", "+1", 1),
    ("B3", "passenger", "card", "c", 1),
    ("I1", "post", "card", "c", 5),
    ("I1", "post", "address", "d", 5),
    ("W1", "cargo", "address", "d", 2),
    ("W2", "cargo", "address", "d", 4),
    ("B4", "passenger", "card", "alone", 6),
]


@pytest.fixture
def things():
    rows = [(*row[:4], DAY + pd.Timedelta(days=row[4])) for row in ROWS]
    return pd.DataFrame(rows, columns=["record", "flow", "kind", "value", "at"])


@pytest.fixture(scope="module")
def case():
    return load_case("all-doors-open")


@pytest.fixture(scope="module")
def of_case(case):
    return shared_things(case)


def test_rarity_is_counted_in_records_and_not_in_rows(things):
    found = rarity_bits(things).set_index(["kind", "value"])
    assert found.loc[("phone", "+1"), "uses"] == 3
    assert found.loc[("phone", "+1"), "bits"] == pytest.approx(log2(7 / 3))
    assert found.loc[("card", "c"), "bits"] == pytest.approx(log2(7 / 2))
    doubled = pd.concat([things, things])
    pd.testing.assert_frame_equal(rarity_bits(doubled), rarity_bits(things))


def test_the_graph_holds_what_is_shared_within_the_limits(things):
    graph = link_graph(things)
    assert "card alone" not in graph
    assert "B4" not in graph
    assert sorted(graph["address d"]) == ["I1", "W1", "W2"]
    assert graph.edges["I1", "card c"]["at"] == DAY + pd.Timedelta(days=5)
    assert sorted(link_graph(things, most=2)) == ["B3", "I1", "card c"]


def test_components_are_told_with_their_flows(things):
    assert component_table(link_graph(things)).to_numpy().tolist() == [["B1", 6, 3, 3]]
    without_card = things[things.kind != "card"]
    table = component_table(link_graph(without_card))
    assert table.to_numpy().tolist() == [["B1", 3, 1, 1], ["I1", 3, 1, 2]]
    assert sorted(component_of(link_graph(without_card), "I1")) == ["I1", "W1", "W2", "address d"]


def test_components_of_bookings_are_the_parties_of_targeting(case):
    """Another implementation, by heads of parties and without a graph, finds the same."""
    links = link_table(case.bookings, case.payments, case.passengers, case.contacts)
    links = links.loc[case.bookings.pnr]
    theirs = parties(links, ["phone", "card"], most=8)
    things = shared_things(case)
    things = things[things.flow.eq("passenger") & things.kind.isin(["phone", "card"])]
    ours = {
        node: min(n for n in whole if " " not in n)
        for whole in nx.connected_components(link_graph(things))
        for node in whole
        if " " not in node
    }
    assert len(ours) > 500
    assert ours == theirs.to_dict()


def test_the_strongest_pairs_are_those_of_a_loop_over_everybody(of_case):
    sample = of_case[of_case.flow.isin(["post", "land"])].head(1500)
    held, uses = {}, {}
    for row in sample.itertuples():
        held.setdefault(row.record, set()).add((row.kind, row.value))
        uses.setdefault((row.kind, row.value), set()).add(row.record)
    expected = {}
    for a, b in combinations(sorted(held), 2):
        both = [t for t in held[a] & held[b] if len(uses[t]) <= 8]
        if both:
            expected[a, b] = sum(log2(len(held) / len(uses[t])) for t in both)
    found = record_links(sample)
    assert len(found) == len(expected) > 50
    assert {(r.a, r.b): pytest.approx(r.bits) for r in found.itertuples()} == expected
    assert found.bits.is_monotonic_decreasing


def test_centralities_by_hand(things):
    table = centralities(link_graph(things)).set_index("node")
    assert table.loc["phone +1", "degree"] == 3
    # nine nodes, 28 pairs of others; over I1 lead those of {W1, W2, address d} with the other five
    assert table.loc["I1", "betweenness"] == pytest.approx(15 / 28)
    assert table.loc["B1", "betweenness"] == 0


def test_the_busiest_is_not_the_one_between(things):
    table = centralities(link_graph(things))
    assert table.node[0] in {"address d", "phone +1"}
    between = table.sort_values("betweenness", ascending=False)
    assert between.node.iloc[0] in {"B3", "I1", "card c"}


def test_the_cheapest_way_leads_over_the_rare_thing():
    rows = [(name, "post", "address", "hostel", DAY) for name in ("X", "Y", *"abcdefgh")]
    rows += [("X", "post", "phone", "p", DAY), ("Z", "post", "phone", "p", DAY)]
    rows += [("Z", "post", "card", "c", DAY), ("Y", "post", "card", "c", DAY)]
    rows += [(name, "post", "card", name, DAY) for name in map(str, range(300))]
    table = pd.DataFrame(rows, columns=["record", "flow", "kind", "value", "at"])
    graph = link_graph(table, most=None)
    assert nx.shortest_path(graph, "X", "Y") == ["X", "address hostel", "Y"]
    assert cheapest_way(graph, "X", "Y") == ["X", "address hostel", "Y"]
    # three hundred records make the hostel's bits 5 and those of two 7: one step is still cheaper
    crowd = pd.DataFrame(
        [(f"n{n}", "post", "address", "hostel", DAY) for n in range(150)], columns=table.columns
    )
    graph = link_graph(pd.concat([table, crowd]), most=None)
    assert cheapest_way(graph, "X", "Y") == ["X", "phone p", "Z", "card c", "Y"]


def test_no_way_is_an_empty_list_and_an_unknown_node_is_said(things):
    graph = link_graph(things[things.kind != "card"])
    assert cheapest_way(graph, "B1", "W1") == []
    with pytest.raises(ResearchError, match="'B4' is not in the graph"):
        cheapest_way(graph, "B1", "B4")
    with pytest.raises(ResearchError, match="'B4' is not in the graph"):
        component_of(graph, "B4")


def test_a_way_in_words_tells_the_earlier_record_first_and_asks(things):
    graph = link_graph(things)
    lines = way_in_words(graph, cheapest_way(graph, "B2", "W1"))
    assert [line.split(":")[0] for line in lines] == [
        "B3 (02 May), then B2 (04 May)",
        "B3 (02 May), then I1 (06 May)",
        "W1 (03 May), then I1 (06 May)",
    ]
    assert all("Ask " in line for line in lines)


def test_what_came_first(things):
    table = first_uses(things, ["B1", "B2", "B3", "I1", "W1"])
    assert table.value.tolist() == ["+1", "c", "d"]
    row = table.set_index("value").loc["d"]
    assert (row.first_record, row.last_record, row.uses) == ("W1", "I1", 2)
    assert row.flows == "cargo, post"


def test_things_of_a_case_are_those_of_its_tables(case, of_case):
    assert not of_case.duplicated(["record", "kind", "value"]).any()
    assert of_case["at"].is_monotonic_increasing
    assert of_case["at"].notna().all()
    doors = of_case[(of_case.flow == "post") & (of_case.kind == "address")]
    assert len(doors) == case.postal_items.addressee_address_id.notna().sum()
    card = case.payments.dropna(subset=["card"]).iloc[0]
    assert ((of_case.record == card.pnr) & (of_case.value == card.card)).any()
    assert not of_case.value[of_case.kind == "agency"].isin(["WEB", "DESK"]).any()


def test_the_busiest_points_of_a_case_are_explained(case, of_case):
    busiest = rarity_bits(of_case).query("uses > 50").merge(known_points(case), how="left")
    assert len(busiest) > 20
    assert busiest.whose.notna().mean() > 0.9


def test_a_case_without_records_is_refused():
    lone = load_case("all-doors-open")
    bare = type(lone)(lone.name, lone.title, lone.as_of, {"airports": lone.airports})
    with pytest.raises(ResearchError, match="none of the tables bookings"):
        shared_things(bare)
    assert known_points(bare).empty


def test_places_are_the_same_again_and_inside_the_picture(of_case):
    graph = component_of(link_graph(of_case), "3REVZU")
    one, two = places(graph), places(graph)
    assert one == two
    assert set(one) == set(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in one.values())
    assert len(set(one.values())) == len(one)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(graph.edges(data=True))))
    assert places(shuffled) == one


def test_nodes_are_named_alike():
    assert node_of("card", "4111") == "card 4111"
