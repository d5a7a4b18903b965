"""The graph: records on one side, what they share on the other, a line where one stands on one.

Called by the lesson and by `aatulab.widgets.LinkChart`.  The numbers of a graph (degree,
betweenness) are networkx's; here they only come into a table.
"""

from typing import TypeAlias

import networkx as nx
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.links.strengths import rarity_bits
from aatulab.research.links.things import need_things

Graph: TypeAlias = nx.Graph  # of text nodes; networkx has no types


def node_of(kind: str, value: str) -> str:
    """Return the name of a thing's node.

    >>> node_of("phone", "+353209104705")
    'phone +353209104705'
    """
    return f"{kind} {value}"


def link_graph(things: pd.DataFrame, *, fewest: int = 2, most: int | None = 8) -> Graph:
    """Return the graph of all things that `fewest` to `most` records share; `None` sets no limit.

    A record's node bears its key, a thing's is `node_of(kind, value)`.  Nodes know `kind` (of a
    record: its flow), `is_record`, `label`; a thing knows `uses` and `bits`, an edge its `at`.
    """
    need_things(things)
    uses = rarity_bits(things)
    keep = uses[(uses["uses"] >= max(fewest, 2)) & (uses["uses"] <= (most or len(things)))]
    rows = things.merge(keep, on=["kind", "value"])
    graph: Graph = nx.Graph()
    columns = (rows[name].tolist() for name in ("record", "flow", "kind", "value", "at"))
    counts = (rows[name].tolist() for name in ("uses", "bits"))
    for record, flow, kind, value, at, shared_by, bits in zip(*columns, *counts, strict=True):
        thing = node_of(kind, value)
        if thing not in graph:
            graph.add_node(
                thing, kind=kind, label=value, is_record=False, uses=shared_by, bits=bits
            )
        if record not in graph:
            graph.add_node(record, kind=flow, label=record, is_record=True)
        graph.add_edge(record, thing, at=at)
    return graph


def component_of(graph: Graph, node: str) -> Graph:
    """Return the part of the graph that hangs together with a node, as a graph of its own."""
    if node not in graph:
        raise ResearchError(
            f"node: {node!r} is not in the graph. Records stand there by their key, things as "
            '`node_of("phone", "+33…")`, and only those that are shared within the limits.'
        )
    inside: Graph = graph.subgraph(sorted(nx.node_connected_component(graph, node))).copy()
    return inside


def component_table(graph: Graph) -> pd.DataFrame:
    """Return one row a component, the largest first: `first`, `records`, `things`, `flows`.

    `first` is its first record in the alphabet, `flows` how many flows its records are of.
    """
    rows = []
    for nodes in nx.connected_components(graph):
        records = sorted(node for node in nodes if graph.nodes[node]["is_record"])
        flows = {graph.nodes[record]["kind"] for record in records}
        rows.append((records[0], len(records), len(nodes) - len(records), len(flows)))
    table = pd.DataFrame(rows, columns=["first", "records", "things", "flows"])
    return table.sort_values(
        ["records", "things", "first"], ascending=[False, False, True], ignore_index=True
    )


def centralities(graph: Graph) -> pd.DataFrame:
    """Return one row a node: `node`, `kind`, `is_record`, `degree`, `betweenness`.

    `degree` counts lines; `betweenness` is the share of shortest ways between two others that lead
    over the node.  The highest degree comes first; neither number says what somebody *does*.
    """
    between = nx.betweenness_centrality(graph)
    rows = [
        (node, held["kind"], held["is_record"], graph.degree(node), between[node])
        for node, held in graph.nodes(data=True)
    ]
    table = pd.DataFrame(rows, columns=["node", "kind", "is_record", "degree", "betweenness"])
    return table.sort_values(
        ["degree", "betweenness", "node"], ascending=[False, False, True], ignore_index=True
    )
