"""What the chart knows of a graph: nodes with their places, lines with their moments, sentences.

Plain data, the same for the page's script and for the picture and table that stand where none runs.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aatulab.errors import ResearchError
from aatulab.research.links import places
from aatulab.research.links.graph import Graph
from aatulab.widgets.link_chart.marks import MARKS

MOST_NODES = 120  # more is no picture, and no list that anybody reads
DAY_S = 86_400


def nodes_of(graph: Graph, notes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the nodes in the order in which a reader walks through them: left to right.

    `notes` are words of the lesson about a node, such as what the register says.
    """
    _refuse(graph, notes)
    where = places(graph)
    order = sorted(graph.nodes, key=lambda node: (where[node], node))
    return [
        {
            "id": node,
            "kind": graph.nodes[node]["kind"],
            "label": graph.nodes[node]["label"],
            "lines": graph.degree(node),
            "note": notes.get(node, ""),
            "x": where[node][0],
            "y": where[node][1],
        }
        for node in order
    ]


def lines_of(graph: Graph, nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines in the order of time: places of record and thing in `nodes`, and the day.

    `day` counts from 1970.
    """
    number = {node["id"]: place for place, node in enumerate(nodes)}
    found = []
    for one, other, at in graph.edges(data="at"):
        record, thing = (one, other) if graph.nodes[one]["is_record"] else (other, one)
        found.append({"record": number[record], "thing": number[thing], "day": day_of(at)})
    return sorted(found, key=lambda line: (line["day"], line["record"], line["thing"]))


def kinds_of(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the kinds that are there, records first, with how each is drawn and called."""
    there = {node["kind"] for node in nodes}
    return [
        {
            "kind": kind, "one": mark.one, "many": mark.many, "letter": mark.letter,
            "colour": mark.colour, "isRecord": mark.is_record,
        }
        for kind, mark in MARKS.items()
        if kind in there
    ]  # fmt: skip


def day_of(at: datetime) -> int:
    """Return the day of a moment, counted from 1970."""
    return int(at.timestamp() // DAY_S)


def _refuse(graph: Graph, notes: Mapping[str, str]) -> None:
    if not 0 < len(graph) <= MOST_NODES:
        raise ResearchError(
            f"graph: found {len(graph)} nodes, expected 1 to {MOST_NODES}. Show one component "
            "(`component_of(graph, node)`), or lower `most` in `link_graph`."
        )
    strange = sorted({str(kind) for _, kind in graph.nodes(data="kind")} - set(MARKS))
    if strange:
        raise ResearchError(
            f"graph: a node is of the kind {strange[0]!r}, expected one of {', '.join(MARKS)}. "
            "Pass what `link_graph` or `component_of` returned."
        )
    unknown = sorted(set(notes) - set(graph.nodes))
    if unknown:
        raise ResearchError(f"notes: {unknown[0]!r} is no node of this graph.")
